"""The lead urges units that have not answered: at most once a day for a unit and a round."""

from collections.abc import Sequence
from datetime import date, datetime, time
from uuid import UUID

from lantu.foundations.acts.gate import Act
from lantu.foundations.acts.wording import Refused, sentence
from lantu.foundations.deliveries.actions import send_message
from lantu.foundations.deliveries.models import Message, Purpose
from lantu.foundations.duties.models import Duty
from lantu.foundations.duties.queries import is_running, open_duty
from lantu.law.clock import ZHENGZHOU
from lantu.systems.coordination import events, obligations
from lantu.systems.coordination.faults import CoordinationFault, Urging
from lantu.systems.coordination.models import Round, Task
from lantu.systems.coordination.settled import round_action


@round_action("round.remind")
def remind(act: Act, *, round_id: UUID, tasks: Sequence[UUID] = ()) -> list[UUID]:
    """Urge the units of a round that owe an answer; the text says nothing of where it lies.

    Args:
        act: the open act.
        round_id: the round.
        tasks: whom to urge; all that owe an answer, when empty.

    Returns:
        the tasks whose units were urged.

    Raises:
        Refused: nobody owes an answer, or all were urged today.
    """
    one = act.get(Round, round_id)
    act.require(one)
    asked = one.tasks.select_related("unit", "round__project", "round__lead").order_by("id")
    owing = [
        (task, duty)
        for task in (asked.filter(id__in=tasks) if tasks else asked)
        if (duty := open_duty(task.id, obligations.ANSWER)) and is_running(duty)
    ]
    if not owing:
        raise Refused(CoordinationFault.NOBODY_OWES)
    urged = [(task, duty) for task, duty in owing if not _was_urged(act, task)]
    if not urged:
        raise Refused(CoordinationFault.URGED_TODAY)
    units: dict[UUID, Message] = {}
    for task, duty in urged:
        if task.unit_id not in units:
            units[task.unit_id] = _urge(act, task, duty)
    told = [task for task, _ in urged]
    news = events.RoundReminded(one.id, len(units), [str(task.id) for task in told])
    act.record(news, (one, *told, *units.values()))
    return [task.id for task in told]


def _was_urged(act: Act, task: Task) -> bool:
    """Return whether the lead urged the unit in this round today."""
    began_at = datetime.combine(act.today, time(), ZHENGZHOU)
    siblings = task.round.tasks.filter(unit_id=task.unit_id).values("id")
    return Message.objects.filter(
        unit_id=task.unit_id,
        purpose=Purpose.REMINDER,
        sender_id=task.round.lead_id,
        about_id__in=siblings,
        created_at__gte=began_at,
    ).exists()


def _urge(act: Act, task: Task, duty: Duty) -> Message:
    number = task.round.project.reserve_number
    facts: dict[str, str | int | date | None] = {
        "number": number,
        "round": task.round.number,
        "lead": task.round.lead.name,
        "last_day": duty.last_day_on,
    }
    words = Urging.TEXT if duty.last_day_on is not None else Urging.TEXT_WITHOUT_DAY
    return send_message(
        act,
        unit=task.unit,
        subject=sentence(Urging.SUBJECT, facts),
        text=sentence(words, facts),
        about=task,
        purpose=Purpose.REMINDER,
        sender=task.round.lead,
    )
