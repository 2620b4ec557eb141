"""What happens to duties."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from lantu.foundations.journal.events import Event, event


@event("duties.duty.owed/1")
@dataclass(frozen=True, slots=True)
class DutyOwed(Event):
    """A unit owes an act."""

    duty_id: UUID
    kind: str
    last_day_on: date | None


@event("duties.duty.begun/1")
@dataclass(frozen=True, slots=True)
class DutyBegun(Event):
    """The clock of a duty began to run, for the first time or anew."""

    duty_id: UUID
    started_on: date
    last_day_on: date | None


@event("duties.duty.discharged/1")
@dataclass(frozen=True, slots=True)
class DutyDischarged(Event):
    """The act was done."""

    duty_id: UUID
    is_late: bool


@event("duties.duty.lapsed/1")
@dataclass(frozen=True, slots=True)
class DutyLapsed(Event):
    """The limit ran out and silence took its meaning."""

    duty_id: UUID
    last_day_on: date


@event("duties.duty.overdue/1")
@dataclass(frozen=True, slots=True)
class DutyOverdue(Event):
    """The limit ran out; the act is still owed."""

    duty_id: UUID
    last_day_on: date


@event("duties.duty.held/1")
@dataclass(frozen=True, slots=True)
class DutyHeld(Event):
    """The limit ran out in doubt: a person has to decide."""

    duty_id: UUID
    ground: str


@event("duties.duty.released/1")
@dataclass(frozen=True, slots=True)
class DutyReleased(Event):
    """The doubt was decided: silence stands, or the clock begins anew."""

    duty_id: UUID
    stands: bool
    reason: str


@event("duties.duty.cancelled/1")
@dataclass(frozen=True, slots=True)
class DutyCancelled(Event):
    """The act is not owed any more."""

    duty_id: UUID
    reason: str


@event("duties.duty.reopened/1")
@dataclass(frozen=True, slots=True)
class DutyReopened(Event):
    """The act is owed once more."""

    duty_id: UUID


@event("duties.duty.handed_over/1")
@dataclass(frozen=True, slots=True)
class DutyHandedOver(Event):
    """Another unit owes the act from now on; its clock runs on."""

    duty_id: UUID
    from_unit_id: UUID
    to_unit_id: UUID


@event("duties.clocks.paused/1")
@dataclass(frozen=True, slots=True)
class ClocksPaused(Event):
    """The clocks of a case stand still."""

    case_id: UUID
    from_on: date
    ground: str


@event("duties.clocks.resumed/1")
@dataclass(frozen=True, slots=True)
class ClocksResumed(Event):
    """The clocks of a case run on."""

    case_id: UUID
    until_on: date


@event("duties.clocks.moved/1")
@dataclass(frozen=True, slots=True)
class ClocksMoved(Event):
    """A new edition of the law moved open clocks: duty, last day before, last day after."""

    from_editions: list[str]
    to_edition: str
    moved: list[list[str]]


@event("duties.outage.recorded/1")
@dataclass(frozen=True, slots=True)
class OutageRecorded(Event):
    """The platform could not be reached."""

    from_at: datetime
    until_at: datetime
    cause: str


@event("duties.duty.passed_on/1")
@dataclass(frozen=True, slots=True)
class DutyPassedOn(Event):
    """Inside its unit, a person took a duty into hand, or was given it; None: nobody holds it."""

    duty_id: UUID
    person_id: UUID | None


@event("duties.duty.reminded/1")
@dataclass(frozen=True, slots=True)
class DutyReminded(Event):
    """The unit was reminded that a share of the clock has passed."""

    duty_id: UUID
    message_id: UUID
    share: int
