"""Send the letters, prove that they arrived, and let a round change under way."""

from collections.abc import Sequence
from uuid import UUID

from lantu.foundations.acts.gate import Act
from lantu.foundations.acts.wording import Refused
from lantu.foundations.duties import actions as duties
from lantu.foundations.duties.queries import open_duty
from lantu.foundations.lawbook.queries import known_on
from lantu.foundations.people.models import Responsibility, Unit
from lantu.foundations.people.queries import responsible_unit, unit_by_key
from lantu.foundations.projects.actions import add_participant
from lantu.foundations.projects.models import Footprint
from lantu.law.blueprint.catalogue import OTHER_DEPARTMENTS_ROW, Consultation
from lantu.law.coordination.answers import question
from lantu.law.coordination.dispatch import dispatch_faults
from lantu.law.coordination.flow import ANSWER, ROUND, TASK
from lantu.law.coordination.flow import Answer as AnswerStates
from lantu.law.coordination.flow import Round as RoundStates
from lantu.law.coordination.flow import Task as TaskStates
from lantu.law.coordination.routing import Tag, asked, asked_again
from lantu.law.flow import Capacity, take
from lantu.law.wording import sentence
from lantu.systems.blueprint.queries import verdict_of
from lantu.systems.coordination import events, obligations
from lantu.systems.coordination.actions.checking import check_of
from lantu.systems.coordination.actions.delivering import restart_answer, send_letter
from lantu.systems.coordination.actions.issuing_papers import issue_information
from lantu.systems.coordination.actions.reserve import need
from lantu.systems.coordination.actions.silence import collate_if_closed, release_districts
from lantu.systems.coordination.faults import CoordinationFault
from lantu.systems.coordination.models import Round, Task
from lantu.systems.coordination.settled import round_action


@round_action("round.dispatch")
def dispatch(act: Act, *, round_id: UUID, by_hand: Sequence[tuple[UUID, str]] = ()) -> list[Task]:
    """Ask everybody whose business the project touches, inside the first clock (D1-33).

    Args:
        act: the open act.
        round_id: the round.
        by_hand: further units with the row of annex two that they answer (C15 or C16).

    Raises:
        Refused: a conformity check or the corrected red line is missing, or it was sent.
    """
    one = act.get(Round, round_id)
    act.require(one)
    take(ROUND, "dispatch", RoundStates(one.state), Capacity.LEAD)
    faults = dispatch_faults(
        land_use_conforms=one.land_use_conforms,
        urban_rural_conforms=one.urban_rural_conforms,
        footprint_corrected=one.footprint_id is not None,
    )
    if faults:
        said = "；".join(sentence(fault.code, fault.facts) for fault in faults)
        raise Refused(CoordinationFault.NOT_READY, faults=said)
    tasks = [_ask(act, one, unit, row) for unit, row in _addressees(act, one, by_hand)]
    issue_information(act, one)
    one.dispatched_on = act.today
    act.save(one, "dispatched_on")
    act.take(ROUND, "dispatch", one, capacity=Capacity.LEAD)
    duty = open_duty(one.id, obligations.DISPATCH)
    if duty is not None:
        duties.discharge(act, duty=duty)
    act.record(events.RoundDispatched(one.id, [str(task.id) for task in tasks]), (one, *tasks))
    return tasks


def _addressees(
    act: Act, one: Round, by_hand: Sequence[tuple[UUID, str]]
) -> list[tuple[Unit, str]]:
    """Return who is asked which row: by function on this day, by what is met, by hand."""
    edition = known_on(act.today)
    act.judged_by(edition)
    if one.check_record is None:
        raise Refused(CoordinationFault.NO_CHECK)
    added = {act.get(Unit, key, lock=False): row for key, row in by_hand}
    found = asked(
        edition,
        verdict_of(one.check_record).rows,
        act.today,
        by_hand=[Consultation(unit.key, row) for unit, row in added.items()],
        tags=[Tag(tag) for tag in one.project.tags],
    )
    units = [(holder(act, each.department, each.row), each.row) for each in found]
    return [(unit, row) for unit, row in dict.fromkeys(units) if unit.id != one.lead_id]


def holder(act: Act, department: str, row: str) -> Unit:
    """Return who holds today what the law gives to a department: functions move (D1-86).

    Args:
        act: the open act.
        department: whom the edition names.
        row: the row of annex two, whose function goes before the department's own.
    """
    asked_for = question(known_on(act.today), row)
    function = asked_for.function if asked_for.always_asked else department
    if Responsibility.objects.filter(function=function).exists():
        return responsible_unit(function, act.today)
    return unit_by_key(department)


def _ask(act: Act, one: Round, unit: Unit, row: str) -> Task:
    """Create the task of a unit: its letter goes out, and the lead owes the proof of delivery."""
    question(known_on(act.today), row)
    task = Task(round=one, unit=unit, row=row)
    act.take(TASK, "send", task, capacity=Capacity.LEAD)
    add_participant(act, project=one.project, unit=unit, capacity=Capacity.PARTICIPANT)
    send_letter(act, task)
    duties.owe(
        act,
        kind=obligations.ANSWER,
        unit=unit,
        case_id=one.id,
        subject=task,
        project=one.project,
    )
    return task


@round_action("round.add_unit")
def add_unit(act: Act, *, round_id: UUID, unit_id: UUID, row: str) -> Task:
    """Ask a further unit; it has its own five days (AMB-57).

    Raises:
        Refused: the unit has a task in this round.
    """
    one = act.get(Round, round_id)
    act.require(one)
    unit = act.get(Unit, unit_id, lock=False)
    if one.tasks.filter(unit=unit, row=row).exists():
        raise Refused(CoordinationFault.TASK_EXISTS, unit=unit.name)
    act.take(ROUND, "add_unit", one, capacity=Capacity.LEAD)
    task = _ask(act, one, unit, row)
    act.record(events.TaskAdded(task.id), (task, one))
    return task


@round_action("round.drop_unit")
def drop_unit(act: Act, *, task_id: UUID, reason: str) -> Task:
    """Ask a unit no longer."""
    task = act.get(Task, task_id)
    act.require(task)
    need(reason, "撤销原因")
    one = act.get(Round, task.round_id)
    task.dropped_for = reason
    act.save(task, "dropped_for")
    act.take(TASK, "drop", task, capacity=Capacity.LEAD)
    act.take(ROUND, "drop_unit", one, capacity=Capacity.LEAD)
    _cancel_duties(act, task, reason)
    release_districts(act, task)
    act.record(events.TaskDropped(task.id, reason), (task, one))
    collate_if_closed(act, one)
    return task


@round_action("round.change_line")
def change_line(act: Act, *, round_id: UUID, footprint_id: UUID, check_id: UUID) -> Round:
    """Move the red line under way: whose hits change is asked anew with a fresh limit.

    The answers of the others carry over, with a right to amend them; whoever is met for the first
    time is asked.

    Raises:
        Refused: the red line did not change, or was not checked.
    """
    one = act.get(Round, round_id)
    act.require(one)
    footprint = act.get(Footprint, footprint_id, lock=False)
    if one.footprint_id == footprint.id or one.check_record is None:
        raise Refused(CoordinationFault.SAME_FOOTPRINT)
    before = verdict_of(one.check_record).rows
    one.footprint, one.check_record = footprint, check_of(act, one, check_id, footprint)
    act.save(one, "footprint", "check_record")
    act.take(ROUND, "reroute", one, capacity=Capacity.LEAD)
    touched = asked_again(before, verdict_of(one.check_record).rows)
    again = {holder(act, department, OTHER_DEPARTMENTS_ROW).id for department in touched}
    asked_units = {(unit.id, row): (unit, row) for unit, row in _addressees(act, one, ())}
    changed, kept = [], []
    for task in one.tasks.select_related("unit"):
        asked_units.pop((task.unit_id, task.row), None)
        if task.state == TaskStates.DROPPED:
            continue
        if task.unit_id in again:
            changed.append(_send_again(act, task))
        else:
            kept.append(task)
            task.is_carried_over = True
            act.save(task, "is_carried_over")
    changed += [_ask(act, one, unit, row) for unit, row in asked_units.values()]
    news = events.RoundRerouted(
        one.id, footprint.id, [str(task.id) for task in changed], [str(task.id) for task in kept]
    )
    act.record(news, (one, footprint, *changed, *kept))
    return one


def _send_again(act: Act, task: Task) -> Task:
    """Ask a unit anew: its letter goes out again and its limit waits for the delivery."""
    if task.state == TaskStates.UNDELIVERED:
        return task
    for answer in task.answers.filter(state=AnswerStates.SIGNED):
        act.take(ANSWER, "replace", answer, capacity=Capacity.SYSTEM)
    task.delivered_on, task.is_carried_over = None, False
    act.save(task, "delivered_on", "is_carried_over")
    act.take(TASK, "send_again", task, capacity=Capacity.LEAD)
    restart_answer(act, task)
    return task


def _cancel_duties(act: Act, task: Task, reason: str) -> None:
    for kind in (obligations.ANSWER, obligations.DELIVER):
        duty = open_duty(task.id, kind)
        if duty is not None:
            duties.cancel(act, duty=duty, reason=reason)
