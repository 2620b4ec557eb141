import pytest

from lantu.foundations.acts.actor import SYSTEM
from lantu.foundations.acts.gate import Request
from lantu.foundations.acts.wording import Refused
from lantu.foundations.blobs import store
from lantu.foundations.blobs.actions import BlobFault, keep_blob, purge_blob
from lantu.foundations.blobs.models import Blob
from lantu.foundations.journal.models import Entry
from lantu.foundations.journal.replay import differences

ASIDE = Request(SYSTEM)
FACTS = {"name": "红线.txt", "media_type": "text/plain"}


def test_the_same_bytes_have_one_row_under_the_name_they_first_had(demonstration, blob_folder):
    digest = store.store(b"blueprint")
    first = keep_blob(ASIDE, digest=digest, **FACTS)
    again = keep_blob(ASIDE, digest=digest, name="别名.txt", media_type="text/csv")
    assert (again.id, again.name, again.size_bytes) == (first.id, "红线.txt", 9)
    assert Entry.objects.filter(event="blobs.blob.kept/1").count() == 1


def test_a_file_whose_bytes_were_not_stored_gets_no_row(demonstration, blob_folder):
    with pytest.raises(Refused) as refusal:
        keep_blob(ASIDE, digest="a" * 64, **FACTS)
    assert refusal.value.code is BlobFault.NOT_STORED
    assert Blob.objects.count() == 0


def test_a_purge_names_its_reason_and_keeps_the_digest(demonstration, blob_folder):
    blob = keep_blob(ASIDE, digest=store.store(b"secret"), **FACTS)
    with pytest.raises(Refused) as refusal:
        purge_blob(ASIDE, blob_id=blob.id, reason=" ")
    assert refusal.value.code is BlobFault.REASON_MISSING
    purged = purge_blob(ASIDE, blob_id=blob.id, reason="涉密材料误传")
    store.remove(blob.digest)
    purged.refresh_from_db()
    assert (purged.digest, purged.purged_for) == (blob.digest, "涉密材料误传")
    assert purged.purged_at is not None
    assert list(differences()) == []


def test_what_was_purged_may_not_come_in_again(blob_folder, demonstration):
    digest = store.store(b"secret")
    blob = keep_blob(Request(SYSTEM), digest=digest, name="图.pdf", media_type="application/pdf")
    purge_blob(Request(SYSTEM), blob_id=blob.id, reason="误传涉密材料")
    with pytest.raises(Refused, match="不得再次上传"):
        keep_blob(Request(SYSTEM), digest=digest, name="别名.pdf", media_type="application/pdf")
    assert Blob.objects.get(id=blob.id).purged_for == "误传涉密材料"
