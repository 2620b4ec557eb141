"""Inside a task: asking counties and zones, and asking the lead for more material."""

from uuid import UUID

from lantu.foundations.acts.gate import Act
from lantu.foundations.acts.wording import Refused
from lantu.foundations.duties import actions as duties
from lantu.foundations.duties.queries import open_duty
from lantu.foundations.people.models import Standing, Unit
from lantu.law.coordination.flow import TASK
from lantu.law.coordination.flow import Task as TaskStates
from lantu.law.flow import Capacity
from lantu.systems.coordination import events, obligations
from lantu.systems.coordination.actions.reserve import need
from lantu.systems.coordination.faults import CoordinationFault
from lantu.systems.coordination.models import DistrictConsultation, MaterialRequest, Task
from lantu.systems.coordination.settled import round_action


@round_action("task.consult_district")
def consult_district(act: Act, *, task_id: UUID, district_id: UUID) -> DistrictConsultation:
    """Ask a county or zone for its view; the unit's own limit runs on (D1-83).

    Raises:
        Refused: it is none, has been asked already, or the unit's task is not running.
    """
    task = act.get(Task, task_id)
    act.require(task)
    district = act.get(Unit, district_id, lock=False)
    if district.standing != Standing.COUNTY:
        raise Refused(CoordinationFault.NOT_A_DISTRICT, unit=district.name)
    if task.consultations.filter(district=district).exists():
        raise Refused(CoordinationFault.DISTRICT_ASKED, district=district.name)
    asked = act.create(DistrictConsultation(task=task, district=district, asked_on=act.today))
    if task.state != TaskStates.SUB_CONSULTING:
        act.take(TASK, "consult_district", task, capacity=Capacity.PARTICIPANT)
    duties.owe(
        act,
        kind=obligations.DISTRICT,
        unit=district,
        case_id=task.round_id,
        subject=asked,
        project=task.round.project,
        started_on=act.today,
    )
    act.record(events.DistrictConsulted(task.id, district.id), (task, asked))
    return asked


@round_action("task.hear_district")
def hear_district(
    act: Act, *, task_id: UUID, district_id: UUID, is_negative: bool, words: str
) -> DistrictConsultation:
    """Set out what a county or zone said, in the section of its own (D1-84)."""
    task = act.get(Task, task_id)
    heard = (
        DistrictConsultation.objects.select_for_update()
        .filter(task=task, district_id=district_id)
        .first()
    )
    act.require(heard or task)
    need(words, "县区意见")
    if heard is None:
        raise Refused(CoordinationFault.INCOMPLETE, missing="对该县区的征求记录")
    heard.answered_on, heard.is_negative, heard.words = act.today, is_negative, words
    act.save(heard, "answered_on", "is_negative", "words")
    duty = open_duty(heard.id, obligations.DISTRICT)
    if duty is not None:
        duties.discharge(act, duty=duty)
    waiting = task.consultations.filter(answered_on__isnull=True).exclude(pk=heard.pk).exists()
    if task.state == TaskStates.SUB_CONSULTING and not waiting:
        act.take(TASK, "hear_district", task, capacity=Capacity.PARTICIPANT)
    act.record(events.DistrictHeard(task.id, heard.district_id, is_negative), (task, heard))
    return heard


@round_action("task.request_material")
def request_material(act: Act, *, task_id: UUID, words: str) -> MaterialRequest:
    """Ask the lead for more material; the unit's limit runs on, and it is shown beside it."""
    task = act.get(Task, task_id)
    act.require(task)
    need(words, "需要的材料")
    wish = act.create(MaterialRequest(task=task, words=words, asked_at=act.at))
    act.record(events.MaterialRequested(task.id, wish.id), (task, wish))
    return wish


@round_action("task.answer_material")
def answer_material(act: Act, *, request_id: UUID, reply: str) -> MaterialRequest:
    """Answer a unit's wish for more material."""
    wish = act.get(MaterialRequest, request_id)
    act.require(wish)
    need(reply, "答复")
    wish.reply, wish.replied_at = reply, act.at
    act.save(wish, "reply", "replied_at")
    act.record(events.MaterialAnswered(wish.id), (wish, wish.task))
    return wish
