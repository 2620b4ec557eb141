"""What happens in coordination. Other systems follow these."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from lantu.foundations.journal.events import Event, event


@event("coordination.project.entered_reserve/1")
@dataclass(frozen=True, slots=True)
class ProjectEnteredReserve(Event):
    """A project entered the reserve pool."""

    entry_id: UUID
    project_id: UUID


@event("coordination.project.judged_mature/1")
@dataclass(frozen=True, slots=True)
class ProjectJudgedMature(Event):
    """A project of the reserve is ready to be sent."""

    entry_id: UUID
    ground: str


@event("coordination.project.returned/1")
@dataclass(frozen=True, slots=True)
class ProjectReturned(Event):
    """A project went back to the reserve, with the reason."""

    project_id: UUID
    reason: str


@event("coordination.project.withdrawn/1")
@dataclass(frozen=True, slots=True)
class ProjectWithdrawn(Event):
    """A project left the reserve."""

    entry_id: UUID
    reason: str


@event("coordination.project.generated/1")
@dataclass(frozen=True, slots=True)
class ProjectGenerated(Event):
    """A project conforms and may go on to initiation (D1-42)."""

    project_id: UUID
    round_id: UUID


@event("coordination.round.received/1")
@dataclass(frozen=True, slots=True)
class RoundReceived(Event):
    """The lead has the project's information; its first clock runs."""

    round_id: UUID
    number: int
    channel: str
    received_on: date


@event("coordination.round.returned_once/1")
@dataclass(frozen=True, slots=True)
class RoundReturnedOnce(Event):
    """Incomplete material went back, once."""

    round_id: UUID
    missing: str


@event("coordination.round.check_started/1")
@dataclass(frozen=True, slots=True)
class CheckStarted(Event):
    """The lead began its two checks."""

    round_id: UUID


@event("coordination.round.conformity_set/1")
@dataclass(frozen=True, slots=True)
class ConformitySet(Event):
    """The lead found whether the project conforms to a master plan."""

    round_id: UUID
    plan: str
    conforms: bool


@event("coordination.round.red_line_corrected/1")
@dataclass(frozen=True, slots=True)
class RedLineCorrected(Event):
    """The lead corrected the intended red line; the original is kept beside it."""

    round_id: UUID
    sketch_id: UUID
    footprint_id: UUID


@event("coordination.round.dispatched/1")
@dataclass(frozen=True, slots=True)
class RoundDispatched(Event):
    """The letters went out."""

    round_id: UUID
    task_ids: list[str]


@event("coordination.round.rerouted/1")
@dataclass(frozen=True, slots=True)
class RoundRerouted(Event):
    """The red line moved: some are asked again, the answers of the others carry over."""

    round_id: UUID
    footprint_id: UUID
    asked_again: list[str]
    carried_over: list[str]


@event("coordination.round.overdue/1")
@dataclass(frozen=True, slots=True)
class LeadOverdue(Event):
    """The lead's own limit ran out; no result follows from that (AMB-04)."""

    round_id: UUID
    clock: str


@event("coordination.round.collated/1")
@dataclass(frozen=True, slots=True)
class RoundCollated(Event):
    """All tasks are closed; the third clock runs."""

    round_id: UUID
    starts_on: date


@event("coordination.round.divergence_found/1")
@dataclass(frozen=True, slots=True)
class DivergenceFound(Event):
    """Opinions differ; each negative one needs its outcome."""

    round_id: UUID
    divergence_ids: list[str]


@event("coordination.round.mediated/1")
@dataclass(frozen=True, slots=True)
class RoundMediated(Event):
    """Differing opinions were talked about."""

    round_id: UUID
    mediation_id: UUID
    channel: str


@event("coordination.divergence.settled/1")
@dataclass(frozen=True, slots=True)
class DivergenceSettled(Event):
    """A divergence has its outcome."""

    divergence_id: UUID
    is_achievable: bool


@event("coordination.round.reconciled/1")
@dataclass(frozen=True, slots=True)
class RoundReconciled(Event):
    """All divergences are settled; the round is collated again."""

    round_id: UUID


@event("coordination.round.opinion_issued/1")
@dataclass(frozen=True, slots=True)
class OpinionIssued(Event):
    """The overall opinion was issued and fed back (D1-28, D1-41)."""

    round_id: UUID
    opinion_id: UUID
    result: str


@event("coordination.round.closed/1")
@dataclass(frozen=True, slots=True)
class RoundClosed(Event):
    """The overall opinion of a project that conforms was pushed on."""

    round_id: UUID


@event("coordination.round.adjusting/1")
@dataclass(frozen=True, slots=True)
class RoundAdjusting(Event):
    """The initiating unit adjusts the project by the fusion advice."""

    round_id: UUID


@event("coordination.advice.handled/1")
@dataclass(frozen=True, slots=True)
class AdviceHandled(Event):
    """An item of advice was carried out."""

    advice_id: UUID
    how: str


@event("coordination.round.initiated_again/1")
@dataclass(frozen=True, slots=True)
class RoundInitiatedAgain(Event):
    """A new round began after adjusting."""

    round_id: UUID
    next_round_id: UUID
    number: int
    alerts_office: bool


@event("coordination.round.suspended/1")
@dataclass(frozen=True, slots=True)
class RoundSuspended(Event):
    """A round stands still, with its ground."""

    round_id: UUID
    ground: str


@event("coordination.round.resumed/1")
@dataclass(frozen=True, slots=True)
class RoundResumed(Event):
    """A suspended round goes on."""

    round_id: UUID


@event("coordination.round.withdrawn/1")
@dataclass(frozen=True, slots=True)
class RoundWithdrawn(Event):
    """The initiating unit withdrew a round."""

    round_id: UUID
    reason: str


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
