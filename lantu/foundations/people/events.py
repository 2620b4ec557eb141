"""What happens to units, posts and accounts. Names of persons stand in bodies only."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from lantu.foundations.journal.events import Event, event


@event("people.units.seeded/1")
@dataclass(frozen=True, slots=True)
class UnitsSeeded(Event):
    """The units of the notice were entered, with their functions."""

    edition: str
    count: int


@event("people.unit.opened/1")
@dataclass(frozen=True, slots=True)
class UnitOpened(Event):
    """A further unit was entered."""

    unit_id: UUID
    standing: str


@event("people.unit.described/1")
@dataclass(frozen=True, slots=True)
class UnitDescribed(Event):
    """A unit's name, channel, chain or boundary changed."""

    unit_id: UUID
    fields: list[str]


@event("people.responsibility.moved/1")
@dataclass(frozen=True, slots=True)
class ResponsibilityMoved(Event):
    """A function moved to another unit from a day on (D1-86)."""

    function: str
    unit_id: UUID
    from_on: date


@event("people.post.created/1")
@dataclass(frozen=True, slots=True)
class PostCreated(Event):
    """A unit has a new post."""

    post_id: UUID


@event("people.post.filled/1")
@dataclass(frozen=True, slots=True)
class PostFilled(Event):
    """A person holds a post from a day on."""

    post_id: UUID
    account_id: UUID
    from_on: date


@event("people.post.vacated/1")
@dataclass(frozen=True, slots=True)
class PostVacated(Event):
    """A person holds a post no longer."""

    post_id: UUID
    account_id: UUID
    until_on: date


@event("people.account.created/1")
@dataclass(frozen=True, slots=True)
class AccountCreated(Event):
    """A person can log in."""

    account_id: UUID


@event("people.account.closed/1")
@dataclass(frozen=True, slots=True)
class AccountClosed(Event):
    """A person can log in no longer."""

    account_id: UUID
    reason: str


@event("people.account.password_set/1")
@dataclass(frozen=True, slots=True)
class PasswordSet(Event):
    """A person's password was set; it stands nowhere in the journal."""

    account_id: UUID


@event("people.contact.confirmed/1")
@dataclass(frozen=True, slots=True)
class ContactConfirmed(Event):
    """A contact of a unit was confirmed to be right."""

    contact_id: UUID
    confirmed_on: date


@event("people.leave.recorded/1")
@dataclass(frozen=True, slots=True)
class LeaveRecorded(Event):
    """A person is on leave and has a deputy."""

    substitution_id: UUID
    from_on: date
    until_on: date
