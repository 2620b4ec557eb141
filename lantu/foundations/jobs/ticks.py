"""What is done every so often: by one worker at a time, under a lease with a fencing token."""

import traceback
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from lantu.foundations.jobs.fence import LeaseLost, fenced, holds, renewed
from lantu.foundations.jobs.models import TickLease
from lantu.foundations.jobs.running import LEASE_S


@dataclass(frozen=True, slots=True)
class Tick:
    """One run of a regular duty."""

    name: str
    token: int
    lease_s: float = LEASE_S

    @property
    def key(self) -> str:
        """A key of this run alone."""
        return f"tick:{self.name}:{self.token}"

    def renew(self) -> bool:
        """Extend the lease; False when another scheduler has it."""
        return renewed(TickLease.objects.filter(name=self.name), self.token, self.lease_s)

    def require_lease(self) -> None:
        """Check the lease; in a transaction, keep it from changing hands until the end.

        Raises:
            LeaseLost: another scheduler has it now.
        """
        holds(TickLease.objects.filter(name=self.name), self.token)


@dataclass(frozen=True, slots=True)
class Regular:
    """A regular duty: its name, what it does, and how often in real seconds."""

    name: str
    function: Callable[[Tick], object]
    every_s: float


_REGULAR: dict[str, Regular] = {}


def register(name: str, function: Callable[[Tick], object], every_s: float) -> None:
    """Have a function called every so often. Each write it makes is behind the fence of its lease.

    Args:
        name: as `duties.sweep`; the lease is known by it.
        function: what to do. It may be called twice for one period after a crash, never at once.
        every_s: real seconds from beginning to beginning.

    Raises:
        ValueError: the name is taken.
    """
    known = _REGULAR.get(name)
    if known is not None and known.function is not function:
        raise ValueError(f"定时事项 {name} 已经登记")
    _REGULAR[name] = Regular(name, function, every_s)


def registered() -> tuple[Regular, ...]:
    """Return every regular duty by name."""
    return tuple(_REGULAR[name] for name in sorted(_REGULAR))


def claim(regular: Regular, worker: str, lease_s: float = LEASE_S) -> Tick | None:
    """Take the lease of a regular duty when it is due and nobody is at it."""
    at = timezone.now()
    if not _is_due(TickLease.objects.filter(name=regular.name).first(), regular, at):
        return None
    TickLease.objects.get_or_create(name=regular.name)
    with transaction.atomic():
        rows = TickLease.objects.select_for_update(skip_locked=True)
        lease = rows.filter(name=regular.name).first()
        if lease is None or not _is_due(lease, regular, at):
            return None
        lease.token, lease.worker, lease.begun_at = lease.token + 1, worker, at
        lease.lease_until = at + timedelta(seconds=lease_s)
        lease.save()
    return Tick(regular.name, lease.token, lease_s)


def run(regular: Regular, tick: Tick) -> str:
    """Run a regular duty once and give its lease back; return what went wrong, or nothing."""
    try:
        with fenced(tick.require_lease):
            regular.function(tick)
        error = ""
    except LeaseLost:
        return "租约已由他人取得，本次作废"
    except Exception as fault:
        error = "".join(traceback.format_exception(fault))
    TickLease.objects.filter(name=tick.name, token=tick.token).update(
        lease_until=None, ended_at=timezone.now(), last_error=error
    )
    return error


def _is_due(lease: TickLease | None, regular: Regular, at: datetime) -> bool:
    if lease is None or lease.begun_at is None:
        return True
    if lease.lease_until is not None and lease.lease_until > at:
        return False
    return at - lease.begun_at >= timedelta(seconds=regular.every_s) or lease.begun_at > at
