"""Remind whoever owes an act, at three shares of its clock; the last time contact B as well.

The text names who holds the paper and the project's number. Where the project lies is not said:
a reminder leaves the platform.
"""

from datetime import datetime
from uuid import UUID

from lantu.foundations.acts import receipts
from lantu.foundations.acts.actor import SYSTEM
from lantu.foundations.acts.clock import now
from lantu.foundations.acts.gate import Act, Request, action
from lantu.foundations.acts.wording import Code, sentence
from lantu.foundations.deliveries.actions import send_message
from lantu.foundations.deliveries.models import Message, Purpose
from lantu.foundations.duties.events import DutyReminded
from lantu.foundations.duties.kinds import kind_of
from lantu.foundations.duties.models import Duty
from lantu.foundations.duties.queries import due_of
from lantu.foundations.lawbook.queries import known_on
from lantu.law.clock import day_of
from lantu.law.coordination.deadlines import reminders
from lantu.law.duties import flow

CONTACTS = ("A",)
CONTACTS_AT_LAST = ("A", "B")


class Reminder(Code):
    """What a reminder says."""

    SUBJECT = "duty_reminder.subject"
    TEXT = "duty_reminder.text"
    PERSON = "duty_reminder.person"
    NOBODY = "duty_reminder.nobody"
    PROJECT = "duty_reminder.project"
    NO_PROJECT = "duty_reminder.no_project"


def remind_all(at: datetime | None = None) -> int:
    """Remind of every open duty whose next share of the clock has passed; return how many.

    Args:
        at: the moment to look from; now, when None.
    """
    moment = now() if at is None else at
    running = Duty.objects.filter(state=flow.Duty.OPEN, lapses_at__gt=moment)
    return sum(_remind_one(duty, moment) for duty in running.order_by("lapses_at", "id"))


def shares_passed(duty: Duty, at: datetime) -> tuple[int, int]:
    """Return how many shares of a duty's clock have passed at a moment, and how many there are."""
    edition = known_on(day_of(at))
    due = due_of(duty, edition)
    moments = reminders(edition, due) if due is not None else ()
    return sum(moment <= at for moment in moments), len(moments)


@action("duties.duty.remind")
def remind(act: Act, *, duty_id: UUID, share: int, is_last: bool) -> UUID | None:
    """Remind the unit of a duty of one share of its clock; nothing is said of a duty that ended."""
    duty = act.get(Duty, duty_id)
    act.require(duty)
    if duty.state != flow.Duty.OPEN or duty.last_day_on is None:
        act.abandon()
        return None
    message = _send(act, duty, CONTACTS_AT_LAST if is_last else CONTACTS)
    act.record(DutyReminded(duty.id, message.id, share), (duty, message))
    return message.id


def _remind_one(duty: Duty, at: datetime) -> bool:
    """Remind of the newest share that has passed, once for each beginning of the clock."""
    passed, shares = shares_passed(duty, at)
    if not passed:
        return False
    key = f"duties.remind:{duty.id}:{duty.started_on}:{passed}"
    if _was_reminded(key):
        return False
    remind(Request(SYSTEM, key=key), duty_id=duty.id, share=passed, is_last=passed == shares)
    return True


def _was_reminded(key: str) -> bool:
    return receipts.find(key) is not None


def _send(act: Act, duty: Duty, letters: tuple[str, ...]) -> Message:
    title = kind_of(duty.kind).title
    person, project = duty.person, duty.project
    facts = {
        "title": title,
        "project": sentence(Reminder.NO_PROJECT, {})
        if project is None
        else sentence(Reminder.PROJECT, {"number": project.reserve_number}),
        "last_day_on": duty.last_day_on,
        "person": sentence(Reminder.NOBODY, {})
        if person is None
        else sentence(Reminder.PERSON, {"name": person.display_name}),
    }
    return send_message(
        act,
        unit=duty.unit,
        subject=sentence(Reminder.SUBJECT, {"title": title}),
        text=sentence(Reminder.TEXT, facts),
        about=duty,
        purpose=Purpose.REMINDER,
        letters=letters,
    )
