"""What happens in sessions of the joint meeting, and to work schemes."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from lantu.foundations.journal.events import Event, event


@event("coordination.session.convened/1")
@dataclass(frozen=True, slots=True)
class SessionConvened(Event):
    """A session was called, its members invited."""

    session_id: UUID
    planned_on: date
    invited: int


@event("coordination.session.item_added/1")
@dataclass(frozen=True, slots=True)
class AgendaItemAdded(Event):
    """An item was put on the agenda of a session."""

    item_id: UUID
    session_id: UUID


@event("coordination.session.held/1")
@dataclass(frozen=True, slots=True)
class SessionHeld(Event):
    """A session took place."""

    session_id: UUID
    held_on: date


@event("coordination.session.decided/1")
@dataclass(frozen=True, slots=True)
class SessionDecided(Event):
    """A session decided an item."""

    item_id: UUID
    decision: str


@event("coordination.session.carried_out/1")
@dataclass(frozen=True, slots=True)
class DecisionCarriedOut(Event):
    """A unit carried out what a session decided."""

    item_id: UUID
    outcome: str


@event("coordination.session.signed_in/1")
@dataclass(frozen=True, slots=True)
class SessionSignedIn(Event):
    """A unit signed in, or countersigned the minutes."""

    session_id: UUID
    unit_id: UUID
    countersigned: bool


@event("coordination.scheme.submitted/1")
@dataclass(frozen=True, slots=True)
class SchemeSubmitted(Event):
    """A unit submitted its work scheme."""

    scheme_id: UUID


@event("coordination.session.due/1")
@dataclass(frozen=True, slots=True)
class SessionDue(Event):
    """The office was reminded that the joint meeting is due."""

    last_on: date


@event("coordination.session.minutes_issued/1")
@dataclass(frozen=True, slots=True)
class MinutesIssued(Event):
    """The minutes of a session got their number and their frozen record."""

    session_id: UUID
    document_id: UUID
