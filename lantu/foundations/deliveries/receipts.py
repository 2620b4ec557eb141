"""Record what proves that a message reached its unit: an answer, a call, a signed receipt."""

from datetime import datetime
from uuid import UUID

from lantu.foundations.acts.gate import Act, action
from lantu.foundations.acts.wording import Code, Refused
from lantu.foundations.deliveries import events
from lantu.foundations.deliveries.models import Attempt, Message, Result, Way
from lantu.foundations.deliveries.queries import receipts_of
from lantu.foundations.people.models import Account
from lantu.law.coordination.delivery import delivered_at


class DeliveryFault(Code):
    """Why a delivery cannot be recorded."""

    WORDS_MISSING = "deliveries.words_missing"
    SCAN_MISSING = "deliveries.scan_missing"
    NOT_YET = "deliveries.not_yet"


@action("deliveries.attempt.answer")
def answer_attempt(act: Act, *, attempt_id: UUID, accepted: bool, said: str) -> Attempt:
    """Record what the other side said to an attempt; a second answer to it changes nothing."""
    attempt = act.get(Attempt, attempt_id)
    act.require(attempt)
    if attempt.result != Result.PENDING:
        act.abandon()
        return attempt
    attempt.result = Result.ACCEPTED if accepted else Result.REFUSED
    attempt.said, attempt.at = said, act.at
    act.save(attempt, "result", "said", "at")
    act.record(events.AttemptAnswered(attempt.id, accepted), (attempt, attempt.message))
    _prove(act, act.get(Message, attempt.message_id))
    return attempt


@action("deliveries.message.log_call")
def log_call(act: Act, *, message_id: UUID, called: str, telephone: str, words: str) -> Message:
    """Log a telephone call that told a unit: who was called, and what was said."""
    message = act.get(Message, message_id)
    act.require(message)
    if not (called.strip() and telephone.strip() and words.strip()):
        raise Refused(DeliveryFault.WORDS_MISSING)
    _by_hand(act, message, Way.CALL, f"{called} {telephone}", words, act.at, "")
    return message


@action("deliveries.message.serve_paper")
def serve_paper(
    act: Act, *, message_id: UUID, receiver: str, served_at: datetime, scan: str
) -> Message:
    """Record that a paper letter was handed over and signed for.

    Raises:
        Refused: the receiver or the scanned receipt is missing, or the moment lies ahead.
    """
    message = act.get(Message, message_id)
    act.require(message)
    if not (receiver.strip() and scan):
        raise Refused(DeliveryFault.SCAN_MISSING)
    if not message.created_at <= served_at <= act.at:
        raise Refused(DeliveryFault.NOT_YET)
    _by_hand(act, message, Way.PAPER, receiver, "签收", served_at, scan)
    return message


@action("deliveries.message.open")
def open_message(act: Act, *, message_id: UUID) -> Message:
    """Note that a person of the unit opened a message; the delivery does not need it."""
    message = act.get(Message, message_id)
    act.require(message)
    if message.opened_at is not None:
        act.abandon()
        return message
    message.opened_at = act.at
    act.save(message, "opened_at")
    act.record(events.MessageOpened(message.id), (message,))
    return message


def _by_hand(
    act: Act, message: Message, way: str, address: str, said: str, at: datetime, scan: str
) -> None:
    person = act.get(Account, act.actor.account_id, lock=False) if act.actor.account_id else None
    attempt = act.create(
        Attempt(
            message=message,
            way=way,
            address=address,
            result=Result.ACCEPTED,
            said=said,
            at=at,
            person=person,
            scan=scan,
        )
    )
    act.record(events.AttemptAnswered(attempt.id, True), (attempt, message))
    _prove(act, message)


def _prove(act: Act, message: Message) -> None:
    """Note the delivery once its receipts prove it; what is proved stays proved."""
    if message.delivered_at is not None:
        return
    message.delivered_at = delivered_at(receipts_of(message))
    if message.delivered_at is None:
        return
    act.save(message, "delivered_at")
    act.record(
        events.MessageDelivered(
            message.id, message.about_table, message.about_id, message.delivered_at
        ),
        (message,),
    )
