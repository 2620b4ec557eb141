"""Tell units things: into their inbox, and over a second channel."""

from collections.abc import Sequence

from lantu.foundations.acts.gate import Act, action
from lantu.foundations.acts.record import Record
from lantu.foundations.acts.wording import Code, Refused
from lantu.foundations.deliveries import events
from lantu.foundations.deliveries.discretion import place_in
from lantu.foundations.deliveries.models import Attempt, Message, Purpose, Result, Way
from lantu.foundations.deliveries.tasks import post
from lantu.foundations.people.models import Channel, Unit
from lantu.foundations.people.queries import can_answer, contacts_of


class MessageFault(Code):
    """Why a message cannot be sent."""

    TELLS_PLACE = "deliveries.tells_place"


@action("deliveries.message.send")
def send_message(
    act: Act,
    *,
    unit: Unit,
    subject: str,
    text: str,
    about: Record,
    purpose: str = Purpose.LETTER,
    sender: Unit | None = None,
    letters: Sequence[str] = ("A", "B"),
) -> Message:
    """Tell a unit something: into its inbox now, to its contacts by a job, on paper by the lead.

    Args:
        act: the open act.
        unit: who is told.
        subject: the heading; it says nothing of where a project lies.
        text: the words; the same holds for them.
        about: the record it is about.
        purpose: a letter, a reminder or a notice.
        sender: who owes the proof that it arrived: they alone log a call or serve the paper.
        letters: which contacts get a mail; where the unit has none of them, all do.

    Raises:
        Refused: subject or text hold what looks like coordinates.
    """
    act.require(unit)
    _require_no_place(subject, text)
    message = act.create(
        Message(
            unit=unit,
            sender=sender,
            purpose=purpose,
            subject=subject,
            text=text,
            about_table=about._meta.db_table,
            about_id=about.pk,
            created_at=act.at,
        )
    )
    if unit.channel == Channel.PLATFORM:
        _into_inbox(act, message)
        _queue_mails(act, message, letters)
    act.record(events.MessageSent(message.id, unit.id, purpose), (message, unit))
    return message


def _require_no_place(*said: str) -> None:
    for words in said:
        place = place_in(words)
        if place is not None:
            raise Refused(MessageFault.TELLS_PLACE, place=place)


def _into_inbox(act: Act, message: Message) -> None:
    """Lay a message into the inbox; it counts only where a live account could open it."""
    live = can_answer(message.unit_id, act.today)
    act.create(
        Attempt(
            message=message,
            way=Way.INBOX,
            address=message.unit.name,
            result=Result.ACCEPTED if live else Result.REFUSED,
            said="" if live else "该单位没有可以签发的在用账号",
            at=act.at,
        )
    )


def _queue_mails(act: Act, message: Message, letters: Sequence[str]) -> None:
    contacts = contacts_of(message.unit_id)
    wanted = [contact for contact in contacts if contact.letter in letters]
    for contact in wanted or contacts:
        attempt = Attempt(message=message, way=Way.EMAIL, address=contact.email)
        attempt.result = Result.PENDING
        act.create(attempt)
        post.enqueue(attempt_id=str(attempt.id))
