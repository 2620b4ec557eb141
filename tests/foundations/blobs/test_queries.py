from datetime import UTC, datetime, timedelta

from lantu.foundations.acts.actor import SYSTEM
from lantu.foundations.acts.gate import Request
from lantu.foundations.blobs import store
from lantu.foundations.blobs.actions import keep_blob, purge_blob
from lantu.foundations.blobs.queries import damaged, unnamed


def keep(content, name="红线.txt"):
    digest = store.store(content)
    return keep_blob(Request(SYSTEM), digest=digest, name=name, media_type="text/plain")


def test_files_that_are_gone_or_changed_are_found(demonstration, blob_folder):
    whole, gone, changed = (keep(content) for content in (b"whole", b"gone", b"changed"))
    store.remove(gone.digest)
    store.path_of(changed.digest).write_bytes(b"changeD")
    assert set(damaged()) == {gone, changed}
    assert whole not in set(damaged())


def test_a_purged_file_is_not_missed(demonstration, blob_folder):
    blob = keep(b"secret")
    purge_blob(Request(SYSTEM), blob_id=blob.id, reason="误传")
    store.remove(blob.digest)
    assert list(damaged()) == []


def test_what_a_crash_left_behind_is_found_after_a_day_and_what_is_kept_never(
    demonstration, blob_folder
):
    keep(b"kept")
    orphan = store.path_of(store.store(b"no row yet"))
    (blob_folder / "incoming-half").write_bytes(b"half")
    at = datetime.now(UTC)
    assert list(unnamed(at)) == []
    found = list(unnamed(at + timedelta(days=1, minutes=1)))
    assert found == sorted([orphan, blob_folder / "incoming-half"])
