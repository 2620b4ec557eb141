"""Who may tell units things, and record that they were told."""

from typing import Any

from lantu.foundations.acts.actor import Actor
from lantu.foundations.acts.policy import is_system, permission, predicate
from lantu.foundations.people.models import Entitlement
from lantu.foundations.people.policy import entitled, is_of_unit

_hand = entitled(Entitlement.REGISTRAR) | entitled(Entitlement.CLERK)


@predicate
def is_of_sender(actor: Actor, subject: Any) -> bool:
    """A person of the unit that sent the letter and owes the proof that it arrived."""
    sender_id = getattr(subject, "sender_id", None)
    return sender_id is not None and sender_id == actor.unit_id


permission("deliveries.message.send", is_system)
permission("deliveries.attempt.answer", is_system)
permission("deliveries.message.log_call", _hand & is_of_sender)
permission("deliveries.message.serve_paper", _hand & is_of_sender)
permission("deliveries.message.open", is_of_unit)
