"""A unit answers: drafted, reviewed, signed. Only a signature before the limit answers."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db.models import Case, F, When

from lantu.foundations.acts.gate import Act
from lantu.foundations.acts.wording import Refused
from lantu.foundations.duties import actions as duties
from lantu.foundations.duties.models import Duty
from lantu.foundations.duties.queries import due_of
from lantu.foundations.lawbook.queries import edition_by_digest, known_on
from lantu.foundations.people.models import Account
from lantu.law.coordination.answers import faults
from lantu.law.coordination.flow import ANSWER, TASK
from lantu.law.coordination.flow import Answer as AnswerStates
from lantu.law.coordination.flow import Round as RoundStates
from lantu.law.coordination.flow import Task as TaskStates
from lantu.law.coordination.silence import is_in_time
from lantu.law.duties.flow import Duty as DutyStates
from lantu.law.flow import Capacity, take
from lantu.law.wording import sentence
from lantu.systems.coordination import events, obligations
from lantu.systems.coordination.actions.issuing_papers import issue_opinion_form
from lantu.systems.coordination.actions.reserve import need
from lantu.systems.coordination.actions.silence import collate_if_closed, release_districts
from lantu.systems.coordination.content import lawful, measured_areas, prefilled
from lantu.systems.coordination.faults import CoordinationFault
from lantu.systems.coordination.models import Answer, Remark, Round, Task
from lantu.systems.coordination.objection import area_kept
from lantu.systems.coordination.settled import round_action
from lantu.systems.coordination.signing import Step, next_steps

WORKING = (AnswerStates.DRAFTING, AnswerStates.IN_REVIEW, AnswerStates.TO_SIGN)


@round_action("answer.draft")
def draft(
    act: Act,
    *,
    task_id: UUID,
    result: str,
    content: Mapping[str, Any],
    conclusion_by_letter: str = "",
    area: bytes | None = None,
) -> Answer:
    """Write the draft of an answer, or change the one that is being drafted.

    Args:
        act: the open act.
        task_id: what is answered.
        result: one of the five values of an answer.
        content: the parts of the answer, as `content.lawful` reads them.
        conclusion_by_letter: what a separate letter concludes, where the answer is given so.
        area: the area objected to, as WKB in the CRS of the line, by which it is clipped.

    Raises:
        Refused: a draft of the unit is past drafting, or was signed and has to be corrected; the
            area lies outside the line.
    """
    task = act.get(Task, task_id)
    act.require(task)
    require_running(task)
    if task.state == TaskStates.REPLIED:
        take(TASK, "reply", TaskStates.REPLIED, Capacity.PARTICIPANT)
    lawful(task.row, result, content)
    drafter = act.get(Account, _account_id(act), lock=False)
    working = task.answers.filter(state__in=[str(state) for state in WORKING]).first()
    if working is not None and working.state != AnswerStates.DRAFTING:
        raise Refused(CoordinationFault.DRAFT_EXISTS)
    answer = working or Answer(task=task, drafted_by=drafter)
    answer.result, answer.content = result, dict(content)
    answer.area = area_kept(task, result, area)
    answer.conclusion_by_letter, answer.drafted_by = conclusion_by_letter, drafter
    if working is None:
        act.take(ANSWER, "draft", answer, capacity=Capacity.PARTICIPANT)
    else:
        act.save(answer, "result", "content", "area", "conclusion_by_letter", "drafted_by")
    act.record(events.AnswerDrafted(answer.id), (answer, task))
    return answer


@round_action("answer.submit")
def submit(act: Act, *, answer_id: UUID, words: str = "") -> Answer:
    """Hand a draft on to the next step that the unit has: review or signature."""
    answer = act.get(Answer, answer_id)
    act.require(answer)
    expected = next_steps(answer)
    target = AnswerStates.IN_REVIEW if Step.REVIEW in expected else AnswerStates.TO_SIGN
    act.take(ANSWER, "submit", answer, capacity=Capacity.PARTICIPANT, target=target)
    _remark(act, answer, words)
    act.record(events.AnswerMoved(answer.id, "submit"), (answer,))
    return answer


@round_action("answer.approve")
def approve(act: Act, *, answer_id: UUID, words: str = "") -> Answer:
    """Approve a draft in review: it waits for its signature."""
    answer = act.get(Answer, answer_id)
    act.require(answer)
    answer.reviewed_by = act.get(Account, _account_id(act), lock=False)
    act.save(answer, "reviewed_by")
    act.take(ANSWER, "approve", answer, capacity=Capacity.PARTICIPANT)
    _remark(act, answer, words)
    act.record(events.AnswerMoved(answer.id, "approve"), (answer,))
    return answer


@round_action("answer.return")
def send_back(act: Act, *, answer_id: UUID, words: str) -> Answer:
    """Send a draft back to be changed, with a remark that stays inside the unit."""
    answer = act.get(Answer, answer_id)
    act.require(answer)
    need(words, "需要修改之处")
    act.take(ANSWER, "return", answer, capacity=Capacity.PARTICIPANT)
    _remark(act, answer, words)
    act.record(events.AnswerMoved(answer.id, "return"), (answer,))
    return answer


@round_action("answer.sign")
def sign(act: Act, *, answer_id: UUID) -> Answer:
    """Sign an answer: this alone answers, and only before the limit has run out (D1-34).

    Raises:
        Refused: it is too late, the letter has not arrived, a step of the unit is missing, or the
            answer lacks something; each fault is named.
    """
    answer = act.get(Answer, answer_id)
    act.require(answer)
    task = act.get(Task, answer.task_id)
    if Step.SIGN not in next_steps(answer):
        raise Refused(
            CoordinationFault.NOT_LAST_STEP,
            state=sentence(AnswerStates(answer.state), {}),
            expected="、".join(next_steps(answer)),
        )
    _require_complete(act, answer)
    answer.signed_by = act.get(Account, _account_id(act), lock=False)
    answer.answered_at = act.at
    act.save(answer, "signed_by", "answered_at")
    act.take(ANSWER, "sign", answer, capacity=Capacity.PARTICIPANT)
    issue_opinion_form(act, answer)
    return _enter(act, task, answer)


@round_action("answer.sign_in_bulk")
def sign_in_bulk(act: Act, *, task_ids: Sequence[UUID]) -> list[Answer]:
    """Sign "not concerned" for several tasks that the check prefilled so."""
    signed = []
    for task_id in task_ids:
        task = act.get(Task, task_id)
        act.require(task)
        result, content = prefilled(task)
        if result is None:
            raise Refused(CoordinationFault.ANSWER_FAULTS, faults="占压结果不能预填“不涉及”")
        signer = act.get(Account, _account_id(act), lock=False)
        answer = Answer(
            task=task, result=result, content=content, drafted_by=signer, signed_by=signer
        )
        answer.answered_at = act.at
        act.take(ANSWER, "draft", answer, capacity=Capacity.PARTICIPANT)
        _require_complete(act, answer)
        act.take(ANSWER, "sign", answer, capacity=Capacity.PARTICIPANT)
        issue_opinion_form(act, answer)
        signed.append(_enter(act, task, answer))
    return signed


@round_action("answer.correct")
def correct(
    act: Act,
    *,
    answer_id: UUID,
    result: str,
    content: Mapping[str, Any],
    conclusion_by_letter: str = "",
    letter_number: str = "",
    area: bytes | None = None,
) -> Answer:
    """Replace a signed answer by a corrected one, before the opinion is issued.

    A correction is a new answer; the former one stays as it was. Once the unit's own limit has run
    out it needs a letter of correction, whose number is kept.

    Raises:
        Refused: the opinion is out, the letter or something else is missing.
    """
    former = act.get(Answer, answer_id)
    act.require(former)
    task = act.get(Task, former.task_id)
    _require_still_collating(task)
    _require_letter(act, task, letter_number)
    lawful(task.row, result, content)
    signer = act.get(Account, _account_id(act), lock=False)
    answer = Answer(
        task=task, result=result, content=dict(content), drafted_by=signer, signed_by=signer
    )
    answer.answered_at, answer.corrects = act.at, former
    answer.their_number, answer.conclusion_by_letter = letter_number, conclusion_by_letter
    answer.area = area_kept(task, result, area)
    act.take(ANSWER, "draft", answer, capacity=Capacity.PARTICIPANT)
    _require_complete(act, answer)
    act.take(ANSWER, "sign", answer, capacity=Capacity.PARTICIPANT)
    issue_opinion_form(act, answer)
    act.take(ANSWER, "replace", former, capacity=Capacity.SYSTEM)
    act.take(TASK, "correct_reply", task, capacity=Capacity.PARTICIPANT)
    act.record(events.AnswerCorrected(answer.id, former.id), (answer, former, task))
    return answer


def latest_duty(task: Task) -> Duty | None:
    """Return the newest duty of a unit to answer, which is the one that its task stands by.

    A unit that is asked anew has an ended one beside it, of the same day perhaps.
    """
    silent = task.state == TaskStates.DEEMED_NO_OBJECTION
    standing = (DutyStates.LAPSED,) if silent else (DutyStates.OPEN, DutyStates.HELD)
    return (
        Duty.objects.select_for_update()
        .filter(subject_id=task.id, kind=obligations.ANSWER)
        .exclude(state=DutyStates.CANCELLED)
        .alias(place=Case(When(state__in=standing, then=0), default=1))
        .order_by("place", F("closed_at").desc(nulls_first=True), F("started_on").desc())
        .first()
    )


def enter_reply(act: Act, task: Task, answer: Answer, duty: Duty | None, verb: str) -> None:
    """Close a task with an answer, and collate where it was the last one."""
    capacity = Capacity.PARTICIPANT if verb == "reply" else Capacity.LEAD
    act.take(TASK, verb, task, capacity=capacity)
    if duty is not None:
        duties.discharge(act, duty=duty, at=answer.answered_at)
    act.record(events.TaskReplied(task.id, answer.id, answer.result), (task, answer, task.round))
    release_districts(act, task)
    collate_if_closed(act, act.get(Round, task.round_id))


def _enter(act: Act, task: Task, answer: Answer) -> Answer:
    """Let a signed answer take effect: in time it closes the task, late it informs (AMB-42).

    The moment it came in decides, not the order in which acts are written: in time it counts even
    where its silence was recorded while it was on its way (AMB-75).
    """
    require_running(task)
    if task.state == TaskStates.UNDELIVERED:
        raise Refused(CoordinationFault.NOT_DELIVERED, unit=task.unit.name)
    duty = latest_duty(task)
    in_time = duty is None or _came_in_time(act, duty)
    if task.state == TaskStates.DEEMED_NO_OBJECTION and not in_time:
        answer.is_late = True
        act.save(answer, "is_late")
        act.take(TASK, "record_late_reply", task, capacity=Capacity.PARTICIPANT)
        act.record(events.LateReplyRecorded(task.id, answer.id), (task, answer))
        return answer
    if not in_time:
        raise Refused(CoordinationFault.TOO_LATE, last_day=duty.last_day_on if duty else None)
    enter_reply(act, task, answer, duty, "reply")
    return answer


def _came_in_time(act: Act, duty: Duty) -> bool:
    ended = duty.state == DutyStates.LAPSED
    due = due_of(duty, edition_by_digest(duty.edition) if ended else known_on(act.today))
    return due is None or is_in_time(due, act.at)


def _require_complete(act: Act, answer: Answer) -> None:
    edition = known_on(act.today)
    act.judged_by(edition)
    made = lawful(answer.task.row, answer.result, answer.content, answer.task)
    found = faults(edition, made, measured_areas(answer.task))
    if found:
        said = "；".join(sentence(fault.code, fault.facts) for fault in found)
        raise Refused(CoordinationFault.ANSWER_FAULTS, faults=said)


def _require_still_collating(task: Task) -> None:
    running = (RoundStates.DISPATCHED, RoundStates.COLLATING, RoundStates.IN_RECONCILIATION)
    if task.round.state not in running:
        opinion = getattr(task.round, "opinion", None)
        raise Refused(
            CoordinationFault.TOO_LATE, last_day=opinion.issued_at.date() if opinion else None
        )


def require_running(task: Task) -> None:
    """Refuse to answer in a round that was withdrawn: nobody asks any more.

    Raises:
        Refused: it was.
    """
    if task.round.state == RoundStates.WITHDRAWN:
        raise Refused(CoordinationFault.ROUND_WITHDRAWN, number=task.round.number)


def _require_letter(act: Act, task: Task, letter_number: str) -> None:
    duty = latest_duty(task)
    over = duty is not None and duty.lapses_at is not None and act.at >= duty.lapses_at
    if duty is not None and over and not letter_number.strip():
        raise Refused(CoordinationFault.LETTER_WANTED, last_day=duty.last_day_on)


def _remark(act: Act, answer: Answer, words: str) -> None:
    if words.strip():
        account = act.get(Account, _account_id(act), lock=False)
        act.create(Remark(answer=answer, account=account, words=words, made_at=act.at))


def _account_id(act: Act) -> UUID:
    assert act.actor.account_id is not None
    return act.actor.account_id
