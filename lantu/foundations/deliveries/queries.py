"""Read deliveries: receipts, proof, a unit's inbox, what waits to be sent."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from lantu.foundations.deliveries.models import Attempt, Message, Result, Way
from lantu.foundations.journal.events import plain
from lantu.law.coordination.delivery import Proof, Receipt

PROOFS = {
    Way.INBOX: Proof.INBOX,
    Way.EMAIL: Proof.SECOND_CHANNEL,
    Way.CALL: Proof.CALL,
    Way.PAPER: Proof.PAPER,
}


def receipts_of(message: Message) -> list[Receipt]:
    """Return what proves that a message arrived."""
    accepted = message.attempts.filter(result=Result.ACCEPTED, at__isnull=False)
    return [Receipt(PROOFS[Way(one.way)], one.at) for one in accepted if one.at is not None]


def proof(message: Message) -> list[dict[str, Any]]:
    """Return every attempt to deliver a message, for an evidence certificate."""
    return [
        {
            "way": Way(one.way).label,
            "address": one.address,
            "result": Result(one.result).label,
            "said": one.said,
            "at": plain(one.at),
        }
        for one in message.attempts.order_by("at", "way", "address")
    ]


def inbox_of(unit_id: UUID) -> QuerySet[Message]:
    """Return what a unit was told, newest first."""
    return Message.objects.filter(unit_id=unit_id).order_by("-created_at", "id")


def pending() -> QuerySet[Attempt]:
    """Return the attempts that wait to be sent, oldest first."""
    waiting = Attempt.objects.filter(result=Result.PENDING).select_related("message")
    return waiting.order_by("message__created_at", "id")


def undelivered() -> QuerySet[Message]:
    """Return the letters that are not proved to have arrived, oldest first."""
    return Message.objects.filter(delivered_at__isnull=True, purpose="letter").order_by(
        "created_at"
    )
