"""A round stands still on a ground, goes on, or is withdrawn (AMB-80)."""

from uuid import UUID

from lantu.foundations.acts.gate import Act
from lantu.foundations.duties import actions as duties
from lantu.foundations.duties.queries import duties_of
from lantu.law.coordination.flow import ROUND
from lantu.law.coordination.flow import Reserve as ReserveStates
from lantu.law.coordination.flow import Round as RoundStates
from lantu.law.duties.flow import Duty as DutyStates
from lantu.law.flow import Capacity, take
from lantu.systems.coordination import events
from lantu.systems.coordination.actions.reserve import bring_back, need
from lantu.systems.coordination.actions.silence import collate_if_closed
from lantu.systems.coordination.models import ReserveEntry, Round
from lantu.systems.coordination.settled import round_action


@round_action("round.suspend")
def suspend(act: Act, *, round_id: UUID, ground: str) -> Round:
    """Let a round and all its clocks stand still, on a ground."""
    one = act.get(Round, round_id)
    act.require(one)
    need(ground, "中止缘由")
    one.suspended_from, one.suspension_ground = one.state, ground
    act.save(one, "suspended_from", "suspension_ground")
    act.take(ROUND, "suspend", one, capacity=Capacity.LEAD)
    duties.pause(act, case_id=one.id, ground=ground)
    act.record(events.RoundSuspended(one.id, ground), (one,))
    return one


@round_action("round.resume")
def resume(act: Act, *, round_id: UUID, reason: str) -> Round:
    """Let a suspended round go on where it stood."""
    one = act.get(Round, round_id)
    act.require(one)
    need(reason, "恢复理由")
    if one.state != RoundStates.SUSPENDED:
        take(ROUND, "resume", RoundStates(one.state), Capacity.LEAD)
    target = RoundStates(one.suspended_from)
    act.take(ROUND, "resume", one, capacity=Capacity.LEAD, target=target)
    one.suspended_from = ""
    act.save(one, "suspended_from")
    duties.resume(act, case_id=one.id)
    act.record(events.RoundResumed(one.id), (one,))
    collate_if_closed(act, one, not_before=act.today)
    return one


@round_action("round.withdraw")
def withdraw(act: Act, *, round_id: UUID, reason: str) -> Round:
    """Withdraw a round: nothing is owed any more, and the project is back in the reserve."""
    one = act.get(Round, round_id)
    act.require(one)
    need(reason, "撤回原因")
    one.closing_reason = reason
    act.save(one, "closing_reason")
    act.take(ROUND, "withdraw", one, capacity=Capacity.INITIATING_UNIT)
    for duty in duties_of(one.id).filter(state__in=(DutyStates.OPEN, DutyStates.HELD)):
        duties.cancel(act, duty=duty, reason=reason)
    entry = ReserveEntry.objects.select_for_update().get(project=one.project)
    if entry.state == ReserveStates.IN_COORDINATION:
        bring_back(act, one.project, reason)
    act.record(events.RoundWithdrawn(one.id, reason), (one,))
    return one
