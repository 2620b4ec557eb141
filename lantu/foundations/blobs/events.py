"""What happens to files."""

from dataclasses import dataclass
from uuid import UUID

from lantu.foundations.journal.events import Event, event


@event("blobs.blob.kept/1")
@dataclass(frozen=True, slots=True)
class BlobKept(Event):
    """A file was kept under its digest."""

    blob_id: UUID
    digest: str


@event("blobs.blob.purged/1")
@dataclass(frozen=True, slots=True)
class BlobPurged(Event):
    """The bytes of a file were removed; its digest stays."""

    blob_id: UUID
    digest: str
    reason: str
