"""What happens to the reserve and to rounds."""

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


@event("coordination.project.in_approval/1")
@dataclass(frozen=True, slots=True)
class ProjectInApproval(Event):
    """A generated project went on to its approval."""

    project_id: UUID


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
    """The overall opinion got its result and number (D1-28)."""

    round_id: UUID
    opinion_id: UUID
    result: str


@event("coordination.package.taken_in/1")
@dataclass(frozen=True, slots=True)
class PackageTakenIn(Event):
    """A package of intakes was taken in as a whole."""

    count: int
    reserve_numbers: list[str]


@event("coordination.round.opinion_served/1")
@dataclass(frozen=True, slots=True)
class OpinionServed(Event):
    """The overall opinion was fed back, which stops the third clock (D1-41, AMB-70, AMB-79)."""

    round_id: UUID
    opinion_id: UUID


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


@event("coordination.round.reminded/1")
@dataclass(frozen=True, slots=True)
class RoundReminded(Event):
    """The lead urged units that had not answered."""

    round_id: UUID
    count: int
    tasks: list[str]


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
