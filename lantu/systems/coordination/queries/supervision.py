"""What the supervising division looks at: what presses, how long steps take, who kept silent."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from statistics import median
from uuid import UUID

from django.db.models import QuerySet

from lantu.foundations.duties.kinds import kind_of
from lantu.foundations.duties.models import Duty
from lantu.foundations.duties.queries import due_of, outcome, pauses_of
from lantu.foundations.lawbook.queries import edition_by_digest
from lantu.law.calendar import calendar
from lantu.law.clock import day_of, end_of
from lantu.law.coordination.deadlines import Lamp
from lantu.law.coordination.flow import Task as TaskStates
from lantu.law.duties.flow import Duty as DutyStates
from lantu.systems.coordination import obligations
from lantu.systems.coordination.models import Override, Task

STEPS = (
    obligations.DISPATCH,
    obligations.DELIVER,
    obligations.ANSWER,
    obligations.DISTRICT,
    obligations.ISSUE,
)
LATE, SOON, HELD = "late", "soon", "held"


@dataclass(frozen=True, slots=True)
class Span:
    """How long a step took: the median of working days, the limit, of how many duties."""

    kind: str
    title: str
    median_days: float | None
    limit_days: int | None
    count: int
    late: int


def steps_of(rows: QuerySet[Duty]) -> QuerySet[Duty]:
    """Return the duties with a limit that the steps of rounds are made of."""
    found = rows.filter(kind__in=STEPS).select_related("unit", "person", "project")
    return found.prefetch_related("pauses")


def pressing(at: datetime) -> list[tuple[Duty, str]]:
    """Return the duties that are late, about to be late or held, each with which it is.

    About to be late is what shows a yellow or a red lamp and is not late yet.
    """
    running = steps_of(Duty.objects.filter(state__in=(DutyStates.OPEN, DutyStates.HELD)))
    found = []
    for duty in running.order_by("lapses_at", "id"):
        shown = outcome(duty, at)
        if shown.state is DutyStates.HELD:
            found.append((duty, HELD))
        elif shown.state is DutyStates.OPEN and shown.is_late:
            found.append((duty, LATE))
        elif shown.state is DutyStates.OPEN and shown.lamp is not Lamp.GREEN:
            found.append((duty, SOON))
    return found


def ended_steps(from_on: date, until_on: date) -> QuerySet[Duty]:
    """Return the steps that were done in a stretch of days."""
    done = Duty.objects.filter(state=DutyStates.DONE, started_on__isnull=False)
    return steps_of(done.filter(closed_at__gte=_begin(from_on), closed_at__lt=end_of(until_on)))


def days_used(duty: Duty) -> int:
    """Return the working days that an ended duty took; those it stood still are not counted.

    Raises:
        ValueError: it has not begun or has not ended.
    """
    if duty.started_on is None or duty.closed_at is None:
        raise ValueError("事项尚未起算或尚未办结")
    worked = calendar(edition_by_digest(duty.edition)).working_ordinals
    pauses = pauses_of(duty)
    first, last = duty.started_on.toordinal(), day_of(duty.closed_at).toordinal()
    days = (date.fromordinal(one) for one in worked if first < one <= last)
    return sum(1 for on in days if not any(pause.covers(on) for pause in pauses))


def is_done_late(duty: Duty) -> bool:
    """Return whether an ended duty was done after its limit."""
    return bool(duty.lapses_at and duty.closed_at and duty.closed_at >= duty.lapses_at)


def spans(from_on: date, until_on: date) -> list[Span]:
    """Return for each step how long it took in a stretch of days, against its limit."""
    by_kind: dict[str, list[Duty]] = {kind: [] for kind in STEPS}
    for duty in ended_steps(from_on, until_on):
        by_kind[duty.kind].append(duty)
    return [_span(kind, rows) for kind, rows in by_kind.items()]


def deemed(from_on: date, until_on: date) -> QuerySet[Task]:
    """Return the tasks whose silence counted as no objection, by the day their limit ran out."""
    lapsed = Duty.objects.filter(kind=obligations.ANSWER, state=DutyStates.LAPSED)
    ran_out = lapsed.filter(last_day_on__range=(from_on, until_on)).values("subject_id")
    found = Task.objects.filter(state=TaskStates.DEEMED_NO_OBJECTION, id__in=ran_out)
    return found.select_related("unit", "round__project").order_by("unit__name", "id")


def overrides_to_decide() -> QuerySet[Override]:
    """Return the requests to object in spite of one's silence that wait for a decision."""
    waiting = Override.objects.filter(signed_off_at__isnull=True, refused_at__isnull=True)
    return waiting.select_related("task__unit", "task__round__project", "requested_by").order_by(
        "requested_at"
    )


def held_duty(duty_id: UUID) -> Duty | None:
    """Return a duty of a round that waits for the decision whether silence stands, or None."""
    return steps_of(Duty.objects.filter(id=duty_id, state=DutyStates.HELD)).first()


def _span(kind: str, rows: Sequence[Duty]) -> Span:
    days = [days_used(duty) for duty in rows]
    return Span(
        kind=kind,
        title=kind_of(kind).title,
        median_days=median(days) if days else None,
        limit_days=_limit_of(rows),
        count=len(rows),
        late=sum(is_done_late(duty) for duty in rows),
    )


def _limit_of(rows: Iterable[Duty]) -> int | None:
    """Return the limit that the newest of the duties had, in working days."""
    newest = max(rows, key=lambda duty: duty.started_on or date.min, default=None)
    due = due_of(newest, edition_by_digest(newest.edition)) if newest is not None else None
    return due.amount if due is not None else None


def _begin(on: date) -> datetime:
    return end_of(date.fromordinal(on.toordinal() - 1))
