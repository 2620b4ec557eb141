from datetime import date
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lantu.foundations.acts.actor import SYSTEM
from lantu.foundations.acts.gate import Request
from lantu.foundations.acts.policy import Denied
from lantu.foundations.acts.wording import Refused
from lantu.foundations.documents.actions import (
    CODE_LENGTH,
    CODE_LETTERS,
    DocumentFault,
    add_rendition,
    confirm_sealed_copy,
    issue_document,
    record_digest,
    register_sealed_copy,
    reject_sealed_copy,
)
from lantu.foundations.documents.models import Document
from lantu.foundations.journal.replay import differences
from tests.town import LEAD

ASIDE = Request(SYSTEM)
SEALED = {
    "official_number": "郑资规函〔2019〕12号",
    "signer": "局长",
    "sealed_on": date(2019, 9, 2),
    "scan": "c" * 64,
}
plain = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3),
    max_leaves=8,
)


def test_numbers_of_a_series_run_without_a_gap_even_after_a_failed_issue(issued, town):
    assert [issued().number, issued().number] == ["郑空协意〔2019〕1号", "郑空协意〔2019〕2号"]
    with pytest.raises(TypeError):
        issued(broken=object())
    assert issued().number == "郑空协意〔2019〕3号"
    other = issue_document(
        ASIDE, kind="letter", series="郑空协函", title="函", content={}, unit=town.unit(LEAD)
    )
    assert other.number == "郑空协函〔2019〕1号"
    assert list(differences()) == []


@given(st.dictionaries(st.text(max_size=4), plain, max_size=4))
def test_a_records_digest_does_not_depend_on_the_order_of_its_parts(content):
    turned = dict(reversed(list(content.items())))
    assert record_digest(content) == record_digest(turned)
    assert record_digest({**content, "added": 1}) != record_digest({**content, "added": 2})


def test_every_rendition_of_a_record_shares_its_digest(issued):
    document = issued()
    made = [
        add_rendition(
            ASIDE,
            document_id=document.id,
            file_format=file_format,
            blob=blob * 64,
            record=document.digest,
        )
        for file_format, blob in (("pdf", "a"), ("docx", "b"))
    ]
    assert {one.record_digest for one in made} == {document.digest}
    assert len({one.blob for one in made}) == 2


def test_a_file_made_of_another_record_is_no_rendition(issued):
    document, other = issued(), issued(conclusion="不符合")
    with pytest.raises(Refused) as refusal:
        add_rendition(
            ASIDE,
            document_id=document.id,
            file_format="pdf",
            blob="a" * 64,
            record=other.digest,
        )
    assert refusal.value.code is DocumentFault.OTHER_RECORD
    assert document.renditions.count() == 0


def test_a_verification_code_is_long_and_of_letters_that_are_not_mistaken(issued):
    codes = {issued().verification_code for _ in range(5)}
    assert len(codes) == 5
    assert len(set(CODE_LETTERS)) == len(CODE_LETTERS)
    assert set(CODE_LETTERS).isdisjoint("0O1I")
    for code in codes:
        assert len(code) == CODE_LENGTH
        assert set(code) <= set(CODE_LETTERS)


def test_sealed_paper_is_registered_by_one_person_and_confirmed_by_another(issued, town):
    document = issued()
    first, second = town.ask(LEAD, "registrar"), town.ask(LEAD, "second_registrar")
    sealed = register_sealed_copy(first, document_id=document.id, **SEALED)
    with pytest.raises(Refused) as refusal:
        confirm_sealed_copy(first, sealed_copy_id=sealed.id)
    assert refusal.value.code is DocumentFault.SAME_PERSON
    confirmed = confirm_sealed_copy(second, sealed_copy_id=sealed.id)
    assert confirmed.confirmed_by == town.account(LEAD, "second_registrar")
    assert Document.objects.get(id=document.id).digest == document.digest


def test_a_confirmation_is_not_given_twice(issued, town):
    sealed = register_sealed_copy(town.ask(LEAD, "registrar"), document_id=issued().id, **SEALED)
    confirm_sealed_copy(town.ask(LEAD, "second_registrar"), sealed_copy_id=sealed.id)
    with pytest.raises(Refused) as refusal:
        confirm_sealed_copy(town.ask(LEAD, "second_registrar"), sealed_copy_id=sealed.id)
    assert refusal.value.code is DocumentFault.CONFIRMED


@pytest.mark.parametrize(
    "broken",
    [{"official_number": " "}, {"signer": ""}, {"scan": ""}, {"sealed_on": date(2019, 9, 3)}],
)
def test_sealed_paper_is_registered_with_all_its_parts(issued, town, broken):
    request = town.ask(LEAD, "registrar")
    with pytest.raises(Refused) as refusal:
        register_sealed_copy(request, document_id=issued().id, **{**SEALED, **broken})
    assert refusal.value.code is DocumentFault.PARTS_MISSING


def test_nobody_registers_the_paper_of_another_unit(issued, town):
    for request in (town.ask("forestry", "registrar"), town.ask(LEAD, "clerk")):
        with pytest.raises(Denied):
            register_sealed_copy(request, document_id=issued().id, **SEALED)


def test_what_the_second_person_rejects_stays_with_its_reason_and_gives_way_to_another(
    issued, town
):
    document = issued()
    first, second = town.ask(LEAD, "registrar"), town.ask(LEAD, "second_registrar")
    wrong = register_sealed_copy(first, document_id=document.id, **SEALED)
    with pytest.raises(Refused) as refusal:
        register_sealed_copy(first, document_id=document.id, **SEALED)
    assert refusal.value.code is DocumentFault.COPY_STANDING
    for request, reason, fault in (
        (first, "文号有误", DocumentFault.SAME_PERSON),
        (second, " ", DocumentFault.REASON_MISSING),
    ):
        with pytest.raises(Refused) as refusal:
            reject_sealed_copy(request, sealed_copy_id=wrong.id, reason=reason)
        assert refusal.value.code is fault
    rejected = reject_sealed_copy(second, sealed_copy_id=wrong.id, reason="文号有误")
    assert (rejected.rejected_for, rejected.confirmed_at) == ("文号有误", None)
    for decide in (confirm_sealed_copy, partial(reject_sealed_copy, reason="再退")):
        with pytest.raises(Refused) as refusal:
            decide(second, sealed_copy_id=wrong.id)
        assert refusal.value.code is DocumentFault.REJECTED
    right = register_sealed_copy(first, document_id=document.id, **SEALED)
    assert confirm_sealed_copy(second, sealed_copy_id=right.id).confirmed_at is not None
    assert document.sealed_copies.count() == 2
