"""Why a thing is due when it is: the steps of an explanation, as codes and facts and in words."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby

from lantu.law.calendar import Day, DayKind
from lantu.law.wording import Code, Fact, sentence


class Reason(Code):
    """The steps of an explanation."""

    WORKING_DAYS = "clock.working_days"
    NATURAL_DAYS = "clock.natural_days"
    MINUTES = "clock.minutes"
    HOLIDAY = "clock.holiday"
    HOLIDAY_DAY = "clock.holiday_day"
    SHIFTED = "clock.shifted"
    WEEKENDS = "clock.weekends"
    PAUSED = "clock.paused"
    PAUSED_STILL = "clock.paused_still"
    MOVED = "clock.moved"
    PROVISIONAL = "clock.provisional"
    LAST_DAY = "clock.last_day"
    LAST_MINUTE = "clock.last_minute"


@dataclass(frozen=True, slots=True)
class Step:
    """One step of an explanation: a code and its facts."""

    code: Reason
    facts: dict[str, Fact] = field(default_factory=dict)

    @property
    def chinese(self) -> str:
        """The step in words."""
        return sentence(self.code, self.facts)


def skipped(counted: Sequence[Day]) -> list[Step]:
    """Explain the days a clock passed: a holiday as one stretch, shifted days one by one."""
    steps: list[Step] = []
    for (kind, name, source), group in groupby(counted, lambda d: (d.kind, d.name, d.source)):
        days = list(group)
        facts: dict[str, Fact] = {"name": name, "source": source}
        if kind is DayKind.SHIFTED:
            steps += [Step(Reason.SHIFTED, {"on": day.on, **facts}) for day in days]
        elif kind is DayKind.HOLIDAY and len(days) == 1:
            steps.append(Step(Reason.HOLIDAY_DAY, {"on": days[0].on, **facts}))
        elif kind is DayKind.HOLIDAY:
            span: dict[str, Fact] = {"from_on": days[0].on, "to_on": days[-1].on}
            steps.append(Step(Reason.HOLIDAY, {**span, **facts}))
    weekends = sum(day.kind is DayKind.WEEKEND for day in counted)
    if weekends:
        steps.append(Step(Reason.WEEKENDS, {"count": weekends}))
    return steps
