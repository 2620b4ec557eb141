"""The lead's own work before the letters: two conformity checks, and the corrected red line."""

from uuid import UUID

from lantu.foundations.acts.gate import Act
from lantu.foundations.acts.wording import Refused
from lantu.foundations.projects.models import Footprint
from lantu.law.coordination.flow import ROUND
from lantu.law.coordination.flow import Round as States
from lantu.law.flow import Capacity, take
from lantu.systems.blueprint.models import FormalCheck
from lantu.systems.coordination import events
from lantu.systems.coordination.faults import CoordinationFault
from lantu.systems.coordination.models import Round
from lantu.systems.coordination.settled import round_action

PLANS = {"land_use": "土地利用总体规划", "urban_rural": "城乡规划"}


@round_action("round.set_conformity")
def set_conformity(act: Act, *, round_id: UUID, plan: str, conforms: bool, note: str = "") -> Round:
    """Say whether the project conforms to one of the two master plans (D1-30, D1-31).

    Args:
        act: the open act.
        round_id: the round.
        plan: `land_use` or `urban_rural`.
        conforms: the finding.
        note: what it rests on.

    Raises:
        KeyError: there is no such plan.
    """
    one = act.get(Round, round_id)
    act.require(one)
    _before_dispatch(one)
    if plan not in PLANS:
        raise KeyError(plan)
    setattr(one, f"{plan}_conforms", conforms)
    setattr(one, f"{plan}_note", note)
    act.save(one, f"{plan}_conforms", f"{plan}_note")
    act.record(events.ConformitySet(one.id, plan, conforms), (one,))
    return one


@round_action("round.correct_red_line")
def correct_red_line(act: Act, *, round_id: UUID, footprint_id: UUID, check_id: UUID) -> Round:
    """Take a corrected red line, checked against the blueprint; the original stays (D1-32).

    Raises:
        Refused: the red line was not checked.
    """
    one = act.get(Round, round_id)
    act.require(one)
    _before_dispatch(one)
    footprint = act.get(Footprint, footprint_id, lock=False)
    one.footprint, one.check_record = footprint, check_of(act, one, check_id, footprint)
    act.save(one, "footprint", "check_record")
    act.record(events.RedLineCorrected(one.id, one.sketch_id, footprint.id), (one, footprint))
    return one


def check_of(act: Act, one: Round, check_id: UUID, footprint: Footprint) -> FormalCheck:
    """Return the formal check of a footprint of a round's project.

    Raises:
        Refused: it is the check of another one, or the footprint is another project's.
    """
    if footprint.project_id != one.project_id:
        raise Refused(CoordinationFault.OTHER_PROJECT)
    check = act.get(FormalCheck, check_id, lock=False)
    if check.footprint_id != footprint.id:
        raise Refused(CoordinationFault.NO_CHECK)
    return check


def _before_dispatch(one: Round) -> None:
    """Refuse in any state but the lead's check, in the flow's own words."""
    if one.state != States.LEAD_CHECK:
        take(ROUND, "dispatch", States(one.state), Capacity.LEAD)
