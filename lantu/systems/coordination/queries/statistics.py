"""What coordination amounts to: projects generated, answers on time, problems and meetings due."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from statistics import median
from uuid import UUID

from lantu.foundations.duties.models import Duty
from lantu.foundations.duties.queries import on_time_share
from lantu.law import parameter
from lantu.law.clock import day_of
from lantu.law.coordination.deadlines import joint_meeting_due
from lantu.law.coordination.flow import Reserve as ReserveStates
from lantu.law.coordination.flow import Round as RoundStates
from lantu.law.coordination.results import Overall
from lantu.law.edition import Edition
from lantu.systems.coordination import obligations
from lantu.systems.coordination.models import (
    Divergence,
    OverallOpinion,
    ReserveEntry,
    Round,
    Session,
)

GENERATED = (ReserveStates.GENERATED, ReserveStates.IN_APPROVAL)
INTERVAL = "coordination.joint_meeting_interval"


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many; of none there is no share."""

    count: int
    of: int

    @property
    def percent(self) -> float | None:
        """The share in per cent."""
        return 100 * self.count / self.of if self.of else None


def generation_rate(from_on: date, until_on: date) -> Share:
    """Return how many of the projects submitted in a stretch of days were generated (D1-21)."""
    submitted = set(
        Round.objects.filter(received_on__range=(from_on, until_on), previous=None).values_list(
            "project_id", flat=True
        )
    )
    found = ReserveEntry.objects.filter(project_id__in=submitted, state__in=GENERATED)
    return Share(found.count(), len(submitted))


def median_days(from_on: date, until_on: date) -> float | None:
    """Return the median of the days from a project's first receipt to its conforming opinion."""
    issued = OverallOpinion.objects.filter(result=str(Overall.CONFORMS)).select_related("round")
    spans = []
    for opinion in issued:
        ended_on = day_of(opinion.issued_at)
        if from_on <= ended_on <= until_on:
            first = Round.objects.filter(project_id=opinion.round.project_id).earliest("number")
            spans.append((ended_on - first.received_on).days)
    return median(spans) if spans else None


def on_time_rate(unit_id: UUID, from_on: date, until_on: date) -> Share:
    """Return how many of a unit's answers that fell due in a stretch of days came in time (D1-70).

    What is held charges nobody, nor does what was cancelled.
    """
    owed: Iterable[Duty] = Duty.objects.filter(
        unit_id=unit_id, kind=obligations.ANSWER, last_day_on__range=(from_on, until_on)
    )
    return Share(*on_time_share(owed))


def open_problems(today: date) -> list[tuple[Divergence, int]]:
    """Return the divergences without an outcome, and for how many days each is open (D1-70)."""
    waiting = Divergence.objects.filter(
        settled_on__isnull=True, round__state=str(RoundStates.IN_RECONCILIATION)
    ).select_related("round", "task__unit")
    aged = [(item, (today - (item.round.collating_from_on or today)).days) for item in waiting]
    return sorted(aged, key=lambda entry: (-entry[1], str(entry[0].id)))


def last_meeting_on(edition: Edition) -> date:
    """Return when the joint meeting was last held; before the first one, when the rule began."""
    held = Session.objects.filter(is_joint_meeting=True, held_on__isnull=False)
    last = held.order_by("-held_on").values_list("held_on", flat=True).first()
    return last or parameter.find(edition, INTERVAL).values[0].in_force_on


def meeting_is_due(edition: Edition, today: date) -> bool:
    """Return whether the office has to be reminded that the interval has passed (D1-77)."""
    planned = Session.objects.filter(
        is_joint_meeting=True, held_on__isnull=True, planned_on__gte=today
    )
    due = joint_meeting_due(edition, last_meeting_on(edition), today)
    return due and not planned.exists()
