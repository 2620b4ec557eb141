"""After "basically conforms": the initiating unit adjusts by the advice and may begin again."""

from uuid import UUID

from lantu.foundations.acts.gate import Act
from lantu.foundations.acts.wording import Refused
from lantu.foundations.deliveries.actions import send_message
from lantu.foundations.deliveries.models import Message, Purpose
from lantu.foundations.duties import actions as duties
from lantu.foundations.duties.queries import open_duty
from lantu.foundations.lawbook.queries import known_on
from lantu.foundations.people.queries import responsible_unit
from lantu.foundations.projects.models import Footprint
from lantu.law.blueprint.catalogue import LEAD
from lantu.law.coordination.flow import ROUND
from lantu.law.coordination.flow import Round as States
from lantu.law.coordination.results import Overall, alerts_office, may_initiate_again
from lantu.law.flow import Capacity, take
from lantu.systems.coordination import events, obligations
from lantu.systems.coordination.actions.intake import begin
from lantu.systems.coordination.actions.reserve import bring_back, need
from lantu.systems.coordination.actions.serving import require_served
from lantu.systems.coordination.faults import CoordinationFault
from lantu.systems.coordination.models import Advice, Round
from lantu.systems.coordination.models.rounds import IntakeChannel
from lantu.systems.coordination.settled import round_action


@round_action("round.adjust")
def adjust(act: Act, *, round_id: UUID) -> Round:
    """Begin to adjust the project by the fusion advice (D1-45)."""
    one = act.get(Round, round_id)
    act.require(one)
    act.take(ROUND, "adjust", one, capacity=Capacity.INITIATING_UNIT)
    require_served(one)
    act.record(events.RoundAdjusting(one.id), (one,))
    return one


@round_action("advice.handle")
def handle_advice(act: Act, *, round_id: UUID, number: int, how: str) -> Advice:
    """Mark an item of advice as handled, and say how.

    Raises:
        Refused: the project is not being adjusted, or there is no such item.
    """
    one = act.get(Round, round_id)
    act.require(one)
    need(how, "落实情况")
    if one.state != States.ADJUSTING:
        take(ROUND, "initiate_again", States(one.state), Capacity.INITIATING_UNIT)
    item = Advice.objects.select_for_update().filter(round=one, number=number).first()
    if item is None:
        raise Refused(CoordinationFault.NO_ADVICE, number=number)
    item.how, item.handled_on = how, act.today
    act.save(item, "how", "handled_on")
    act.record(events.AdviceHandled(item.id, how), (item, one))
    return item


@round_action("round.initiate_again")
def initiate_again(act: Act, *, round_id: UUID, sketch_id: UUID) -> Round:
    """Begin the next round with a new red line, all clocks fresh (D1-46, AMB-07).

    Raises:
        Refused: an item of advice is not handled, or the red line is the old one.
    """
    one = act.get(Round, round_id)
    act.require(one)
    handled = [item.handled_on is not None for item in one.advice.all()]
    if not may_initiate_again(Overall.BASICALLY_CONFORMS, handled):
        raise Refused(CoordinationFault.ADVICE_OPEN, count=handled.count(False))
    sketch = act.get(Footprint, sketch_id, lock=False)
    if sketch.project_id != one.project_id or sketch.id in (one.sketch_id, one.footprint_id):
        raise Refused(CoordinationFault.SAME_FOOTPRINT)
    following = Round(
        project=one.project,
        number=one.number + 1,
        previous=one,
        lead=one.lead,
        sender=one.sender,
        level=one.level,
        channel=IntakeChannel.PUSH,
        received_on=act.today,
        sketch=sketch,
    )
    begin(act, following)
    act.take(ROUND, "initiate_again", one, capacity=Capacity.INITIATING_UNIT)
    _end_adjusting(act, one)
    alert = alerts_office(known_on(act.today), following.number, act.today)
    told = [_alert_office(act, following)] if alert else []
    news = events.RoundInitiatedAgain(one.id, following.id, following.number, alert)
    act.record(news, (one, following, *told))
    return following


def _alert_office(act: Act, following: Round) -> Message:
    """Tell the office of the joint meeting that a project is asked about so many times (AMB-07)."""
    return send_message(
        act,
        unit=responsible_unit(LEAD, act.today),
        subject="同一项目多轮空间协同提示",
        text=f"项目 {following.project.reserve_number} 已发起第 {following.number} 轮空间协同，"
        "请联席会议办公室关注，必要时提请联席会议研究。",
        about=following,
        purpose=Purpose.NOTICE,
    )


@round_action("round.give_up")
def give_up(act: Act, *, round_id: UUID, reason: str) -> Round:
    """Give up adjusting: the project goes back to the reserve, with the reason."""
    one = act.get(Round, round_id)
    act.require(one)
    need(reason, "放弃原因")
    one.closing_reason = reason
    act.save(one, "closing_reason")
    act.take(ROUND, "give_up", one, capacity=Capacity.INITIATING_UNIT)
    _end_adjusting(act, one)
    bring_back(act, one.project, reason)
    return one


def _end_adjusting(act: Act, one: Round) -> None:
    duty = open_duty(one.id, obligations.ADJUST)
    if duty is not None:
        duties.discharge(act, duty=duty)
