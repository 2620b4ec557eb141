"""Settle what has run out: lapse, hold or mark as overdue, the same whoever asks first.

An action on a case settles it before it begins, a page reads the outcome, the tick settles all:
the result follows from the facts, so it does not matter which of them comes first.
"""

from datetime import datetime
from uuid import UUID

from lantu.foundations.acts.actor import CLOCK
from lantu.foundations.acts.clock import now
from lantu.foundations.acts.gate import Act, Request, action
from lantu.foundations.acts.wording import Code, Refused
from lantu.foundations.duties import events
from lantu.foundations.duties.clocks import bring_up_to_date, get_duty
from lantu.foundations.duties.kinds import kind_of
from lantu.foundations.duties.models import Duty
from lantu.foundations.duties.queries import doubt, due_of, has_run_out, stale
from lantu.foundations.lawbook.queries import known_on
from lantu.law.clock import day_of
from lantu.law.duties import flow
from lantu.law.flow import Capacity


class HoldFault(Code):
    """Why a duty cannot be held in doubt."""

    NO_GROUND = "duty_fault.no_ground"


def settle(case_id: UUID | None = None, at: datetime | None = None) -> int:
    """Settle the duties of a case, or of all, whose limit has run out; return how many.

    Args:
        case_id: the case, or None for all of them.
        at: the moment to settle by; now, unless a request that came in earlier is being served.

    Raises:
        ExceptionGroup: with what went wrong; all others are settled all the same.
    """
    moment = now() if at is None else at
    if stale(known_on(day_of(now()))).exists():
        move_clocks(Request(CLOCK))
    due = Duty.objects.filter(state=flow.Duty.OPEN, lapses_at__lte=moment)
    due = due.filter(overdue_at__isnull=True).order_by("lapses_at", "id")
    found = due if case_id is None else due.filter(case_id=case_id)
    return _settle_each(list(found.values_list("id", flat=True)), moment)


def _settle_each(duties: list[UUID], at: datetime) -> int:
    """Settle duties one by one; what goes wrong with one keeps no other from its due."""
    count, faults = 0, []
    for key in duties:
        try:
            count += _settle_one(key, at)
        except Exception as fault:
            faults.append(fault)
    if faults:
        raise ExceptionGroup("有应办事项未能认定", faults)
    return count


def _settle_one(duty_id: UUID, at: datetime) -> bool:
    """Settle one duty in an act of its own; False where another was quicker or it was too soon."""
    duty = Duty.objects.get(id=duty_id)
    due = due_of(duty, known_on(day_of(at)))
    if due is None or not has_run_out(known_on(day_of(at)), due, at):
        return False
    return run_out(Request(CLOCK, at=at), duty_id=duty_id)


@action("duties.duty.run_out")
def run_out(act: Act, *, duty_id: UUID) -> bool:
    """Give the end of a limit its meaning: silence, doubt, or lateness."""
    duty = get_duty(act, duty_id)
    act.require(duty)
    edition = known_on(act.today)
    act.judged_by(edition)
    due = due_of(duty, edition)
    ended = duty.state != flow.Duty.OPEN or duty.overdue_at is not None
    if ended or due is None or not has_run_out(edition, due, act.at):
        act.abandon()
        return False
    bring_up_to_date(act, [duty])
    kind, ground = kind_of(duty.kind), doubt(edition, due)
    if kind.lapse is None:
        _mark_overdue(act, duty)
    elif ground is not None:
        _hold(act, duty, ground)
    else:
        _lapse(act, duty)
    return True


def _lapse(act: Act, duty: Duty) -> None:
    duty.closed_at = duty.lapses_at
    act.save(duty, "closed_at")
    act.take(flow.DUTY, "lapse", duty, capacity=Capacity.CLOCK)
    assert duty.last_day_on is not None
    act.record(events.DutyLapsed(duty.id, duty.last_day_on), (duty,))
    lapse = kind_of(duty.kind).lapse
    if lapse is not None:
        lapse(act, duty)


def _hold(act: Act, duty: Duty, ground: str) -> None:
    duty.held_ground = ground
    act.save(duty, "held_ground")
    act.take(flow.DUTY, "hold", duty, capacity=Capacity.CLOCK)
    act.record(events.DutyHeld(duty.id, ground), (duty,))
    hold = kind_of(duty.kind).hold
    if hold is not None:
        hold(act, duty)


def _mark_overdue(act: Act, duty: Duty) -> None:
    duty.overdue_at = act.at
    act.save(duty, "overdue_at")
    assert duty.last_day_on is not None
    act.record(events.DutyOverdue(duty.id, duty.last_day_on), (duty,))
    overdue = kind_of(duty.kind).overdue
    if overdue is not None:
        overdue(act, duty)


@action("duties.duty.hold")
def hold_in_doubt(act: Act, *, duty_id: UUID, ground: str) -> Duty:
    """Keep a running duty from lapsing: its delivery was proved lost, say (AMB-74).

    Args:
        act: the open act.
        duty_id: the duty, open, of a kind whose end means something.
        ground: why its end may not be relied on.

    Raises:
        Refused: no ground is given, its end means nothing, or it is not open.
    """
    duty = get_duty(act, duty_id)
    act.require(duty)
    if not ground.strip() or kind_of(duty.kind).lapse is None:
        raise Refused(HoldFault.NO_GROUND)
    bring_up_to_date(act, [duty])
    _hold(act, duty, ground)
    return duty


@action("duties.clocks.move")
def move_clocks(act: Act) -> list[str]:
    """Compute all open clocks anew by the law as it is known today; ended ones stay as they are.

    Returns:
        The duties that have another last day now.
    """
    act.require()
    edition = known_on(act.today)
    act.judged_by(edition)
    duties = list(stale(edition).select_for_update().order_by("id"))
    if not duties:
        act.abandon()
        return []
    return [duty for duty, _, _ in bring_up_to_date(act, duties)]
