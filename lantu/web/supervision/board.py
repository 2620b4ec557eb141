"""What the board shows: figures with their definitions, and the cases that each one counts."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from lantu.foundations.duties.kinds import kind_of
from lantu.foundations.duties.models import Duty
from lantu.law.clock import day_of
from lantu.law.coordination.flow import Reserve as ReserveStates
from lantu.law.coordination.results import Overall
from lantu.systems.coordination.models import ReserveEntry, Round
from lantu.systems.coordination.queries import statistics, supervision
from lantu.systems.coordination.queries.supervision import HELD, LATE, SOON
from lantu.web.shell.clocks import Clock, clock_of

DEEMED, DONE, SUBMITTED, GENERATED, CONFORMED = (
    "deemed", "done", "submitted", "generated", "conformed",
)  # fmt: skip
TITLES = {
    LATE: "超期未办",
    SOON: "即将到期",
    HELD: "暂缓认定",
    DEEMED: "视为无异议",
    DONE: "已办结",
    SUBMITTED: "推送协同的项目",
    GENERATED: "已生成的项目",
    CONFORMED: "综合意见为符合的轮次",
}
DEFINITIONS = {
    LATE: "期限已届满、尚未办结的事项；中止的不计。",
    SOON: "尚未届满、亮黄灯或红灯的事项。",
    HELD: "因平台中断等原因，沉默是否成立有待督办单位决定的事项；决定前不计入任何单位。",
    DEEMED: "期限在所选时段内届满、未反馈而按无异议认定的任务。",
    DONE: "在所选时段内办结的事项；工作日自起算次日计，中止的日子不计。",
    SUBMITTED: "首轮在所选时段内收到的项目。",
    GENERATED: "首轮在所选时段内收到、现已生成或转入审批的项目，占同期收到项目的比例。",
    CONFORMED: "所选时段内出具“符合”意见的项目，自首次收到至出具的自然日中位数。",
}


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of the board, what it means, and which cases it counts."""

    what: str
    value: str
    more: str = ""
    tone: str = ""

    @property
    def title(self) -> str:
        """What it is called."""
        return {GENERATED: "项目生成率", CONFORMED: "生成用时"}.get(self.what, TITLES[self.what])

    @property
    def definition(self) -> str:
        """What it counts."""
        return DEFINITIONS[self.what]


@dataclass(frozen=True, slots=True)
class Case:
    """A line of a list of cases."""

    project: str
    round: Round | None
    unit: str
    step: str
    words: str = ""
    clock: Clock | None = None


def figures(pressing: Iterable[tuple[Duty, str]], from_on: date, until_on: date) -> list[Figure]:
    """Return the figures on top of the board."""
    counted = Counter(what for _, what in pressing)
    rate = statistics.generation_rate(from_on, until_on)
    days = statistics.median_days(from_on, until_on)
    percent = "—" if rate.percent is None else f"{rate.percent:.1f}%"
    return [
        Figure(LATE, str(counted[LATE]), tone="red" if counted[LATE] else ""),
        Figure(SOON, str(counted[SOON]), tone="yellow" if counted[SOON] else ""),
        Figure(HELD, str(counted[HELD]), tone="yellow" if counted[HELD] else ""),
        Figure(DEEMED, str(supervision.deemed(from_on, until_on).count())),
        Figure(GENERATED, percent, f"{rate.count} / {rate.of} 个项目"),
        Figure(CONFORMED, "—" if days is None else f"{days:g} 天", "中位数，自然日"),
    ]


def by_unit_and_step(pressing: Iterable[tuple[Duty, str]]) -> list[dict[str, Any]]:
    """Return what presses by unit and step, the most late first."""
    rows: dict[tuple[Any, str], dict[str, Any]] = {}
    for duty, what in pressing:
        empty = {
            "unit": duty.unit, "kind": duty.kind, "title": kind_of(duty.kind).title,
            LATE: 0, SOON: 0, HELD: 0,
        }  # fmt: skip
        rows.setdefault((duty.unit_id, duty.kind), empty)[what] += 1
    order = (LATE, HELD, SOON)
    return sorted(
        rows.values(), key=lambda row: (*(-row[what] for what in order), row["unit"].name)
    )


def deemed_by_unit(from_on: date, until_on: date) -> list[dict[str, Any]]:
    """Return how often each unit kept silent, and how many of its answers came in time."""
    tasks = supervision.deemed(from_on, until_on)
    counted = Counter(task.unit for task in tasks)
    return [
        {
            "unit": unit,
            "count": count,
            "share": statistics.on_time_rate(unit.id, from_on, until_on),
        }
        for unit, count in counted.most_common()
    ]


def cases_of(what: str, from_on: date, until_on: date, at: datetime) -> list[tuple[Any, str, Case]]:
    """Return the cases that a figure counts, each with its unit's id and its step.

    Args:
        what: which figure.
        from_on: the first day looked at, for the figures of a stretch of days.
        until_on: the last one.
        at: the moment of looking.
    """
    if what in (LATE, SOON, HELD):
        rows = [duty for duty, which in supervision.pressing(at) if which == what]
        return _of_duties(rows, at)
    if what == DONE:
        return _of_duties(list(supervision.ended_steps(from_on, until_on)), at)
    if what == DEEMED:
        return [
            (task.unit_id, "", Case(task.round.project.name, task.round, task.unit.name, "答复"))
            for task in supervision.deemed(from_on, until_on)
        ]
    return [(one.lead_id, "", _of_round(one)) for one in _rounds(what, from_on, until_on)]


def _rounds(what: str, from_on: date, until_on: date) -> list[Round]:
    rows = Round.objects.select_related("project", "lead").order_by("received_on", "id")
    if what == CONFORMED:
        done = rows.filter(opinion__result=str(Overall.CONFORMS)).select_related("opinion")
        return [one for one in done if from_on <= day_of(one.opinion.issued_at) <= until_on]
    first = rows.filter(received_on__range=(from_on, until_on), previous=None)
    if what == SUBMITTED:
        return list(first)
    states = (ReserveStates.GENERATED, ReserveStates.IN_APPROVAL)
    generated = ReserveEntry.objects.filter(state__in=states).values("project_id")
    return list(first.filter(project_id__in=generated))


def _of_duties(rows: list[Duty], at: datetime) -> list[tuple[Any, str, Case]]:
    rounds = Round.objects.select_related("project").in_bulk({duty.case_id for duty in rows})
    found = []
    for duty in rows:
        one = rounds.get(duty.case_id)
        ended = duty.closed_at is not None and duty.started_on is not None
        case = Case(
            project=duty.project.name if duty.project else "—",
            round=one,
            unit=duty.unit.name,
            step=kind_of(duty.kind).title,
            words=_used(duty) if ended else duty.held_ground,
            clock=None if ended else clock_of(duty, at),
        )
        found.append((duty.unit_id, duty.kind, case))
    return found


def _used(duty: Duty) -> str:
    late = "，超期办结" if supervision.is_done_late(duty) else ""
    return f"用时 {supervision.days_used(duty)} 个工作日{late}"


def _of_round(one: Round) -> Case:
    return Case(one.project.name, one, one.lead.name, f"第 {one.number} 轮")
