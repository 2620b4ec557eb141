"""What the end of a limit means here: deemed agreement, doubt, the lead's lateness, collation."""

from datetime import date

from lantu.foundations.acts.gate import Act
from lantu.foundations.deliveries.actions import send_message
from lantu.foundations.deliveries.models import Message, Purpose
from lantu.foundations.documents.actions import issue_document
from lantu.foundations.duties import actions as duties
from lantu.foundations.duties.kinds import kind_of
from lantu.foundations.duties.models import Duty
from lantu.foundations.duties.queries import duties_of
from lantu.foundations.people.models import Unit
from lantu.foundations.people.queries import supervising_units
from lantu.law.clock import day_of
from lantu.law.coordination.deadlines import opinion_starts_on
from lantu.law.coordination.flow import ROUND, TASK
from lantu.law.coordination.flow import Round as RoundStates
from lantu.law.coordination.flow import Task as TaskStates
from lantu.law.coordination.silence import meaning
from lantu.law.duties.flow import Duty as DutyStates
from lantu.law.flow import Capacity
from lantu.systems.coordination import events, obligations
from lantu.systems.coordination.certificate import silence_record
from lantu.systems.coordination.models import Round, Task

CLOSED = (TaskStates.REPLIED, TaskStates.DEEMED_NO_OBJECTION, TaskStates.DROPPED)


def deem(act: Act, duty: Duty) -> None:
    """Read a unit's silence as no objection, with an evidence certificate (D1-36)."""
    task = act.get(Task, duty.subject_id)
    held = task.state == TaskStates.HELD
    verb, capacity = ("let_silence_stand", Capacity.SUPERVISOR) if held else ("lapse", Capacity.CLOCK)  # fmt: skip # noqa: E501
    act.take(TASK, verb, task, capacity=capacity)
    task.certificate = issue_document(
        act,
        kind="coordination.silence_certificate",
        series="视为无异议证明",
        title=f"{task.round.project.name}：{task.unit.name}视为无异议",
        content=silence_record(task, duty),
        unit=task.round.lead,
    )
    act.save(task, "certificate")
    read = meaning(task.row, is_fact=False)
    news = events.TaskDeemed(task.id, task.certificate.id, str(read))
    act.record(news, (task, task.round, task.certificate))
    release_districts(act, task)
    collate_if_closed(act, act.get(Round, task.round_id))


def hold(act: Act, duty: Duty) -> None:
    """Keep a task in doubt until the supervising division decides (AMB-74)."""
    task = act.get(Task, duty.subject_id)
    act.take(TASK, "hold", task, capacity=Capacity.SYSTEM)
    act.record(events.TaskHeld(task.id, duty.held_ground), (task, task.round))


def mark_overdue(act: Act, duty: Duty) -> None:
    """Note that the lead is late: no result follows, but it is told and counted (AMB-04)."""
    one = act.get(Round, duty.case_id)
    one.is_lead_overdue = True
    act.save(one, "is_lead_overdue")
    act.take(ROUND, "mark_overdue", one, capacity=Capacity.CLOCK)
    told = [_tell_of_lateness(act, one, duty, unit) for unit in _concerned_by_lateness(act, one)]
    act.record(events.LeadOverdue(one.id, duty.kind), (one, *told))


def _concerned_by_lateness(act: Act, one: Round) -> list[Unit]:
    """Return the initiating unit and the supervising division, each once."""
    units = [one.project.initiating_unit, *supervising_units(act.today)]
    return list({unit.id: unit for unit in units if unit is not None}.values())


def _tell_of_lateness(act: Act, one: Round, duty: Duty, unit: Unit) -> Message:
    title = kind_of(duty.kind).title
    return send_message(
        act,
        unit=unit,
        subject="牵头单位逾期提示",
        text=f"项目 {one.project.reserve_number} 第 {one.number} 轮空间协同：{one.lead.name}未在 "
        f"{duty.last_day_on} 前完成“{title}”。逾期已记录在案，不产生任何认定，请登录平台查看。",
        about=one,
        purpose=Purpose.NOTICE,
        sender=one.lead,
    )


def collate_if_closed(act: Act, one: Round, *, not_before: date = date.min) -> bool:
    """Begin to collate once every task is closed; the third clock runs (D1-40).

    Args:
        act: the open act.
        one: the round.
        not_before: the day on which the round went on, where it stood still.
    """
    tasks = list(one.tasks.all())
    if one.state != RoundStates.DISPATCHED or any(t.state not in CLOSED for t in tasks):
        return False
    one.collating_from_on = max(not_before, third_clock_starts_on(one, act.today))
    act.save(one, "collating_from_on")
    act.take(ROUND, "collate", one, capacity=Capacity.SYSTEM)
    duties.owe(
        act,
        kind=obligations.ISSUE,
        unit=one.lead,
        case_id=one.id,
        subject=one,
        project=one.project,
        started_on=one.collating_from_on,
    )
    act.record(events.RoundCollated(one.id, one.collating_from_on), (one,))
    return True


def third_clock_starts_on(one: Round, today: date) -> date:
    """Return the day from which the lead's five days for the opinion run (AMB-03, AMB-76).

    Args:
        one: the round, all of whose tasks are closed.
        today: the day of the act, where nobody was asked in the end.
    """
    asked = [task for task in one.tasks.all() if task.state != TaskStates.DROPPED]
    clocks = {
        duty.subject_id: duty.last_day_on
        for duty in duties_of(one.id).filter(kind=obligations.ANSWER).order_by("started_on", "id")
        if duty.last_day_on is not None
    }
    replied = [_replied_on(task) for task in asked]
    last_days = [clocks[task.id] for task in asked if task.id in clocks]
    if not last_days:
        return max((on for on in replied if on is not None), default=today)
    return opinion_starts_on(last_days, replied)


def release_districts(act: Act, task: Task) -> None:
    """Ask counties no longer once their view can move nothing."""
    asked = task.consultations.values_list("id", flat=True)
    for duty in Duty.objects.filter(
        subject_id__in=list(asked), kind=obligations.DISTRICT, state=DutyStates.OPEN
    ):
        duties.cancel(act, duty=duty, reason="任务已经办结，不再等候县区意见")


def _replied_on(task: Task) -> date | None:
    """Return the day on which a unit first answered what it was last asked."""
    done = Duty.objects.filter(
        subject_id=task.id, kind=obligations.ANSWER, state=DutyStates.DONE
    ).order_by("-closed_at")
    moment = done.values_list("closed_at", flat=True).first()
    if task.state != TaskStates.REPLIED or moment is None:
        return None
    return day_of(moment)
