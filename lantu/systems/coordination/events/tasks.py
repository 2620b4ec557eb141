"""What happens to tasks, answers and overrides."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from lantu.foundations.journal.events import Event, event


@event("coordination.task.delivered/1")
@dataclass(frozen=True, slots=True)
class TaskDelivered(Event):
    """The letter is proved to have reached the unit; its clock runs."""

    task_id: UUID
    delivered_on: date


@event("coordination.task.added/1")
@dataclass(frozen=True, slots=True)
class TaskAdded(Event):
    """A unit was asked later than the others; it has its own limit."""

    task_id: UUID


@event("coordination.task.dropped/1")
@dataclass(frozen=True, slots=True)
class TaskDropped(Event):
    """A unit is not asked any more."""

    task_id: UUID
    reason: str


@event("coordination.task.replied/1")
@dataclass(frozen=True, slots=True)
class TaskReplied(Event):
    """A unit's signed answer entered."""

    task_id: UUID
    answer_id: UUID
    result: str


@event("coordination.task.deemed/1")
@dataclass(frozen=True, slots=True)
class TaskDeemed(Event):
    """Silence counts as no objection to site and land space (D1-36)."""

    task_id: UUID
    certificate_id: UUID
    meaning: str


@event("coordination.task.held/1")
@dataclass(frozen=True, slots=True)
class TaskHeld(Event):
    """Silence is in doubt; the supervising division decides (AMB-74)."""

    task_id: UUID
    ground: str


@event("coordination.task.delivery_lost/1")
@dataclass(frozen=True, slots=True)
class DeliveryLost(Event):
    """A letter was proved lost in spite of its receipts (AMB-74)."""

    task_id: UUID
    proof: str


@event("coordination.task.delivered_anew/1")
@dataclass(frozen=True, slots=True)
class TaskDeliveredAnew(Event):
    """A held task is delivered anew, with a fresh limit."""

    task_id: UUID
    reason: str


@event("coordination.task.late_reply_recorded/1")
@dataclass(frozen=True, slots=True)
class LateReplyRecorded(Event):
    """A late answer is kept for information; the deemed result stays (AMB-42)."""

    task_id: UUID
    answer_id: UUID


@event("coordination.answer.drafted/1")
@dataclass(frozen=True, slots=True)
class AnswerDrafted(Event):
    """A draft was written or changed inside a unit."""

    answer_id: UUID


@event("coordination.answer.moved/1")
@dataclass(frozen=True, slots=True)
class AnswerMoved(Event):
    """A draft went to its next step inside a unit, or back."""

    answer_id: UUID
    step: str


@event("coordination.answer.corrected/1")
@dataclass(frozen=True, slots=True)
class AnswerCorrected(Event):
    """A signed answer was replaced by a corrected one."""

    answer_id: UUID
    corrects_id: UUID


@event("coordination.answer.registered/1")
@dataclass(frozen=True, slots=True)
class AnswerRegistered(Event):
    """The lead registered a paper answer for a unit; a second person has to confirm it."""

    answer_id: UUID
    received_on: date


@event("coordination.task.district_consulted/1")
@dataclass(frozen=True, slots=True)
class DistrictConsulted(Event):
    """A unit asks a county or zone; its own limit runs on."""

    task_id: UUID
    district_id: UUID


@event("coordination.task.district_heard/1")
@dataclass(frozen=True, slots=True)
class DistrictHeard(Event):
    """A county or zone answered."""

    task_id: UUID
    district_id: UUID
    is_negative: bool


@event("coordination.task.material_requested/1")
@dataclass(frozen=True, slots=True)
class MaterialRequested(Event):
    """A unit would like more material; its limit runs on."""

    task_id: UUID
    request_id: UUID


@event("coordination.task.material_answered/1")
@dataclass(frozen=True, slots=True)
class MaterialAnswered(Event):
    """The lead answered a wish for more material."""

    request_id: UUID


@event("coordination.override.requested/1")
@dataclass(frozen=True, slots=True)
class OverrideRequested(Event):
    """A unit wants to object in spite of its silence."""

    override_id: UUID
    ground: str


@event("coordination.override.decided/1")
@dataclass(frozen=True, slots=True)
class OverrideDecided(Event):
    """The supervising division decided about it."""

    override_id: UUID
    signed_off: bool
