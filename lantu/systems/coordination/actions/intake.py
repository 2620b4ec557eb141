"""How a round begins: by push or letter; returned once when incomplete; the check started."""

from datetime import date
from uuid import UUID

from lantu.foundations.acts.gate import Act, action
from lantu.foundations.acts.wording import Refused
from lantu.foundations.duties.actions import cancel, owe
from lantu.foundations.duties.queries import open_duty
from lantu.foundations.lawbook.queries import known_on
from lantu.foundations.people.models import Unit
from lantu.foundations.projects.actions import add_participant
from lantu.foundations.projects.models import Footprint
from lantu.law.coordination.deadlines import intake_return_due
from lantu.law.coordination.flow import OPEN, RESERVE, ROUND
from lantu.law.flow import Capacity
from lantu.systems.coordination import events, obligations
from lantu.systems.coordination.actions.reserve import need, need_nothing
from lantu.systems.coordination.faults import CoordinationFault
from lantu.systems.coordination.models import ReserveEntry, Round
from lantu.systems.coordination.models.rounds import IntakeChannel
from lantu.systems.coordination.settled import round_action


@action("coordination.round.receive")
def receive(
    act: Act,
    *,
    entry_id: UUID,
    lead_id: UUID,
    channel: str,
    received_on: date | None = None,
    letter_number: str = "",
    level: str = "市级",
) -> Round:
    """Send a mature project of the reserve to the lead: the first round begins (D1-29).

    Args:
        act: the open act; a push is made by the sender, a letter is registered by the lead.
        entry_id: the project in the reserve.
        lead_id: the unit that leads; a county or zone can run its own round.
        channel: `push` or `letter`.
        received_on: the day on which a letter came in; a push comes in at once.
        letter_number: the letter's own number.
        level: the level at which the round is run.

    Raises:
        Refused: the project is in a round already, or a letter lacks its number or day.
    """
    entry = act.get(ReserveEntry, entry_id)
    act.require(entry)
    running = Round.objects.filter(project=entry.project, state__in=[str(s) for s in OPEN]).first()
    if running is not None:
        raise Refused(CoordinationFault.ALREADY_IN_ROUND, number=running.number)
    by_letter = channel == IntakeChannel.LETTER
    need_nothing(
        {
            "来件方式": channel not in IntakeChannel.values,
            "来函文号": by_letter and not letter_number.strip(),
            "来函收到日": by_letter and received_on is None,
        }
    )
    arrived_on = received_on if by_letter and received_on else act.today
    need_nothing({"不晚于今天的收到日": arrived_on > act.today})
    act.take(RESERVE, "send", entry, capacity=Capacity.SENDER)
    sender = act.get(Unit, obligations.sender_id(act.today), lock=False)
    last = entry.project.rounds.order_by("-number").first()
    begun = Round(
        project=entry.project,
        number=last.number + 1 if last else 1,
        lead=act.get(Unit, lead_id, lock=False),
        sender=sender,
        level=level,
        channel=channel,
        letter_number=letter_number,
        received_on=arrived_on,
        sketch=entry.sketch,
    )
    return begin(act, begun)


def begin(act: Act, begun: Round) -> Round:
    """Begin a round as received: its participants named, its first clock running."""
    act.take(ROUND, "receive", begun, capacity=Capacity.SENDER)
    for unit, capacity in (
        (begun.lead, Capacity.LEAD),
        (begun.sender, Capacity.SENDER),
        (begun.project.initiating_unit, Capacity.INITIATING_UNIT),
    ):
        if unit is not None:
            add_participant(act, project=begun.project, unit=unit, capacity=capacity)
    owe_dispatch(act, begun)
    news = events.RoundReceived(begun.id, begun.number, begun.channel, begun.received_on)
    act.record(news, (begun, begun.project))
    return begun


def owe_dispatch(act: Act, begun: Round) -> None:
    """Start the lead's first clock: correct the red line and send the letters (C1)."""
    owe(
        act,
        kind=obligations.DISPATCH,
        unit=begun.lead,
        case_id=begun.id,
        subject=begun,
        project=begun.project,
        started_on=begun.received_on,
    )


@round_action("round.return_once")
def return_once(act: Act, *, round_id: UUID, missing: str) -> Round:
    """Send incomplete material back, once and in time; the first clock then waits (AMB-09).

    Raises:
        Refused: it was sent back before, or the time for that is over.
    """
    one = act.get(Round, round_id)
    act.require(one)
    need(missing, "需要补正的事项")
    if one.returned_on is not None:
        raise Refused(CoordinationFault.RETURNED_BEFORE)
    due = intake_return_due(known_on(act.today), one.received_on)
    if due.last_day_on is not None and act.today > due.last_day_on:
        raise Refused(CoordinationFault.RETURN_TOO_LATE, last_day=due.last_day_on)
    one.returned_on, one.returned_for = act.today, missing
    act.save(one, "returned_on", "returned_for")
    act.take(ROUND, "return_once", one, capacity=Capacity.LEAD)
    duty = open_duty(one.id, obligations.DISPATCH)
    if duty is not None:
        cancel(act, duty=duty, reason="材料退回补正")
    act.record(events.RoundReturnedOnce(one.id, missing), (one,))
    return one


@round_action("round.complete")
def complete(act: Act, *, round_id: UUID, sketch_id: UUID | None = None) -> Round:
    """Bring the missing material: the first clock starts on this day (AMB-09)."""
    one = act.get(Round, round_id)
    act.require(one)
    one.received_on = act.today
    if sketch_id is not None:
        one.sketch = act.get(Footprint, sketch_id, lock=False)
    need_nothing({"本项目的红线示意图": one.sketch.project_id != one.project_id})
    act.save(one, "received_on", "sketch")
    act.take(ROUND, "complete", one, capacity=Capacity.SENDER)
    owe_dispatch(act, one)
    act.record(events.RoundReceived(one.id, one.number, one.channel, act.today), (one,))
    return one


@round_action("round.start_check")
def start_check(act: Act, *, round_id: UUID) -> Round:
    """Begin the lead's checks."""
    one = act.get(Round, round_id)
    act.require(one)
    act.take(ROUND, "start_check", one, capacity=Capacity.LEAD)
    act.record(events.CheckStarted(one.id), (one,))
    return one
