"""The one module through which tasks are declared, put into the queue, cancelled and tried again.

Putting a job into the queue is part of the transaction it stands in: an act that is rolled back
has asked for nothing.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Concatenate, Generic, ParamSpec
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks.base import Task
from django_tasks_db.models import DBTaskResult

from lantu.foundations.acts.wording import Code, Refused, sentence
from lantu.foundations.jobs.models import Ending, Job
from lantu.foundations.jobs.running import Running
from lantu.foundations.journal.events import plain

Parameters = ParamSpec("Parameters")
MOST_ATTEMPTS = 3
LONGEST_ATTEMPT_S = 3600.0


class JobFault(Code):
    """Why a job cannot be stopped or tried again."""

    UNKNOWN = "jobs.unknown"
    ENDED = "jobs.ended"
    NOT_DEAD = "jobs.not_dead"
    CANCELLED = "jobs.cancelled"


@dataclass(frozen=True, slots=True, kw_only=True)
class Declared(Task[Any, Any], Generic[Parameters]):
    """A task: a function of a module, its Chinese title, and how often and how long it is tried."""

    title: str
    attempts: int = MOST_ATTEMPTS
    limit_s: float = LONGEST_ATTEMPT_S

    def enqueue(  # type: ignore[override]
        self, *arguments: Parameters.args, **facts: Parameters.kwargs
    ) -> Job:
        """Put a job into the queue, within the transaction that is open.

        Arguments are kept as JSON: an identifier or a moment reaches the task as text.
        """
        if arguments:
            raise TypeError("作业的参数须写出名称")
        with transaction.atomic():
            result = Task.enqueue(self, **plain(facts))
            return Job.objects.create(
                result_id=UUID(result.id),
                title=self.title,
                most_attempts=self.attempts,
                limit_s=self.limit_s,
            )


def task(
    *,
    title: str,
    attempts: int = MOST_ATTEMPTS,
    limit_s: float = LONGEST_ATTEMPT_S,
    priority: int = 0,
) -> Callable[[Callable[Concatenate[Running, Parameters], Any]], Declared[Parameters]]:
    """Declare a function of a module as a task. Its first argument is the running job.

    A job may be run again after a crash, so its effect goes through one action under the key
    `job.key`. A refusal ends it at once; any other error is tried again.

    Args:
        title: what it does, in Chinese, as people see it.
        attempts: how often it is begun at most; then it is dead and waits for a person.
        limit_s: real seconds after which an attempt is broken off, as if its process had died.
        priority: from -100 to 100; higher goes first.
    """

    def mark(function: Callable[Concatenate[Running, Parameters], Any]) -> Declared[Parameters]:
        return Declared(
            func=function, title=title, attempts=attempts, limit_s=limit_s, priority=priority
        )

    return mark


def cancel(job_id: UUID) -> Job:
    """Ask a job to stop: a waiting one ends now, a running one at its next checkpoint.

    Raises:
        Refused: it has ended already.
    """
    with transaction.atomic():
        job = _locked(job_id)
        if job.ending is not None:
            raise Refused(JobFault.ENDED, title=job.title, ending=Ending(job.ending).label)
        job.cancel_requested = True
        if job.lease_until is None:
            job.ending, job.message = Ending.CANCELLED, sentence(JobFault.CANCELLED, {})
            DBTaskResult.objects.filter(pk=job.pk).update(
                status=TaskResultStatus.FAILED, finished_at=timezone.now()
            )
        job.save()
    return job


def retry(job_id: UUID) -> Job:
    """Put a dead or cancelled job back into the queue, with all its attempts before it.

    Raises:
        Refused: it is not dead.
    """
    with transaction.atomic():
        job = _locked(job_id)
        if job.ending not in (Ending.DEAD, Ending.CANCELLED):
            raise Refused(JobFault.NOT_DEAD, title=job.title)
        job.ending, job.attempts, job.cancel_requested = None, 0, False
        job.progress, job.message, job.token = 0.0, "", job.token + 1
        job.save()
        DBTaskResult.objects.filter(pk=job.pk).update(
            status=TaskResultStatus.READY, run_after=timezone.now(), finished_at=None
        )
    return job


def _locked(job_id: UUID) -> Job:
    job = Job.objects.select_for_update().filter(pk=job_id).first()
    if job is None:
        raise Refused(JobFault.UNKNOWN)
    return job
