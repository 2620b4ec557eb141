"""What happens to the law in force here."""

from dataclasses import dataclass
from uuid import UUID

from lantu.foundations.journal.events import Event, event


@event("lawbook.edition.proposed/1")
@dataclass(frozen=True, slots=True)
class EditionProposed(Event):
    """Somebody proposed rows to be added."""

    local_edition_id: UUID
    digest: str


@event("lawbook.edition.withdrawn/1")
@dataclass(frozen=True, slots=True)
class EditionWithdrawn(Event):
    """A draft will not be published."""

    local_edition_id: UUID


@event("lawbook.edition.published/1")
@dataclass(frozen=True, slots=True)
class EditionPublished(Event):
    """A local edition came into force: open clocks move, closed results keep their digest."""

    local_edition_id: UUID
    digest_before: str
    digest_after: str


@event("lawbook.edition.retired/1")
@dataclass(frozen=True, slots=True)
class EditionRetired(Event):
    """A local edition gave way to the shipped one, with which it could not be combined."""

    local_edition_id: UUID


@event("lawbook.edition.adopted/1")
@dataclass(frozen=True, slots=True)
class EditionAdopted(Event):
    """A whole edition came into force with the program that ships it."""

    digest: str
