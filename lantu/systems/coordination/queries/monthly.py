"""The monthly table of supervision: what came in, ended, stayed, was late, and how long it took."""

from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from lantu.foundations.duties.models import Duty
from lantu.foundations.people.models import Standing
from lantu.law.clock import day_of, end_of
from lantu.law.duties.flow import Duty as DutyStates
from lantu.systems.coordination.models import Round
from lantu.systems.coordination.queries.supervision import days_used, steps_of


class Grouping(StrEnum):
    """By what the lines of the table are made."""

    UNIT = "unit"
    DISTRICT = "district"
    KEY_PROJECT = "key_project"


@dataclass(slots=True)
class Line:
    """One line of the table; the days are those of the closed ones, without stand-stills."""

    name: str
    received: int = 0
    closed: int = 0
    open: int = 0
    late: int = 0
    deemed: int = 0
    days: list[int] = field(default_factory=list)

    @property
    def mean_days(self) -> float | None:
        """The mean of working days of what was closed; None where nothing was."""
        return round(sum(self.days) / len(self.days), 1) if self.days else None


def month_lines(first: date, by: Grouping, at: datetime) -> list[Line]:
    """Return the lines of a month, by name.

    Received is what began in the month, closed what was done in it, open what had begun and not
    ended when it was over, late what ran out of its limit in it undone, deemed where silence then
    counted as no objection. What is held is charged to nobody.

    Args:
        first: the first day of the month.
        by: unit, district or key projects.
        at: the moment of looking; of a month that is not over only what lies before it counts.
    """
    last = first.replace(day=monthrange(first.year, first.month)[1])
    rows = steps_of(Duty.objects.filter(started_on__lte=last))
    name_of = _naming(by)
    lines: dict[str, Line] = {}
    for duty in rows.exclude(state=DutyStates.CANCELLED):
        if duty.closed_at is not None and day_of(duty.closed_at) < first:
            continue
        name = name_of(duty)
        _count(lines.setdefault(name, Line(name)), duty, first, min(at, end_of(last)))
    return sorted(lines.values(), key=lambda line: line.name)


def total(lines: list[Line]) -> Line:
    """Return the sum of all lines."""
    whole = Line("合计")
    for line in lines:
        whole.received += line.received
        whole.closed += line.closed
        whole.open += line.open
        whole.late += line.late
        whole.deemed += line.deemed
        whole.days += line.days
    return whole


def _count(line: Line, duty: Duty, first: date, until_at: datetime) -> None:
    begun, closed_at = duty.started_on, duty.closed_at
    assert begun is not None
    line.received += begun >= first
    ended = closed_at is not None and closed_at < until_at
    line.open += not ended
    if ended and duty.state == DutyStates.DONE:
        line.closed += 1
        line.days.append(days_used(duty))
    ran_out = duty.lapses_at is not None and duty.lapses_at <= until_at
    if not ran_out or duty.last_day_on is None or duty.last_day_on < first:
        return
    line.deemed += duty.state == DutyStates.LAPSED
    done_late = closed_at is None or (duty.lapses_at is not None and closed_at >= duty.lapses_at)
    line.late += duty.state in (DutyStates.OPEN, DutyStates.DONE) and done_late


def _naming(by: Grouping) -> Callable[[Duty], str]:
    if by is Grouping.UNIT:
        return lambda duty: duty.unit.name
    if by is Grouping.KEY_PROJECT:
        return lambda duty: (duty.project.key_level if duty.project else "") or "一般项目"
    leads = {
        one.id: one.lead.name if one.lead.standing == Standing.COUNTY else "市级"
        for one in Round.objects.select_related("lead")
    }
    return lambda duty: leads.get(duty.case_id, "市级")
