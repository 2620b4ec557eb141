"""What happens to documents."""

from dataclasses import dataclass
from uuid import UUID

from lantu.foundations.journal.events import Event, event


@event("documents.document.issued/1")
@dataclass(frozen=True, slots=True)
class DocumentIssued(Event):
    """A document got its number and its frozen record."""

    document_id: UUID
    kind: str
    number: str
    digest: str


@event("documents.rendition.added/1")
@dataclass(frozen=True, slots=True)
class RenditionAdded(Event):
    """A document was rendered as a file."""

    rendition_id: UUID
    document_id: UUID
    format: str


@event("documents.sealed_copy.registered/1")
@dataclass(frozen=True, slots=True)
class SealedCopyRegistered(Event):
    """The sealed paper came back; a second person has to confirm it."""

    sealed_copy_id: UUID
    document_id: UUID


@event("documents.sealed_copy.rejected/1")
@dataclass(frozen=True, slots=True)
class SealedCopyRejected(Event):
    """A second person did not confirm the sealed paper; it is registered anew."""

    sealed_copy_id: UUID
    document_id: UUID
    reason: str


@event("documents.sealed_copy.confirmed/1")
@dataclass(frozen=True, slots=True)
class SealedCopyConfirmed(Event):
    """A second person confirmed the sealed paper."""

    sealed_copy_id: UUID
    document_id: UUID
