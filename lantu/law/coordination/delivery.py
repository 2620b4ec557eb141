"""What proves that a letter reached a unit: only then may silence mean anything."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from lantu.law.rule import rule


class Proof(StrEnum):
    """What a unit can be reached through."""

    INBOX = "inbox"
    SECOND_CHANNEL = "second_channel"
    CALL = "call"
    PAPER = "paper"


@dataclass(frozen=True, slots=True)
class Receipt:
    """That something arrived: through what, and when."""

    proof: Proof
    at: datetime


@rule("D1 三(一)1", "D1-33", "D1-34", doubts=("AMB-73",))
def delivered_at(receipts: Sequence[Receipt]) -> datetime | None:
    """A limit for answering runs from the day on which the letter arrived.

    Reading: it arrived when it lay in the inbox of a unit with a live entitled account and a push
    to one of its contacts was accepted, at the later of the two; or by a logged call or paper
    service, at once. Opening it is not needed. Without proof there is no delivery.
    Doubt: AMB-73.

    Args:
        receipts: what is proved, in any order; an inbox counts only with a live account.
    """
    first = {
        proof: min((one.at for one in receipts if one.proof is proof), default=None)
        for proof in Proof
    }
    inbox, pushed = first[Proof.INBOX], first[Proof.SECOND_CHANNEL]
    moments = [first[Proof.CALL], first[Proof.PAPER]]
    if inbox is not None and pushed is not None:
        moments.append(max(inbox, pushed))
    return min((moment for moment in moments if moment is not None), default=None)
