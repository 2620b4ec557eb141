"""What happens to messages."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from lantu.foundations.journal.events import Event, event


@event("deliveries.message.sent/1")
@dataclass(frozen=True, slots=True)
class MessageSent(Event):
    """A unit is told something."""

    message_id: UUID
    unit_id: UUID
    purpose: str


@event("deliveries.attempt.answered/1")
@dataclass(frozen=True, slots=True)
class AttemptAnswered(Event):
    """The other side took a message, or refused it."""

    attempt_id: UUID
    accepted: bool


@event("deliveries.message.delivered/1")
@dataclass(frozen=True, slots=True)
class MessageDelivered(Event):
    """A message is proved to have reached its unit."""

    message_id: UUID
    about_table: str
    about_id: UUID
    delivered_at: datetime


@event("deliveries.message.opened/1")
@dataclass(frozen=True, slots=True)
class MessageOpened(Event):
    """A person of the unit opened a message."""

    message_id: UUID
