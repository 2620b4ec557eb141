"""How a clock is shown: the same everywhere, with lamp, word, due moment, holder and article."""

from dataclasses import dataclass
from datetime import date, datetime

from lantu.foundations.duties.kinds import kind_of
from lantu.foundations.duties.models import Duty
from lantu.foundations.duties.queries import outcome
from lantu.foundations.lawbook.queries import known_on
from lantu.law.calendar import calendar
from lantu.law.clock import day_of
from lantu.law.coordination.deadlines import Lamp
from lantu.law.duties.flow import Duty as States
from lantu.web.shell.wording import day_words

SHAPES = {Lamp.GREEN: ("●", "green"), Lamp.YELLOW: ("◆", "yellow"), Lamp.RED: ("▲", "red")}


@dataclass(frozen=True, slots=True)
class Clock:
    """What a page says of a duty's clock. `words` is short, `basis` is what hover and print add."""

    shape: str
    tone: str
    words: str
    due: str
    holder: str
    article: str
    explanation: str
    is_provisional: bool
    is_ended: bool
    last_day_on: date | None


def clock_of(duty: Duty, at: datetime) -> Clock:
    """Return how the clock of a duty is shown at a moment.

    Args:
        duty: with its unit and person.
        at: the moment of looking, in UTC.
    """
    found = outcome(duty, at)
    shape, tone = SHAPES[found.lamp]
    words = _words(duty, found.state, found.due, day_of(at))
    is_ended = found.state in (States.DONE, States.CANCELLED, States.LAPSED)
    if is_ended:
        shape, tone = "✓", "grey"
    elif found.state is States.HELD:
        shape, tone = "❚❚", "yellow"
    elif found.due is None:
        shape, tone = "○", "grey"
    elif found.due.last_day_on is None:
        shape, tone = "❚❚", "grey"
    due = found.due
    last = due.last_day_on if due is not None else None
    holder = duty.unit.name + (f" {duty.person.display_name}" if duty.person else "")
    kind = kind_of(duty.kind)
    return Clock(
        shape=shape,
        tone=tone,
        words=words,
        due=f"{day_words(last)} 24:00" if last is not None else "",
        holder=holder,
        article=str(kind.basis),
        explanation=due.chinese if due is not None else "",
        is_provisional=due is not None and due.provisional,
        is_ended=is_ended,
        last_day_on=last,
    )


def days_left(last_day_on: date, today: date) -> int:
    """Return how many working days are left after today, the last one included."""
    return calendar(known_on(today)).working_days_between(today, last_day_on)


def _words(duty: Duty, state: States, due: object, today: date) -> str:
    if state is States.HELD:
        return "暂缓认定"
    if state is States.DONE:
        return "已办结"
    if state is States.CANCELLED:
        return "已撤销"
    if state is States.LAPSED:
        return "已届满"
    last = getattr(due, "last_day_on", None)
    if due is None:
        return "尚未起算" if duty.started_on is None else "没有期限"
    if last is None:
        return f"中止，尚余 {getattr(due, 'left', 0)} 个工作日"
    if last < today:
        late = calendar(known_on(today)).working_days_between(last, today)
        return f"超期 {late} 个工作日"
    left = days_left(last, today)
    return f"剩 {left} 个工作日" if left else "今日 24:00 届满"
