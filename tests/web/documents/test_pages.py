from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from lantu.foundations.acts.actor import SYSTEM
from lantu.foundations.acts.gate import Request
from lantu.foundations.blobs import store
from lantu.foundations.blobs.actions import keep_blob
from lantu.foundations.documents.actions import add_rendition
from lantu.foundations.documents.models import SealedCopy
from tests.town import INITIATOR, LEAD
from tests.web.conftest import words_of

ASIDE = Request(SYSTEM)


@pytest.fixture
def document(story, blob_folder):
    story.dispatch()
    story.answer_all()
    story.issue()
    return story.round.opinion.document


def at(document, *more):
    return "/".join(["", "documents", str(document.id), *more, ""])


def given(**changed):
    scan = SimpleUploadedFile("用印.pdf", b"%PDF-1.7 sealed")
    facts = {"official_number": "郑资源函〔2019〕7号", "signer": "张敏", "sealed_on": "2019-09-02"}
    stated = {"statement": "unclassified", "reviewer": "保密员"}
    return {**facts, **stated, "scan": scan, **changed}


def test_a_document_shows_what_it_says_and_how_it_is_verified(document, enter):
    words = words_of(enter(LEAD).get(at(document)))
    for said in (document.number, document.verification_code, document.digest, "意见汇总表"):
        assert said in words
    assert "与签发时一致" in words


def test_the_single_opinions_are_read_by_the_lead_and_who_answered(document, enter):
    assert "市林业局" in words_of(enter("forestry").get(at(document)))
    words = words_of(enter(INITIATOR).get(at(document)))
    assert "各单位的意见只供" in words
    assert "市林业局" not in words


def test_anothers_document_is_not_there(document, enter):
    for unit in ("stranger_company", "health"):
        client = enter(unit)
        assert client.get(at(document)).status_code == 404
        assert client.get(at(document, "seal")).status_code == 404
        assert client.post(at(document, "seal"), given()).status_code == 404
    assert enter(LEAD).get(f"/documents/{uuid4()}/").status_code == 404


def test_files_made_of_a_document_are_downloaded_by_whom_it_concerns(document, enter):
    digest = store.store(b"%PDF-1.7 opinion")
    keep_blob(ASIDE, digest=digest, name="意见.pdf", media_type="application/pdf")
    made = add_rendition(
        ASIDE, document_id=document.id, file_format="pdf", blob=digest, record=document.digest
    )
    response = enter(INITIATOR).get(at(document, "files", str(made.id)))
    assert response.content == b"%PDF-1.7 opinion"
    assert response["Content-Disposition"].endswith(".pdf")
    assert "下载 PDF" in words_of(enter(LEAD).get(at(document)))
    assert enter("stranger_company").get(at(document, "files", str(made.id))).status_code == 404
    assert enter(LEAD).get(at(document, "files", str(uuid4()))).status_code == 404


def test_the_sealed_paper_is_registered_by_one_and_confirmed_by_another(
    document, story, enter, key
):
    first, second = enter(LEAD, "registrar"), enter(LEAD, "second_registrar")
    for _ in range(2):
        assert first.post(at(document, "seal"), given(act_key=key)).status_code == 302
    sealed = SealedCopy.objects.get()
    confirm = f"/sealed/{sealed.id}/confirm/"
    assert "须另一人复核" in words_of(first.get(at(document)))
    assert "两人" in words_of(first.post(confirm, follow=True))
    assert second.post(confirm).status_code == 302
    sealed.refresh_from_db()
    assert sealed.confirmed_by == story.town.account(LEAD, "second_registrar")
    scan = second.get(f"/sealed/{sealed.id}/scan/")
    assert scan.content == b"%PDF-1.7 sealed"
    assert enter("stranger_company").get(f"/sealed/{sealed.id}/scan/").status_code == 404


def test_what_is_refused_stays_on_the_form(document, enter):
    client = enter(LEAD, "registrar")
    for changed in ({"sealed_on": "2030-01-01"}, {"signer": ""}, {"scan": ""}):
        response = client.post(at(document, "seal"), given(**changed))
        assert response.status_code == 422
        assert "郑资源函〔2019〕7号" in response.content.decode()
    assert enter(LEAD, "clerk").get(at(document, "seal")).status_code == 404
    assert not SealedCopy.objects.exists()


def test_what_differs_from_the_paper_is_sent_back_once_and_registered_anew(document, enter, key):
    first, second = enter(LEAD, "registrar"), enter(LEAD, "second_registrar")
    assert first.post(at(document, "seal"), given()).status_code == 302
    sealed = SealedCopy.objects.get()
    reject = f"/sealed/{sealed.id}/reject/"
    assert "不符，退回" in words_of(second.get(at(document)))
    assert "不符，退回" not in words_of(first.get(at(document)))
    assert "原因" in words_of(second.post(reject, {"reason": ""}, follow=True))
    for _ in range(2):
        said = second.post(reject, {"reason": "文号与原件不符", "act_key": key}, follow=True)
        assert "已退回，登记人可以重新登记" in words_of(said)
    assert "文号与原件不符" in words_of(first.get(at(document)))
    assert enter("stranger_company").post(reject, {"reason": "无"}).status_code == 404
    assert first.post(at(document, "seal"), given()).status_code == 302
    assert SealedCopy.objects.count() == 2
