"""Keep files, and purge what should never have come in."""

from uuid import UUID

from lantu.foundations.acts.gate import Act, action
from lantu.foundations.acts.wording import Code, Refused
from lantu.foundations.blobs import store
from lantu.foundations.blobs.clearance import Clearance, cleared
from lantu.foundations.blobs.events import BlobKept, BlobPurged
from lantu.foundations.blobs.models import Blob


class BlobFault(Code):
    """Why a file cannot be kept or purged."""

    NOT_STORED = "blobs.not_stored"
    PURGED = "blobs.purged"
    REASON_MISSING = "blobs.reason_missing"


@action("blobs.blob.keep")
def keep_blob(
    act: Act, *, digest: str, name: str, media_type: str, clearance: Clearance | None = None
) -> Blob:
    """Give a stored file its row; the same bytes have one row, under the name they first had.

    Args:
        act: the open act.
        digest: the SHA-256 under which the bytes were stored.
        name: what the file is called.
        media_type: what it is.
        clearance: that it is no secret, and who reviewed it; what persons upload needs it.

    Raises:
        Refused: no statement, bytes that were not stored, or purged once and may not come in again.
    """
    act.require()
    stated = cleared(act, clearance)
    require_not_purged(digest, name)
    found = Blob.objects.filter(digest=digest).first()
    if found is not None:
        act.abandon()
        return found
    if not store.path_of(digest).is_file():
        raise Refused(BlobFault.NOT_STORED, name=name)
    size = store.path_of(digest).stat().st_size
    blob = act.create(
        Blob(digest=digest, size_bytes=size, media_type=media_type, name=name, **stated.columns)
    )
    act.record(BlobKept(blob.id, digest), (blob,))
    return blob


def require_not_purged(digest: str, name: str) -> None:
    """Refuse what is made of a file that was purged.

    Raises:
        Refused: it was.
    """
    if Blob.objects.filter(digest=digest, purged_at__isnull=False).exists():
        raise Refused(BlobFault.PURGED, name=name)


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
