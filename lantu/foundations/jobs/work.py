"""Do one job: find its task, run it behind the fence, note how it went."""

from enum import Enum

from django.core.exceptions import SuspiciousOperation
from django_tasks_db.models import DBTaskResult

from lantu.foundations.jobs import handing
from lantu.foundations.jobs.fence import Cancelled, LeaseLost, fenced
from lantu.foundations.jobs.running import Running


class Done(Enum):
    """How an attempt went, as the worker says it."""

    FINISHED = "完成"
    FAILED = "没有做成"
    CANCELLED = "已取消"
    TAKEN = "已由他人接手"


def attempt(running: Running) -> Done:
    """Run one attempt at a job to its end."""
    result = DBTaskResult.objects.get(pk=running.job_id)
    try:
        task = result.task
    except (ImportError, SuspiciousOperation):
        return _noted(Done.FAILED, handing.give_up_unknown(running, result.task_path))
    try:
        with fenced(running.require_lease):
            value = task.func(running, **result.args_kwargs["kwargs"])
        noted = handing.finish(running, value)
    except LeaseLost:
        return Done.TAKEN
    except Cancelled:
        return _noted(Done.CANCELLED, handing.stop(running))
    except Exception as error:
        return _noted(Done.FAILED, handing.fail(running, error))
    return _noted(Done.FINISHED, noted)


def run_waiting(worker: str = "here") -> int:
    """Do all jobs that wait, in this process, and return how many attempts that took."""
    count = 0
    while (running := handing.claim(worker)) is not None:
        attempt(running)
        count += 1
    return count


def _noted(done: Done, noted: bool) -> Done:
    return done if noted else Done.TAKEN
