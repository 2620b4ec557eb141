"""What lies on a unit's desk: every duty with its clock, where it is done, what matters today."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from urllib.parse import urlencode

from django.db.models import F, Q, QuerySet

from lantu.foundations.acts.actor import Actor
from lantu.foundations.acts.policy import may
from lantu.foundations.deliveries.models import Message, Purpose
from lantu.foundations.duties.kinds import kind_of
from lantu.foundations.duties.models import Duty
from lantu.foundations.duties.queries import is_running
from lantu.foundations.people.models import Account, Standing, Unit
from lantu.law.clock import day_of
from lantu.law.duties.flow import Duty as DutyStates
from lantu.systems.coordination import obligations
from lantu.systems.coordination.models import AgendaItem, Task
from lantu.web.shell.clocks import Clock, clock_of
from lantu.web.shell.sheets import Cell, Column

# Where a duty is done: the address, and which key of the duty stands in it.
PLACES = {
    obligations.ANSWER: ("/tasks/{}/", "subject_id"),
    obligations.DELIVER: ("/tasks/{}/", "subject_id"),
    obligations.DISTRICT: ("/districts/{}/", "subject_id"),
    obligations.DISPATCH: ("/rounds/{}/", "case_id"),
    obligations.ISSUE: ("/rounds/{}/", "case_id"),
    obligations.ADJUST: ("/rounds/{}/", "case_id"),
    obligations.RETURN: ("/rounds/{}/", "case_id"),
}
LAMPS = {"red": "▲ 红灯", "yellow": "◆ 黄灯", "green": "● 绿灯"}
COLUMNS = (
    Column("事项", 28), Column("项目", 36), Column("项目代码", 26), Column("责任单位", 22),
    Column("经手人", 12), Column("状态", 20), Column("最后一日", 14), Column("办结时间", 18),
    Column("依据", 18),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """One duty as a line of the desk."""

    duty: Duty
    clock: Clock
    title: str
    address: str
    may_take: bool
    is_running: bool
    is_own_hand: bool
    urged_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Notice:
    """Something that matters today: how urgent, what, and where it is seen."""

    tone: str
    words: str
    address: str


def rows_of(duties: QuerySet[Duty], account: Account, actor: Actor, at: datetime) -> list[Line]:
    """Return duties as lines of a desk.

    Args:
        duties: in their order.
        account: who looks.
        actor: as whom they act.
        at: the moment of looking.
    """
    found = duties.select_related("unit", "person", "project").prefetch_related("pauses")
    return [_line(duty, account, actor, at) for duty in found]


def _line(duty: Duty, account: Account, actor: Actor, at: datetime) -> Line:
    running = duty.state in (DutyStates.OPEN, DutyStates.HELD)
    return Line(
        duty=duty,
        clock=clock_of(duty, at),
        title=kind_of(duty.kind).title,
        address=address_of(duty),
        is_running=is_running(duty),
        may_take=running and may(actor, "duties.duty.pass_on", duty),
        is_own_hand=duty.person_id == account.id,
    )


def address_of(duty: Duty) -> str:
    """Return the page on which a duty is done, or nothing where it has none yet."""
    if duty.kind == obligations.CARRY_OUT:
        return _decision_address(duty)
    pattern, key = PLACES.get(duty.kind, ("", "case_id"))
    return pattern.format(getattr(duty, key))


def _decision_address(duty: Duty) -> str:
    """Return the meeting in whose decision a duty stands."""
    item = AgendaItem.objects.filter(id=duty.subject_id).only("session_id").first()
    return f"/meetings/{item.session_id}/" if item is not None else ""


def narrowed(lines: Sequence[Line], kind: str, lamp: str, words: str) -> list[Line]:
    """Return the lines of one kind, one lamp, and whose project has the words."""
    return [
        line
        for line in lines
        if (not kind or line.duty.kind == kind)
        and (not lamp or line.clock.tone == lamp)
        and (not words or words in _about(line.duty))
    ]


def notices_of(lines: Sequence[Line], unit: Unit, at: datetime) -> list[Notice]:
    """Return what matters today, the worst first."""
    today = day_of(at)
    late = [line for line in lines if _is_late(line, today)]
    held = [line for line in lines if line.duty.state == DutyStates.HELD]
    found = [
        _notice("danger", len(late), "件已经超期，请先办", {"lamp": "red"}),
        *_ending(lines, today, "今日", "danger"),
        *_ending(lines, today + timedelta(days=1), "明日", "warning"),
        _notice("warning", len(held), _held_words(unit), {}),
    ]
    return [one for one in found if one is not None]


def _held_words(unit: Unit) -> str:
    if unit.standing == Standing.SUPERVISOR:
        return "件因平台中断暂缓认定，等您决定"
    return "件因平台中断暂缓认定，等督办单位决定"


def _ending(lines: Sequence[Line], on: date, word: str, tone: str) -> list[Notice | None]:
    """Return what ends on a day: where silence has a meaning, and what is merely due."""
    ending = [line for line in lines if _ends_on(line, on)]
    silent = [line for line in ending if kind_of(line.duty.kind).lapse is not None]
    kind = {"kind": obligations.ANSWER} if silent else {}
    return [
        _notice(tone, len(silent), f"件{word} 24:00 视为无异议", kind),
        _notice(tone, len(ending) - len(silent), f"件{word} 24:00 到期", {}),
    ]


def _ends_on(line: Line, on: date) -> bool:
    return line.duty.state == DutyStates.OPEN and line.clock.last_day_on == on


def _is_late(line: Line, today: date) -> bool:
    last = line.clock.last_day_on
    return line.duty.state == DutyStates.OPEN and last is not None and last < today


def _notice(tone: str, count: int, words: str, narrow: dict[str, str]) -> Notice | None:
    return Notice(tone, f"{count} {words}", f"/?{urlencode(narrow)}") if count else None


def owed_to(unit: Unit) -> QuerySet[Duty]:
    """Return the answers that other units owe in the rounds that a unit leads, the soonest first.

    Clocks that stand still or have not begun come last.
    """
    rounds = Task.objects.filter(round__lead=unit).values("round_id")
    running = Q(state=DutyStates.OPEN) | Q(state=DutyStates.HELD)
    found = Duty.objects.filter(running, kind=obligations.ANSWER, case_id__in=rounds)
    soonest = F("lapses_at").asc(nulls_last=True)
    return found.exclude(unit=unit).order_by(soonest, "unit__name", "id")


def with_urging(lines: Sequence[Line], lead: Unit) -> list[Line]:
    """Return lines with the moment at which the lead last urged each of them."""
    tasks = [line.duty.subject_id for line in lines]
    sent = Message.objects.filter(sender=lead, purpose=Purpose.REMINDER, about_id__in=tasks)
    urged = dict(sent.order_by("created_at").values_list("about_id", "created_at"))
    return [replace(line, urged_at=urged.get(line.duty.subject_id)) for line in lines]


def cells(lines: Sequence[Line]) -> list[tuple[Cell, ...]]:
    """Return lines as the rows of a sheet."""
    return [
        (
            line.title,
            line.duty.project.name if line.duty.project else "",
            line.duty.project.code or line.duty.project.reserve_number if line.duty.project else "",
            line.duty.unit.name,
            line.duty.person.display_name if line.duty.person else "",
            line.clock.words,
            line.clock.last_day_on,
            line.duty.closed_at,
            line.clock.article,
        )
        for line in lines
    ]


def _about(duty: Duty) -> str:
    project = duty.project
    return "" if project is None else f"{project.name} {project.code} {project.reserve_number}"
