"""What happens on the blueprint."""

from dataclasses import dataclass
from uuid import UUID

from lantu.foundations.journal.events import Event, event


@event("blueprint.check.recorded/1")
@dataclass(frozen=True, slots=True)
class CheckRecorded(Event):
    """A footprint was formally checked."""

    check_id: UUID
    footprint_id: UUID
    outcome: str
