from uuid import uuid4

import pytest
from django.db import transaction

from lantu.foundations.acts.wording import Refused
from lantu.foundations.jobs.handing import claim
from lantu.foundations.jobs.models import Ending, Job
from lantu.foundations.jobs.queue import cancel, retry, task
from lantu.foundations.jobs.work import Done, attempt, run_waiting
from tests.foundations.jobs import chores

pytestmark = pytest.mark.django_db


def test_a_job_is_part_of_the_transaction_that_asked_for_it():
    with transaction.atomic():
        chores.note.enqueue(number=1)
        transaction.set_rollback(True)
    assert not Job.objects.exists()
    assert run_waiting() == 0


def test_a_job_carries_its_title_and_waits():
    job = chores.note.enqueue(number=1)
    assert (job.title, job.progress, job.ending) == ("做一件家务", 0.0, None)
    assert job.result.args_kwargs["kwargs"] == {"number": 1}


def test_identifiers_reach_a_task_as_text():
    key = uuid4()
    assert chores.note.enqueue(number=key).result.args_kwargs["kwargs"] == {"number": str(key)}


def test_arguments_are_named():
    with pytest.raises(TypeError, match="参数须写出名称"):
        chores.note.enqueue(1)


def test_a_task_is_a_function_of_a_module():
    with pytest.raises(Exception, match="module level"):
        task(title="无名")(lambda job: job)


def test_urgent_work_goes_first():
    chores.note.enqueue(number=1)
    urgent = chores.note.using(priority=10).enqueue(number=2)
    running = claim("one")
    assert running is not None
    assert running.job_id == urgent.id


def test_a_waiting_job_is_cancelled_at_once_and_never_run():
    job = chores.note.enqueue(number=1)
    assert cancel(job.id).ending == Ending.CANCELLED
    assert run_waiting() == 0
    with pytest.raises(Refused, match="作业“做一件家务”已取消，不能再取消"):
        cancel(job.id)


def test_a_running_job_is_cancelled_at_its_next_checkpoint():
    job = chores.note.enqueue(number=1)
    running = claim("one")
    assert running is not None
    assert cancel(job.id).ending is None
    assert attempt(running) is Done.CANCELLED
    job.refresh_from_db()
    assert (job.ending, job.message) == (Ending.CANCELLED, "已按要求取消。")


def test_a_dead_job_can_be_tried_again_and_a_done_one_cannot():
    job = chores.fail.enqueue()
    run_waiting()
    retry(job.id)
    assert run_waiting() == 1
    done = chores.note.enqueue(number=1)
    run_waiting()
    with pytest.raises(Refused, match="无需重做"):
        retry(done.id)


def test_an_unknown_job_is_refused():
    with pytest.raises(Refused, match="找不到这项作业"):
        cancel(uuid4())
