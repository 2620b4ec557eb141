"""What is to be done, who is at it and until when; what is done regularly; who was alive when."""

from uuid import UUID

from django.db import models
from django.db.models import CheckConstraint, F, Q
from django_tasks_db.models import DBTaskResult


class Ending(models.TextChoices):
    """How a job ended."""

    DONE = "done", "已完成"
    DEAD = "dead", "未能完成"
    CANCELLED = "cancelled", "已取消"


class Job(models.Model):
    """One piece of work: a row beside the queue's own, with what the queue does not know.

    `token` grows whenever the work changes hands; who holds an older one is refused.
    """

    result = models.OneToOneField(DBTaskResult, models.PROTECT, primary_key=True)
    title = models.CharField(max_length=200)
    progress = models.FloatField(default=0.0)
    message = models.CharField(max_length=500, default="", blank=True)
    attempts = models.PositiveIntegerField(default=0)
    most_attempts = models.PositiveIntegerField()
    limit_s = models.FloatField()
    lease_until = models.DateTimeField(null=True)
    token = models.PositiveBigIntegerField(default=0)
    cancel_requested = models.BooleanField(default=False)
    last_error = models.TextField(default="", blank=True)
    ending = models.CharField(max_length=20, choices=Ending.choices, null=True)

    class Meta:
        constraints = (
            CheckConstraint(
                condition=Q(progress__gte=0.0, progress__lte=1.0), name="job_progress_is_a_share"
            ),
        )
        indexes = (models.Index(fields=("ending", "lease_until"), name="job_by_lease"),)

    @property
    def id(self) -> UUID:
        """The job's identifier, the same as that of the queue's row."""
        return self.result_id


class TickLease(models.Model):
    """Who runs a regular duty now, until when, and when it was last begun."""

    name = models.CharField(max_length=120, primary_key=True)
    token = models.PositiveBigIntegerField(default=0)
    worker = models.CharField(max_length=120, default="")
    lease_until = models.DateTimeField(null=True)
    begun_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    last_error = models.TextField(default="", blank=True)


class Heartbeat(models.Model):
    """A span in which one worker beat without a break."""

    worker = models.CharField(max_length=120)
    from_at = models.DateTimeField()
    until_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = (
            CheckConstraint(condition=Q(until_at__gte=F("from_at")), name="heartbeat_forward"),
        )
