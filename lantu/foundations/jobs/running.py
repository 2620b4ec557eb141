"""What a task is given while it runs: its key, its progress, and the news that it should stop."""

import math
import time
from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID

from django.utils import timezone

from lantu.foundations.jobs.fence import Cancelled, LeaseLost, holds, renewed
from lantu.foundations.jobs.models import Job

# Real seconds: a lease that nobody renews for so long is taken from its holder.
LEASE_S = 60.0
QUIET_S = 0.2


@dataclass(eq=False)
class Running:
    """One attempt at a job, in the hands of one worker."""

    job_id: UUID
    token: int
    attempt: int = 1
    lease_s: float = LEASE_S
    limit_s: float = math.inf
    _told_at: float = field(default=float("-inf"), repr=False)

    @property
    def key(self) -> str:
        """The key under which the job's action acts once, however often the job is run."""
        return f"job:{self.job_id}"

    def checkpoint(self, progress: float, message: str = "") -> None:
        """Say how far the work is, from 0 to 1, and learn whether it should stop.

        Call it as often as you like, outside transactions: it writes a few times a second at most.

        Raises:
            Cancelled: a person asked for it to stop.
            LeaseLost: another worker has it now.
        """
        if progress < 1.0 and time.monotonic() - self._told_at < QUIET_S:
            return
        self._told_at = time.monotonic()
        held = Job.objects.filter(pk=self.job_id, token=self.token)
        kept = held.update(
            progress=min(max(progress, 0.0), 1.0),
            message=message[:500],
            lease_until=timezone.now() + timedelta(seconds=self.lease_s),
        )
        if not kept:
            raise LeaseLost
        if held.filter(cancel_requested=True).exists():
            raise Cancelled

    def renew(self) -> bool:
        """Extend the lease; False when another has it."""
        return renewed(Job.objects.filter(pk=self.job_id), self.token, self.lease_s)

    def require_lease(self) -> None:
        """Check the lease; in a transaction, keep it from changing hands until the end.

        Raises:
            LeaseLost: another worker has it now.
        """
        holds(Job.objects.filter(pk=self.job_id), self.token)
