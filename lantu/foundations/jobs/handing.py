"""How work changes hands: claimed, finished, failed, taken back. Each in one fenced transaction."""

import traceback
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks.utils import normalize_json
from django_tasks_db.models import DBTaskResult
from django_tasks_db.utils import exclusive_transaction

from lantu.foundations.acts.wording import Code, sentence
from lantu.foundations.jobs.models import Ending, Job
from lantu.foundations.jobs.queue import JobFault
from lantu.foundations.jobs.running import LEASE_S, Running
from lantu.law.wording import Refused

FIRST_PAUSE_S = 2.0
LONGEST_PAUSE_S = 600.0
LONGEST_SENTENCE = 500


class DeathFault(Code):
    """Why a job is given up."""

    LOST = "jobs.dead_lost"
    FAILED = "jobs.dead_failed"
    REFUSED = "jobs.dead_refused"
    UNKNOWN_TASK = "jobs.dead_unknown_task"


def claim(worker: str, lease_s: float = LEASE_S) -> Running | None:
    """Take the next job that waits; None when there is none."""
    waiting = DBTaskResult.objects.ready().filter(job__isnull=False, job__ending__isnull=True)
    if not waiting.exists():
        return None
    with exclusive_transaction():
        result = waiting.select_for_update(skip_locked=True, of=("self",)).first()
        if result is None:
            return None
        job = Job.objects.select_for_update().get(pk=result.pk)
        job.token, job.attempts = job.token + 1, job.attempts + 1
        job.progress, job.message = 0.0, ""
        job.lease_until = timezone.now() + timedelta(seconds=lease_s)
        job.save()
        result.claim(worker)
    return Running(job.pk, job.token, job.attempts, lease_s, job.limit_s)


def finish(running: Running, value: Any) -> bool:
    """Note that a job is done; False when somebody else has it now."""
    return _end(running, Ending.DONE, value=normalize_json(value))


def stop(running: Running) -> bool:
    """Note that a job has stopped because it was asked to."""
    return _end(running, Ending.CANCELLED, message=sentence(JobFault.CANCELLED, {}))


def fail(running: Running, error: BaseException) -> bool:
    """Note that an attempt failed: it is tried again later, or given up with a sentence."""
    refused = isinstance(error, Refused)
    said = str(error) if refused else f"{type(error).__name__}: {error}"
    trace = "".join(traceback.format_exception(error))
    with transaction.atomic():
        job = _held(running)
        if job is None:
            return False
        if refused or job.attempts >= job.most_attempts:
            code = DeathFault.REFUSED if refused else DeathFault.FAILED
            why = sentence(code, {"attempts": job.attempts, "error": said})
            _close(job, Ending.DEAD, message=why, error=said, trace=trace)
        else:
            pause_s = min(FIRST_PAUSE_S ** (job.attempts - 1), LONGEST_PAUSE_S)
            _release(job, said, pause_s)
    return True


def give_up_unknown(running: Running, path: str) -> bool:
    """Note that the task of a job is no longer part of the program."""
    why = sentence(DeathFault.UNKNOWN_TASK, {"task": path})
    return _end(running, Ending.DEAD, message=why, error=why)


def take_back(running: Running) -> bool:
    """Take a job from a child that died with it."""
    with transaction.atomic():
        job = _held(running)
        if job is not None:
            _lost(job)
    return job is not None


def take_back_overdue() -> int:
    """Take back every job the lease of which is over, and return how many there were."""
    count = 0
    overdue = Job.objects.filter(ending__isnull=True, lease_until__lt=timezone.now())
    for key in list(overdue.values_list("pk", flat=True)):
        with transaction.atomic():
            locked = overdue.select_for_update(skip_locked=True, of=("self",))
            job = locked.filter(pk=key).first()
            if job is not None:
                _lost(job)
                count += 1
    return count


def _held(running: Running) -> Job | None:
    """Lock the job of a holder; None when it has changed hands."""
    return Job.objects.select_for_update().filter(pk=running.job_id, token=running.token).first()


def _end(running: Running, ending: Ending, **facts: Any) -> bool:
    with transaction.atomic():
        job = _held(running)
        if job is not None:
            _close(job, ending, **facts)
    return job is not None


def _close(
    job: Job,
    ending: Ending,
    *,
    message: str = "",
    error: str = "",
    trace: str = "",
    value: Any = None,
) -> None:
    done = ending is Ending.DONE
    job.ending, job.lease_until, job.token = ending, None, job.token + 1
    job.progress = 1.0 if done else job.progress
    job.message = message[:LONGEST_SENTENCE]
    job.last_error = error
    job.save()
    DBTaskResult.objects.filter(pk=job.pk).update(
        status=TaskResultStatus.SUCCESSFUL if done else TaskResultStatus.FAILED,
        finished_at=timezone.now(),
        return_value=value,
        traceback=trace,
    )


def _lost(job: Job) -> None:
    """Who worked at a job is gone: begin again, unless that happened too often."""
    said = sentence(DeathFault.LOST, {"attempts": job.attempts})
    if job.cancel_requested:
        _close(job, Ending.CANCELLED, message=sentence(JobFault.CANCELLED, {}))
    elif job.attempts >= job.most_attempts:
        _close(job, Ending.DEAD, message=said, error=said)
    else:
        _release(job, said, 0.0)


def _release(job: Job, error: str, pause_s: float) -> None:
    """Put a job back into the queue; whoever held it holds it no more."""
    job.token, job.lease_until, job.last_error = job.token + 1, None, error
    job.save()
    DBTaskResult.objects.filter(pk=job.pk).update(
        status=TaskResultStatus.READY, run_after=timezone.now() + timedelta(seconds=pause_s)
    )
