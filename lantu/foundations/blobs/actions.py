"""Keep files, and purge what should never have come in."""

from uuid import UUID

from lantu.foundations.acts.gate import Act, action
from lantu.foundations.acts.wording import Code, Refused
from lantu.foundations.blobs import store
from lantu.foundations.blobs.events import BlobKept, BlobPurged
from lantu.foundations.blobs.models import Blob


class BlobFault(Code):
    """Why a file cannot be kept or purged."""

    NOT_STORED = "blobs.not_stored"
    PURGED = "blobs.purged"
    REASON_MISSING = "blobs.reason_missing"


@action("blobs.blob.keep")
def keep_blob(act: Act, *, digest: str, name: str, media_type: str) -> Blob:
    """Give a stored file its row; the same bytes have one row, under the name they first had.

    Raises:
        Refused: its bytes were not stored, or were purged once and may not come in again.
    """
    act.require()
    found = Blob.objects.filter(digest=digest).first()
    if found is not None and found.purged_at is not None:
        raise Refused(BlobFault.PURGED, name=name)
    if found is not None:
        act.abandon()
        return found
    if not store.path_of(digest).is_file():
        raise Refused(BlobFault.NOT_STORED, name=name)
    size = store.path_of(digest).stat().st_size
    blob = act.create(Blob(digest=digest, size_bytes=size, media_type=media_type, name=name))
    act.record(BlobKept(blob.id, digest), (blob,))
    return blob


@action("blobs.blob.purge")
def purge_blob(act: Act, *, blob_id: UUID, reason: str) -> Blob:
    """Say that a file's bytes go, and why; `store.remove` takes them once the act is done."""
    blob = act.get(Blob, blob_id)
    act.require(blob)
    if not reason.strip():
        raise Refused(BlobFault.REASON_MISSING)
    blob.purged_at, blob.purged_for = act.at, reason
    act.save(blob, "purged_at", "purged_for")
    act.record(BlobPurged(blob.id, blob.digest, reason), (blob,))
    return blob
