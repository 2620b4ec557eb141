"""Who may tell units things, and record that they were told."""

from lantu.foundations.acts.policy import is_system, permission
from lantu.foundations.people.models import Entitlement
from lantu.foundations.people.policy import entitled, is_of_unit

_hand = entitled(Entitlement.REGISTRAR) | entitled(Entitlement.CLERK)

permission("deliveries.message.send", is_system)
permission("deliveries.attempt.answer", is_system)
permission("deliveries.message.log_call", _hand & ~is_of_unit)
permission("deliveries.message.serve_paper", _hand & ~is_of_unit)
permission("deliveries.message.open", is_of_unit)
