"""Let a demonstration's clock pass, so that what runs out on the way runs out at its moment."""

from datetime import datetime, timedelta

from lantu.foundations.acts.actions import advance_clock
from lantu.foundations.acts.actor import SYSTEM
from lantu.foundations.acts.clock import now
from lantu.foundations.acts.gate import Request
from lantu.foundations.duties.models import Duty
from lantu.foundations.duties.settling import settle
from lantu.foundations.lawbook.queries import known_on
from lantu.law import parameter
from lantu.law.clock import day_of
from lantu.law.duties import flow


def pass_time(to_at: datetime) -> int:
    """Move the clock forward, stopping wherever a limit and its grace are over.

    Args:
        to_at: where the clock shall stand in the end.

    Returns:
        how many duties ran out on the way.

    Raises:
        Refused: this is no demonstration, or the moment lies behind, or past the present day.
    """
    count = 0
    while (stop := _next_stop(to_at)) is not None:
        advance_clock(Request(SYSTEM), to_at=stop)
        settled = settle()
        count += settled
        if not settled:
            break
    if now() < to_at or not count:
        advance_clock(Request(SYSTEM), to_at=to_at)
    return count + settle()


def _next_stop(to_at: datetime) -> datetime | None:
    """Return when the next open limit and its grace are over, before a moment."""
    running = Duty.objects.filter(state=flow.Duty.OPEN, overdue_at__isnull=True)
    first = running.filter(lapses_at__isnull=False).order_by("lapses_at").first()
    if first is None or first.lapses_at is None:
        return None
    edition = known_on(day_of(first.lapses_at))
    grace_s = parameter.number(edition, "coordination.grace", day_of(first.lapses_at))
    stop = max(first.lapses_at + timedelta(seconds=grace_s), now())
    return stop if stop <= to_at else None
