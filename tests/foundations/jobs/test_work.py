import pytest

from lantu.foundations.jobs.handing import claim
from lantu.foundations.jobs.models import Ending, Job
from lantu.foundations.jobs.work import Done, attempt, run_waiting
from lantu.foundations.journal.models import Entry
from tests.foundations.jobs import chores

pytestmark = pytest.mark.django_db


def test_a_job_is_done_and_its_effect_is_journalled_once():
    job = chores.note.enqueue(number=7)
    assert run_waiting() == 1
    job.refresh_from_db()
    assert (job.ending, job.progress, job.result.return_value) == (Ending.DONE, 1.0, 7)
    assert Entry.objects.filter(event="tests.chore.done/1").count() == 1


def test_a_job_run_again_after_its_effect_has_no_second_effect():
    chores.note.enqueue(number=7)
    first = claim("one")
    assert first is not None
    chores.do_chore(chores.Request(chores.SYSTEM, key=first.key), number=7)
    assert attempt(first) is Done.FINISHED
    assert Entry.objects.filter(event="tests.chore.done/1").count() == 1


def test_whoever_lost_the_job_cannot_write_and_does_not_end_it():
    chores.note.enqueue(number=7)
    first = claim("one")
    assert first is not None
    Job.objects.update(token=first.token + 1)
    assert attempt(first) is Done.TAKEN
    assert not Entry.objects.filter(event="tests.chore.done/1").exists()
    assert Job.objects.get().ending is None


def test_a_refusal_ends_the_job_with_its_sentence():
    job = chores.refuse.enqueue()
    assert run_waiting() == 1
    job.refresh_from_db()
    assert job.ending == Ending.DEAD
    assert job.message == "没有做成：找不到这项作业，请核对编号。"


def test_an_error_is_kept_and_the_job_given_up_with_a_sentence():
    job = chores.fail.enqueue()
    run_waiting()
    job.refresh_from_db()
    assert job.ending == Ending.DEAD
    assert job.message.startswith("试了1次都没有做成（OSError: 磁盘已满）")
    assert "磁盘已满" in job.result.traceback


def test_a_task_that_is_no_longer_there_is_said_so():
    job = chores.note.enqueue(number=1)
    type(job.result).objects.update(task_path="tests.foundations.jobs.chores.gone")
    run_waiting()
    job.refresh_from_db()
    assert job.ending == Ending.DEAD
    assert "程序中已没有“tests.foundations.jobs.chores.gone”" in job.message
