"""What one unit sees of a round: where it stands, its clock, the opinions, what was measured."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from lantu.foundations.deliveries.models import Message, Result
from lantu.foundations.duties.models import Duty
from lantu.foundations.duties.queries import duties_of, is_running
from lantu.foundations.lawbook.queries import edition_by_digest
from lantu.foundations.people.models import Standing, Unit
from lantu.foundations.projects.models import Project
from lantu.law.blueprint.judgement import Judgement, LayerJudgement, Rank
from lantu.law.coordination.flow import Round as States
from lantu.law.coordination.flow import Task as TaskStates
from lantu.law.duties.flow import Duty as DutyStates
from lantu.law.rows import OverlapMeaning, Visibility
from lantu.systems.blueprint.queries import verdict_of
from lantu.systems.blueprint.visibility import seen_by
from lantu.systems.coordination import obligations
from lantu.systems.coordination.matrix import asked_tasks, standing_answer
from lantu.systems.coordination.models import Answer, Round, Task
from lantu.systems.coordination.objection import area_of
from lantu.systems.coordination.queries.not_concerned import UNDER_WAY
from lantu.systems.coordination.queries.visibility import (
    area_is_seen,
    content_seen,
    has_answered,
)
from lantu.web.coordination.summary import summary_of
from lantu.web.shell.clocks import Clock, clock_of

OPEN_TASKS = (TaskStates.UNDELIVERED, TaskStates.SENT, TaskStates.SUB_CONSULTING, TaskStates.HELD)
# Which duty's clock stands in the head of a round.
HEAD = {
    States.RECEIVED: obligations.DISPATCH,
    States.LEAD_CHECK: obligations.DISPATCH,
    States.DISPATCHED: obligations.ANSWER,
    States.COLLATING: obligations.ISSUE,
    States.IN_RECONCILIATION: obligations.ISSUE,
    States.BASICALLY_CONFORMS: obligations.ADJUST,
    States.ADJUSTING: obligations.ADJUST,
    States.NOT_CONFORMS: obligations.RETURN,
}
STAGES = (
    ("受理", (States.RECEIVED, States.RETURNED_ONCE)),
    ("核查与红线修正", (States.LEAD_CHECK,)),
    ("部门答复", (States.DISPATCHED,)),
    ("汇总协调", (States.COLLATING, States.IN_RECONCILIATION)),
    ("综合意见", (States.CONFORMS, States.BASICALLY_CONFORMS, States.NOT_CONFORMS,
                States.ADJUSTING, States.CONTINUED, States.CLOSED, States.RETURNED_TO_RESERVE)),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Stage:
    """One of the five stages of a round: done, here, or still to come, with a word on it."""

    title: str
    standing: str
    words: str


@dataclass(frozen=True, slots=True)
class Row:
    """One unit's line among the opinions, as far as the viewer may see it."""

    task: Task
    unit: str
    code: str
    step: str
    words: str
    when: datetime | None
    clock: Clock | None
    area_m2: float | None
    is_own: bool
    is_paper: bool
    is_open: bool
    waits_for_proof: bool
    is_owing: bool


@dataclass(frozen=True, slots=True)
class Measured:
    """One layer that a footprint meets, as a unit may see it; without areas it sees none."""

    layer: str
    name: str
    owner_name: str
    rank: Rank
    judgement: Judgement
    overlap: OverlapMeaning
    sentences: tuple[str, ...]
    area_m2: float | None
    share: float | None


def stages_of(one: Round) -> list[Stage]:
    """Return the five stages of a round and where it stands among them."""
    state = States(one.suspended_from or one.state)
    here = next((at for at, (_, states) in enumerate(STAGES) if state in states), len(STAGES))
    over = state in (States.CLOSED, States.CONTINUED, States.RETURNED_TO_RESERVE)
    words = _stage_words(one)
    found = []
    for at, (title, _) in enumerate(STAGES):
        standing = (
            "done" if at < here or (over and at == here) else "here" if at == here else "next"
        )
        if one.state == States.WITHDRAWN:
            standing = "next"
        found.append(Stage(title, standing, words[at]))
    return found


def _stage_words(one: Round) -> list[str]:
    tasks = [task.state for task in asked_tasks(one)]
    closed = sum(state not in OPEN_TASKS for state in tasks)
    received = f"{_short(one.received_on)} {one.get_channel_display()} · {one.sender.name}"
    opinion = getattr(one, "opinion", None)
    return [
        received,
        f"{_short(one.dispatched_on)} 发函" if one.dispatched_on else "10 个工作日",
        f"{closed} / {len(tasks)} 已有结果" if tasks else "5 个工作日",
        f"自 {_short(one.collating_from_on)} 起" if one.collating_from_on else "5 个工作日",
        f"{opinion.document.number}" if opinion is not None else "—",
    ]


def _short(on: date | None) -> str:
    return f"{on.month}-{on.day}" if on is not None else ""


def head_duty(one: Round) -> Duty | None:
    """Return the duty whose clock stands in the head of a round, or None."""
    kind = HEAD.get(States(one.suspended_from or one.state))
    if kind is None:
        return None
    running = duties_of(one.id).filter(kind=kind, state__in=(DutyStates.OPEN, DutyStates.HELD))
    rows = list(running.select_related("unit", "person"))
    return max(rows, key=lambda duty: (duty.lapses_at is not None, duty.lapses_at), default=None)


def head_clock(one: Round, at: datetime) -> Clock | None:
    """Return the clock in the head of a round."""
    duty = head_duty(one)
    if duty is None:
        return None
    shown = clock_of(duty, at)
    waiting = sum(task.state in OPEN_TASKS for task in asked_tasks(one))
    if duty.kind == obligations.ANSWER and waiting > 1:
        return replace(shown, holder=f"{waiting} 个单位")
    return shown


def opinion_rows(one: Round, viewer: Unit, at: datetime) -> list[Row]:
    """Return the opinions as a unit sees them: its own, others' only where it may."""
    everything = viewer.id == one.lead_id or viewer.standing == Standing.SUPERVISOR
    open_to_all = everything or has_answered(one, viewer.id)
    clocks = {
        duty.subject_id: duty
        for duty in duties_of(one.id)
        .filter(kind=obligations.ANSWER)
        .select_related("unit", "person")
        if duty.state != DutyStates.CANCELLED
    }
    return [
        _row(task, viewer, clocks.get(task.id), at)
        for task in asked_tasks(one)
        if open_to_all or task.unit_id == viewer.id
    ]


def _row(task: Task, viewer: Unit, duty: Duty | None, at: datetime) -> Row:
    answer = standing_answer(task)
    working = task.answers.filter(state__in=[str(state) for state in UNDER_WAY]).first()
    is_open = task.state in OPEN_TASKS
    code, when, words = str(task.state), None, ""
    if answer is not None:
        code, when = answer.result, answer.answered_at
        words = summary_of(answer.result, content_seen(answer, viewer.id), answer)
    if task.state == TaskStates.DEEMED_NO_OBJECTION:
        words = _deemed_words(task)
    return Row(
        task=task,
        unit=task.unit.name,
        code=code,
        step=str(working.state) if working is not None and is_open else "",
        words=words,
        when=when,
        clock=clock_of(duty, at) if duty is not None and is_open else None,
        area_m2=_area_m2(task, answer, viewer),
        is_own=task.unit_id == viewer.id,
        is_paper=answer is not None and answer.is_paper,
        is_open=is_open,
        waits_for_proof=task.state == TaskStates.UNDELIVERED and _waits_for_proof(task.message),
        is_owing=duty is not None and is_running(duty),
    )


def _waits_for_proof(letter: Message | None) -> bool:
    """Return whether a letter is delivered by nothing but somebody's hand: no mail is under way."""
    if letter is None or letter.delivered_at is not None:
        return False
    return not letter.attempts.filter(result=Result.PENDING).exists()


def _area_m2(task: Task, answer: Answer | None, viewer: Unit) -> float | None:
    """Return how much ground an answer objects to, where the viewer may see it drawn."""
    area = area_of(answer) if area_is_seen(task, viewer.id) else None
    return float(area.area) if area is not None else None


def _deemed_words(task: Task) -> str:
    late = task.answers.filter(is_late=True).order_by("-answered_at").first()
    number = task.certificate.number if task.certificate is not None else ""
    words = f"5 个工作日内未反馈 · {number}"
    return f"{words} · 逾期意见仅供参考" if late is not None else words


def counts(rows: Sequence[Row]) -> dict[str, int]:
    """Count the opinions by column, for the bar above the table."""
    found = dict.fromkeys(("agreed", "conditional", "against", "by_letter", "deemed", "open"), 0)
    names = {
        "answer.no_objection": "agreed", "answer.not_concerned": "agreed",
        "answer.conditional": "conditional", "answer.not_conform": "against",
        "answer.by_letter": "by_letter", "task.deemed_no_objection": "deemed",
    }  # fmt: skip
    for row in rows:
        found[names.get(row.code, "open")] += 1
    return found


def measured_rows(one: Round, viewer: Unit) -> list[Measured]:
    """Return what the round's footprint meets, what decides first, as far as a unit may see it."""
    check = one.check_record
    if check is None:
        return []
    seen = seen_by(viewer, edition_by_digest(check.edition), check.checked_on)
    rows = sorted(verdict_of(check).rows, key=lambda row: row.rank)
    met = [row for row in rows if row.rank not in (Rank.CLEAR, Rank.NOTED)]
    return [
        _measured(row, seen[row.layer]) for row in met if seen[row.layer] is not Visibility.HIDDEN
    ]


def _measured(row: LayerJudgement, visibility: Visibility) -> Measured:
    shows_area = visibility in (Visibility.GEOMETRY, Visibility.AREA_ONLY)
    return Measured(
        layer=row.layer,
        name=row.name,
        owner_name=row.owner_name,
        rank=row.rank,
        judgement=row.judgement,
        overlap=row.overlap,
        sentences=row.sentences if shows_area else (),
        area_m2=row.area_m2 if shows_area else None,
        share=row.share if shows_area else None,
    )


def own_answer(task: Task) -> Answer | None:
    """Return the answer that a unit works on, or the newest one it gave."""
    return (
        task.answers.order_by("-answered_at", "-id")
        .filter(state__in=[str(state) for state in UNDER_WAY])
        .first()
        or task.answers.order_by("-answered_at").first()
    )


def facts_of(one: Round) -> list[tuple[str, Any]]:
    """Return the facts of a project that every unit is given (项目信息表)."""
    return project_facts(one.project)


def project_facts(project: Project) -> list[tuple[str, Any]]:
    """Return the facts of a project, without those that are not known yet."""
    height = f"{project.planned_height_m:g} 米" if project.planned_height_m is not None else ""
    named = (
        ("发起单位", project.initiating_unit.name if project.initiating_unit else "待定"),
        ("建设性质", project.nature),
        ("建设规模", project.scale),
        ("建设内容", project.content),
        ("规划高度", height),
        ("供地方式", project.land_supply),
        ("重点项目", project.key_level),
    )
    return [(name, value) for name, value in named if value]
