"""Paper answers of units off the network: registered by the lead, confirmed by a second person."""

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from lantu.foundations.acts.gate import Act
from lantu.foundations.acts.wording import Refused
from lantu.foundations.people.models import Account
from lantu.law.clock import ZHENGZHOU
from lantu.law.coordination.flow import ANSWER, TASK
from lantu.law.coordination.flow import Task as TaskStates
from lantu.law.flow import Capacity
from lantu.systems.coordination import events
from lantu.systems.coordination.actions.answering import enter_reply, latest_duty, require_running
from lantu.systems.coordination.content import lawful
from lantu.systems.coordination.faults import CoordinationFault
from lantu.systems.coordination.models import Answer, Task
from lantu.systems.coordination.settled import round_action


@round_action("answer.register")
def register_reply(
    act: Act,
    *,
    task_id: UUID,
    result: str,
    content: Mapping[str, Any],
    received_on: date,
    their_number: str,
    our_number: str,
    scan: str,
    conclusion_by_letter: str = "",
) -> Answer:
    """Register the paper answer of a unit for it (practice A4). A second person has to confirm.

    Args:
        act: the open act, of the lead's registrar.
        task_id: what is answered.
        result: one of the five values; of a separate letter only the conclusion is entered.
        content: the parts of the answer.
        received_on: the day on which the paper came in; this day counts, not the registration.
        their_number: the letter's own number.
        our_number: the number under which it was received.
        scan: the digest of the scanned letter.
        conclusion_by_letter: the conclusion, where it is a separate letter.

    Raises:
        Refused: number, day or scan is missing.
    """
    task = act.get(Task, task_id)
    act.require(task)
    require_running(task)
    lawful(task.row, result, content)
    if not (their_number.strip() and our_number.strip() and scan) or received_on > act.today:
        raise Refused(CoordinationFault.SCAN_MISSING)
    answer = Answer(
        task=task,
        result=result,
        content=dict(content),
        conclusion_by_letter=conclusion_by_letter,
        drafted_by=act.get(Account, person(act), lock=False),
        is_paper=True,
        their_number=their_number,
        our_number=our_number,
        received_on=received_on,
        scan=scan,
    )
    act.take(ANSWER, "register", answer, capacity=Capacity.LEAD)
    act.record(events.AnswerRegistered(answer.id, received_on), (answer, task))
    return answer


@round_action("answer.confirm")
def confirm_reply(act: Act, *, answer_id: UUID) -> Answer:
    """Confirm a registered paper answer: it takes effect as of the day it came in.

    Came in time, it counts, even where silence had been read into its absence meanwhile; came
    late, it informs.

    Raises:
        Refused: whoever registered it may not confirm it.
    """
    answer = act.get(Answer, answer_id)
    act.require(answer)
    task = act.get(Task, answer.task_id)
    if answer.drafted_by_id == act.actor.account_id:
        raise Refused(CoordinationFault.SAME_PERSON)
    require_running(task)
    assert answer.received_on is not None
    answer.signed_by = act.get(Account, person(act), lock=False)
    answer.answered_at = min(_during(answer.received_on), act.at)
    duty = latest_duty(task)
    lapses_at = duty.lapses_at if duty is not None else None
    late = lapses_at is not None and answer.answered_at >= lapses_at
    answer.is_late = late
    act.save(answer, "signed_by", "answered_at", "is_late")
    act.take(ANSWER, "confirm", answer, capacity=Capacity.LEAD)
    if late and task.state == TaskStates.DEEMED_NO_OBJECTION:
        act.take(TASK, "record_late_reply", task, capacity=Capacity.PARTICIPANT)
        act.record(events.LateReplyRecorded(task.id, answer.id), (task, answer))
        return answer
    if late:
        raise Refused(
            CoordinationFault.RECEIVED_LATE,
            received=answer.received_on,
            last_day=duty.last_day_on if duty else None,
        )
    enter_reply(act, task, answer, duty, "register_reply")
    return answer


def person(act: Act) -> UUID:
    """Return the account that acts; the policy lets only persons here."""
    assert act.actor.account_id is not None
    return act.actor.account_id


def _during(day: date) -> datetime:
    """Return noon of a day in Zhengzhou: paper carries a day, not a moment."""
    return datetime.combine(day, time(12), ZHENGZHOU)
