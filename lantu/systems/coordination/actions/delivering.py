"""How a letter reaches a unit, and what starts its clock: the proof that it did (AMB-73)."""

from datetime import datetime
from uuid import UUID

from lantu.foundations.acts.gate import Act, action
from lantu.foundations.acts.wording import Refused
from lantu.foundations.deliveries.actions import send_message
from lantu.foundations.duties import actions as duties
from lantu.foundations.duties.queries import open_duty
from lantu.foundations.duties.settling import hold_in_doubt
from lantu.law.clock import day_of
from lantu.law.coordination.flow import TASK
from lantu.law.coordination.flow import Round as RoundStates
from lantu.law.coordination.flow import Task as TaskStates
from lantu.law.flow import Capacity, take
from lantu.systems.coordination import events, obligations
from lantu.systems.coordination.actions.issuing_papers import issue_letter
from lantu.systems.coordination.actions.reserve import need
from lantu.systems.coordination.faults import CoordinationFault
from lantu.systems.coordination.models import Task
from lantu.systems.coordination.settled import lock_rounds, round_action


def send_letter(act: Act, task: Task) -> None:
    """Issue the letter and hand it to the post; where it lies is not said outside the platform."""
    issue_letter(act, task)
    task.message = send_message(
        act,
        unit=task.unit,
        subject="空间协同函",
        text=f"“{task.round.project.name}”空间协同函已送达贵单位收件箱，请登录平台办理。",
        about=task,
        sender=task.round.lead,
    )
    act.save(task, "message")
    duties.owe(
        act,
        kind=obligations.DELIVER,
        unit=task.round.lead,
        case_id=task.round_id,
        subject=task,
        project=task.round.project,
        started_on=act.today,
    )


def restart_answer(act: Act, task: Task) -> None:
    """Send a task's letter anew; its limit waits for the proof that it arrived."""
    running = open_duty(task.id, obligations.ANSWER)
    if running is not None:
        duties.cancel(act, duty=running, reason="重新送达，期限另行起算")
    duties.owe(
        act,
        kind=obligations.ANSWER,
        unit=task.unit,
        case_id=task.round_id,
        subject=task,
        project=task.round.project,
    )
    send_letter(act, task)


@action("coordination.task.confirm_delivery")
def confirm_delivery(act: Act, *, task_id: UUID, delivered_at: datetime) -> Task:
    """Start a unit's clock: its letter is proved to have reached it (AMB-73).

    Args:
        act: the open act, of the post, which alone knows.
        task_id: whose letter.
        delivered_at: when inbox and second channel both had it, or a call or paper delivered it.
    """
    lock_rounds(list(Task.objects.filter(id=task_id).values_list("round_id", flat=True)))
    task = act.get(Task, task_id)
    act.require(task)
    # A letter that arrives after its round was withdrawn asks nobody any more.
    if task.state != TaskStates.UNDELIVERED or task.round.state == RoundStates.WITHDRAWN:
        act.abandon()
        return task
    task.delivered_on = day_of(delivered_at)
    act.save(task, "delivered_on")
    act.take(TASK, "deliver", task, capacity=Capacity.SYSTEM)
    answer, proof = open_duty(task.id, obligations.ANSWER), open_duty(task.id, obligations.DELIVER)
    if answer is not None:
        duties.begin(act, duty=answer, started_on=task.delivered_on)
    if proof is not None:
        duties.discharge(act, duty=proof, at=delivered_at)
    act.record(events.TaskDelivered(task.id, task.delivered_on), (task, task.round))
    return task


@round_action("task.report_lost")
def report_lost(act: Act, *, task_id: UUID, proof: str) -> Task:
    """Say that a unit's letter was proved lost in spite of its receipts: its silence is in doubt.

    The supervising division then decides, as after an outage (AMB-74); until it does, nothing
    lapses and the third clock waits.

    Args:
        act: the open act.
        task_id: whose letter, while the unit's limit still runs.
        proof: what shows the loss, as the mail server's later report.

    Raises:
        Refused: no proof is named, or the task is not running.
    """
    task = act.get(Task, task_id)
    act.require(task)
    need(proof, "送达丢失的证据")
    running = open_duty(task.id, obligations.ANSWER)
    if running is None or task.state not in (TaskStates.SENT, TaskStates.SUB_CONSULTING):
        take(TASK, "hold", TaskStates(task.state), Capacity.SYSTEM)
        raise Refused(CoordinationFault.NOT_DELIVERED, unit=task.unit.name)
    hold_in_doubt(act, duty_id=running.id, ground=f"送达被证实丢失：{proof}")
    act.record(events.DeliveryLost(task.id, proof), (task, task.round))
    task.refresh_from_db()
    return task


@round_action("task.deliver_anew")
def deliver_anew(act: Act, *, task_id: UUID, reason: str) -> Task:
    """Decide about a held task that it is delivered anew, with five fresh days (AMB-74)."""
    task = act.get(Task, task_id)
    act.require(task)
    need(reason, "理由")
    task.delivered_on = None
    act.save(task, "delivered_on")
    act.take(TASK, "deliver_anew", task, capacity=Capacity.SUPERVISOR)
    restart_answer(act, task)
    act.record(events.TaskDeliveredAnew(task.id, reason), (task, task.round))
    return task
