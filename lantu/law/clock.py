"""Budgets of working days, natural days or minutes: when a thing is due, and why then.

The day of the event is not counted; the last day ends at 24:00 in Zhengzhou (AMB-01). Moments go
in and come out in UTC, days are days in Zhengzhou. An answer counts when it entered before
`lapses_at`; that instant is exclusive (AMB-75).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone

from lantu.law import parameter
from lantu.law.calendar import Day, calendar
from lantu.law.edition import Edition
from lantu.law.explanation import Reason, Step, skipped
from lantu.law.rows import Unit
from lantu.law.rule import rule
from lantu.law.wording import Code, Refused

# China has kept one time without summer time since 1992; a fixed offset needs no time zone data.
ZHENGZHOU = timezone(timedelta(hours=8), "Asia/Shanghai")


class ClockFault(Code):
    """Why a clock cannot be run."""

    NOT_POSITIVE = "clock.not_positive"
    TOO_LONG = "clock.too_long"
    NOT_WHOLE = "clock.not_whole"
    PAUSE_BACKWARDS = "clock.pause_backwards"
    OVERFLOW = "clock.overflow"


LONGEST = {
    Unit.WORKING_DAY: "clock.longest_working_days",
    Unit.NATURAL_DAY: "clock.longest_natural_days",
    Unit.MINUTE: "clock.longest_minutes",
}


@dataclass(frozen=True, slots=True)
class Pause:
    """A stretch in which a clock stands still, with its ground. Open while `until_on` is None.

    Neither the day it begins nor the day it ends is counted: a broken day is no full day, and the
    day of an event starts a period but is not part of it.
    """

    from_on: date
    until_on: date | None
    ground: str

    def __post_init__(self) -> None:
        if self.until_on is not None and self.until_on < self.from_on:
            raise Refused(ClockFault.PAUSE_BACKWARDS, from_on=self.from_on, until_on=self.until_on)

    def covers(self, on: date) -> bool:
        """Return whether the clock stands still on a day."""
        return self.from_on <= on and (self.until_on is None or on <= self.until_on)


@dataclass(frozen=True, slots=True)
class Outage:
    """A gap in which the platform could not be reached, as two moments."""

    from_at: datetime
    until_at: datetime


@dataclass(frozen=True, slots=True)
class Due:
    """When a thing is due. Without a last day the clock stands still and `left` is what remains."""

    started_on: date
    amount: int
    unit: Unit
    last_day_on: date | None
    lapses_at: datetime | None
    provisional: bool
    left: int
    steps: tuple[Step, ...]

    @property
    def chinese(self) -> str:
        """The explanation in words."""
        return "；".join(step.chinese for step in self.steps) + "。"


def day_of(moment: datetime) -> date:
    """Return the day in Zhengzhou of an aware moment.

    Raises:
        ValueError: the moment has no time zone.
    """
    if moment.tzinfo is None:
        raise ValueError("时刻缺少时区，请给出带时区的时刻")
    return moment.astimezone(ZHENGZHOU).date()


def end_of(day: date) -> datetime:
    """Return the first instant after a day in Zhengzhou, in UTC."""
    return datetime.combine(day + timedelta(days=1), time(), ZHENGZHOU).astimezone(UTC)


@rule("D1 三(一)1", "D1-32", "D1-34", "D1-40", doubts=("AMB-01",))
def run_working_days(
    edition: Edition,
    started_on: date,
    amount: int,
    pauses: Sequence[Pause] = (),
    *,
    event: str = "",
) -> Due:
    """Limits are given in working days.

    Reading: the day of the event is day 0; working days after it are counted by the State
    Council's calendar, shifted weekend days included; the last one ends at 24:00.
    Doubt: AMB-01.

    Args:
        edition: the calendar as far as the edition knows it.
        started_on: the day of the event that starts the clock.
        amount: how many working days.
        pauses: stretches that are not counted.
        event: what happened on the first day, in a Chinese word for the explanation.

    Raises:
        Refused: the amount is not positive or too long, or the calendar does not reach so far.
    """
    _require_amount(edition, amount, Unit.WORKING_DAY)
    days = calendar(edition)
    days.require(started_on)
    passed: list[Day] = []
    left, on = amount, started_on
    while left:
        on += timedelta(days=1)
        if _stands_still(pauses, on):
            head = _head(started_on, amount, Unit.WORKING_DAY, event)
            return _standing_still(head, started_on, amount, left, passed, pauses)
        passed.append(days.day(on))
        left -= passed[-1].is_working and not _paused(pauses, on)
    head = _head(started_on, amount, Unit.WORKING_DAY, event)
    steps = [head, *skipped(_counted(passed, pauses)), *_pause_steps(pauses, started_on, on)]
    return _due(started_on, amount, Unit.WORKING_DAY, on, steps, days.unannounced_for(on))


@rule("D1 三(一)1", doubts=("AMB-01",))
def run_natural_days(
    edition: Edition, started_on: date, amount: int, pauses: Sequence[Pause] = ()
) -> Due:
    """A limit in days without more counts every day.

    Reading: the day of the event is not counted, and a last day that is not worked moves to the
    next working day, as the general rule on periods has it.
    Doubt: AMB-01.

    Raises:
        Refused: the amount is not positive or too long, or the calendar does not reach so far.
    """
    _require_amount(edition, amount, Unit.NATURAL_DAY)
    days = calendar(edition)
    days.require(started_on)
    left, on = amount, started_on
    while left:
        on += timedelta(days=1)
        if _stands_still(pauses, on):
            head = _head(started_on, amount, Unit.NATURAL_DAY)
            return _standing_still(head, started_on, amount, left, (), pauses, Unit.NATURAL_DAY)
        days.require(on)
        left -= not _paused(pauses, on)
    steps = [_head(started_on, amount, Unit.NATURAL_DAY)]
    steps += _pause_steps(pauses, started_on, on)
    last = days.next_working_day(on)
    if last != on:
        steps.append(Step(Reason.MOVED, {"on": on, "last": last}))
    return _due(started_on, amount, Unit.NATURAL_DAY, last, steps, days.unannounced_for(last))


def run_minutes(edition: Edition, started_at: datetime, amount: int) -> Due:
    """A budget of minutes runs from its moment without regard to days.

    Raises:
        Refused: the amount is not positive, too long, or runs past the last year there is.
        ValueError: the moment has no time zone.
    """
    _require_amount(edition, amount, Unit.MINUTE)
    started_on = day_of(started_at)
    try:
        lapses_at = started_at.astimezone(UTC) + timedelta(minutes=amount)
    except OverflowError as error:
        raise Refused(ClockFault.OVERFLOW, start=started_on, amount=amount) from error
    shown = lapses_at.astimezone(ZHENGZHOU)
    steps = (
        Step(Reason.MINUTES, {"start": _moment(started_at), "amount": amount}),
        Step(Reason.LAST_MINUTE, {"moment": _moment(shown)}),
    )
    return Due(started_on, amount, Unit.MINUTE, shown.date(), lapses_at, False, 0, steps)


@rule("D1 三(一)2", "D1-40", doubts=("AMB-03", "AMB-76"))
def following_start(last_day_on: date, last_reply_on: date | None = None) -> date:
    """The opinion is formed after the replies are in or their limit has run out.

    Reading: a clock that follows another starts from that clock's last day, or from the day of
    the last reply where all replied sooner; never from the exclusive instant after it.
    Doubt: AMB-03, AMB-76.
    """
    return last_day_on if last_reply_on is None else min(last_day_on, last_reply_on)


@rule("D1 三(一)1", "D1-36", doubts=("AMB-74",), parameters=("coordination.outage",))
def is_broken_by(edition: Edition, due: Due, outages: Sequence[Outage]) -> bool:
    """Silence is punished, a broken machine is not.

    Reading: a gap of at least the length of the parameter that falls on the last day breaks the
    deadline; the part of a gap outside that day does not count.
    Doubt: AMB-74.
    """
    if due.last_day_on is None or due.lapses_at is None:
        return False
    least = timedelta(minutes=parameter.number(edition, "coordination.outage", due.started_on))
    opens_at = due.lapses_at - timedelta(days=1)
    return any(
        min(outage.until_at, due.lapses_at) - max(outage.from_at, opens_at) >= least
        for outage in outages
    )


def _require_amount(edition: Edition, amount: int, unit: Unit) -> None:
    if type(amount) is not int:
        raise Refused(ClockFault.NOT_WHOLE, amount=str(amount))
    if amount < 1:
        raise Refused(ClockFault.NOT_POSITIVE, amount=amount)
    longest = int(str(parameter.find(edition, LONGEST[unit]).values[-1].amount))
    if amount > longest:
        raise Refused(ClockFault.TOO_LONG, amount=amount, longest=longest)


def _paused(pauses: Sequence[Pause], on: date) -> bool:
    return any(pause.covers(on) for pause in pauses)


def _stands_still(pauses: Sequence[Pause], on: date) -> bool:
    return any(pause.until_on is None and pause.from_on <= on for pause in pauses)


def _head(started_on: date, amount: int, unit: Unit, event: str = "") -> Step:
    code = Reason.WORKING_DAYS if unit is Unit.WORKING_DAY else Reason.NATURAL_DAYS
    return Step(code, {"start": started_on, "event": event, "amount": amount})


def _standing_still(
    head: Step,
    started_on: date,
    amount: int,
    left: int,
    passed: Sequence[Day],
    pauses: Sequence[Pause],
    unit: Unit = Unit.WORKING_DAY,
) -> Due:
    pause = min((p for p in pauses if p.until_on is None), key=lambda pause: pause.from_on)
    steps = (
        head,
        *skipped(_counted(passed, pauses)),
        Step(Reason.PAUSED_STILL, {"from_on": pause.from_on, "ground": pause.ground, "left": left}),
    )
    return Due(started_on, amount, unit, None, None, False, left, steps)


def _due(
    started_on: date,
    amount: int,
    unit: Unit,
    last: date,
    steps: list[Step],
    unannounced: int | None,
) -> Due:
    if unannounced is not None:
        steps.append(Step(Reason.PROVISIONAL, {"year": unannounced}))
    steps.append(Step(Reason.LAST_DAY, {"last": last}))
    provisional = unannounced is not None
    return Due(started_on, amount, unit, last, end_of(last), provisional, 0, tuple(steps))


def _counted(passed: Sequence[Day], pauses: Sequence[Pause]) -> list[Day]:
    return [day for day in passed if not _paused(pauses, day.on)]


def _pause_steps(pauses: Sequence[Pause], started_on: date, last: date) -> list[Step]:
    return [
        Step(Reason.PAUSED, {"from_on": p.from_on, "to_on": p.until_on, "ground": p.ground})
        for p in pauses
        if p.from_on <= last and p.until_on is not None and p.until_on > started_on
    ]


def _moment(moment: datetime) -> str:
    return moment.astimezone(ZHENGZHOU).strftime("%Y-%m-%d %H:%M:%S")
