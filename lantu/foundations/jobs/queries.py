"""What is known of jobs, and when nobody was alive."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Max, QuerySet

from lantu.foundations.jobs.models import Ending, Heartbeat, Job


@dataclass(frozen=True, slots=True)
class Gap:
    """A stretch of time in which no worker beat."""

    from_at: datetime
    until_at: datetime


def job(job_id: UUID) -> Job | None:
    """Return a job with its place in the queue."""
    return Job.objects.select_related("result").filter(pk=job_id).first()


def open_jobs() -> QuerySet[Job]:
    """Return the jobs that wait or run, oldest first."""
    unended = Job.objects.filter(ending__isnull=True).select_related("result")
    return unended.order_by("result__enqueued_at")


def dead_jobs() -> QuerySet[Job]:
    """Return the jobs that were given up and wait for a person, newest first."""
    dead = Job.objects.filter(ending=Ending.DEAD).select_related("result")
    return dead.order_by("-result__finished_at")


def last_heartbeat_at() -> datetime | None:
    """Return when a worker last beat; None when none ever did."""
    latest: datetime | None = Heartbeat.objects.aggregate(at=Max("until_at"))["at"]
    return latest


def gaps(from_at: datetime, until_at: datetime, longer_than: timedelta) -> tuple[Gap, ...]:
    """Return the stretches between two moments in which no worker beat, the short ones left out.

    Time before the first heartbeat ever counts as a gap: nobody was there.
    """
    found, covered_until = [], from_at
    spans = Heartbeat.objects.filter(until_at__gte=from_at, from_at__lte=until_at)
    for begun_at, ended_at in spans.order_by("from_at").values_list("from_at", "until_at"):
        if begun_at - covered_until > longer_than:
            found.append(Gap(covered_until, begun_at))
        covered_until = max(covered_until, ended_at)
    if until_at - covered_until > longer_than:
        found.append(Gap(covered_until, until_at))
    return tuple(found)
