"""Who may do what to duties. Most of it is done by the actions of the case that joins them."""

from lantu.foundations.acts.policy import is_clock, is_system, permission
from lantu.foundations.people.models import Entitlement
from lantu.foundations.people.policy import (
    entitled,
    is_of_unit,
    is_platform_administrator,
    is_supervisor,
)

for _verb in ("owe", "begin", "discharge", "cancel", "reopen", "hand_over", "give", "remind"):
    permission(f"duties.duty.{_verb}", is_system)
_officer = (
    entitled(Entitlement.REGISTRAR)
    | entitled(Entitlement.CLERK)
    | entitled(Entitlement.REVIEWER)
    | entitled(Entitlement.SIGNER)
)
permission("duties.duty.pass_on", _officer & is_of_unit)
permission("duties.clocks.pause", is_system)
permission("duties.clocks.resume", is_system)
permission("duties.clocks.move", is_system | is_clock)
permission("duties.duty.run_out", is_clock)
permission("duties.duty.let_stand", is_supervisor)
permission("duties.duty.begin_anew", is_supervisor)
permission("duties.duty.hold", is_supervisor)
permission("duties.outage.record", is_system | is_platform_administrator)
