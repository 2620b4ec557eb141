from uuid import uuid4

import pytest

from lantu.foundations.acts.actor import SYSTEM, Actor, ActorKind
from lantu.foundations.acts.gate import Request
from lantu.foundations.acts.wording import Refused
from lantu.foundations.blobs import store
from lantu.foundations.blobs.actions import keep_blob
from lantu.foundations.blobs.clearance import Clearance, ClearanceFault
from lantu.foundations.blobs.models import Blob
from lantu.foundations.blobs.policy import is_account

PERSON = Request(Actor(ActorKind.ACCOUNT, uuid4(), uuid4()))
FACTS = {"name": "扫描件.pdf", "media_type": "application/pdf"}


@pytest.mark.requirement("AMB-82")
@pytest.mark.parametrize(
    ("clearance", "fault"),
    [
        (None, ClearanceFault.MISSING),
        (Clearance("", "保密员"), ClearanceFault.MISSING),
        (Clearance("secret", "保密员"), ClearanceFault.MISSING),
        (Clearance("unclassified", " "), ClearanceFault.REVIEWER_MISSING),
    ],
)
def test_what_a_person_uploads_without_statement_and_reviewer_does_not_come_in(
    demonstration, blob_folder, clearance, fault
):
    digest = store.store(b"scan")
    with pytest.raises(Refused) as refusal:
        keep_blob(PERSON, digest=digest, clearance=clearance, **FACTS)
    assert refusal.value.code is fault
    assert not Blob.objects.exists()


@pytest.mark.requirement("AMB-82")
@pytest.mark.parametrize("statement", ["unclassified", "declassified"])
def test_the_statement_and_its_reviewer_stay_with_the_upload(demonstration, blob_folder, statement):
    stated = Clearance(statement, " 保密员 ")
    kept = keep_blob(PERSON, digest=store.store(b"scan"), clearance=stated, **FACTS)
    assert (kept.statement, kept.reviewer) == (statement, "保密员")
    assert is_account.test(PERSON.actor)


def test_what_the_platform_made_itself_needs_no_statement(demonstration, blob_folder):
    made = keep_blob(Request(SYSTEM), digest=store.store(b"rendition"), **FACTS)
    assert (made.statement, made.reviewer) == ("", "")
