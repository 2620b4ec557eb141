from datetime import timedelta

import pytest
from django.utils import timezone
from django_tasks import TaskResultStatus
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lantu.foundations.jobs import handing
from lantu.foundations.jobs.models import Ending, Job
from tests.foundations.jobs import chores

pytestmark = pytest.mark.django_db
STEPS = ["claim", "finish", "fail", "lapse", "stop", "back"]


def lapse():
    Job.objects.filter(lease_until__isnull=False).update(
        lease_until=timezone.now() - timedelta(seconds=1)
    )


def claimed(worker="one"):
    running = handing.claim(worker)
    assert running is not None
    return running


def test_a_job_is_claimed_by_one():
    chores.note.enqueue(number=1)
    running = claimed()
    assert handing.claim("two") is None
    job = Job.objects.get()
    assert (job.attempts, job.token, job.result.status) == (1, running.token, "RUNNING")


def test_a_job_the_lease_of_which_is_over_is_taken_back_and_run_again():
    chores.note.enqueue(number=1)
    first = claimed()
    assert handing.take_back_overdue() == 0
    lapse()
    assert handing.take_back_overdue() == 1
    second = claimed("two")
    assert second.attempt == 2
    assert not handing.finish(first, None)
    assert not first.renew()
    assert handing.finish(second, None)
    assert Job.objects.get().ending == Ending.DONE


def test_a_job_lost_too_often_is_given_up():
    chores.crash.enqueue()
    for _ in range(2):
        assert handing.take_back(claimed())
    job = Job.objects.get()
    assert job.ending == Ending.DEAD
    assert job.message.startswith("执行它的进程中断或超时2次")
    assert handing.claim("one") is None


def test_a_cancelled_job_that_was_lost_is_not_run_again():
    chores.note.enqueue(number=1)
    running = claimed()
    Job.objects.update(cancel_requested=True)
    handing.take_back(running)
    assert Job.objects.get().ending == Ending.CANCELLED


def test_after_an_error_the_job_waits_before_it_is_tried_again():
    chores.note.enqueue(number=1)
    assert handing.fail(claimed(), OSError("断电"))
    job = Job.objects.get()
    assert (job.ending, job.last_error) == (None, "OSError: 断电")
    assert job.result.status == TaskResultStatus.READY
    assert job.result.run_after > timezone.now() - timedelta(seconds=1)


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None
)
@given(
    steps=st.lists(
        st.sampled_from(["claim", "finish", "fail", "lapse", "stop", "back"]), max_size=25
    )
)
def test_however_work_changes_hands_one_holder_at_most_can_end_it(db, steps):
    """A job and everyone who ever held it: only the newest holder's word counts."""
    job = chores.note.enqueue(number=1)
    holders, ended = [], 0
    for step in steps:
        if step == "claim":
            type(job.result).objects.update(run_after=timezone.now())
            running = handing.claim("one")
            holders += [running] if running else []
        elif step == "lapse":
            lapse()
            handing.take_back_overdue()
        for holder in holders if step in ("finish", "fail", "stop", "back") else ():
            before = Job.objects.get(pk=job.pk).ending
            told = {
                "finish": lambda h: handing.finish(h, 1),
                "fail": lambda h: handing.fail(h, OSError("断电")),
                "stop": handing.stop,
                "back": handing.take_back,
            }[step](holder)
            assert not (told and holder is not holders[-1])
            assert not (told and before is not None)
            ended += told and Job.objects.get(pk=job.pk).ending is not None
    assert ended <= 1
    Job.objects.filter(pk=job.pk).update(ending=Ending.CANCELLED)
