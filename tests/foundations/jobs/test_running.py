import pytest

from lantu.foundations.jobs.fence import Cancelled, LeaseLost
from lantu.foundations.jobs.handing import claim
from lantu.foundations.jobs.models import Job
from lantu.foundations.jobs.running import Running
from tests.foundations.jobs import chores

pytestmark = pytest.mark.django_db


@pytest.fixture
def running() -> Running:
    chores.note.enqueue(number=1)
    running = claim("one")
    assert running is not None
    return running


def test_a_checkpoint_tells_progress_and_extends_the_lease(running):
    before = Job.objects.get().lease_until
    running.checkpoint(0.25, "读取第 1 页")
    job = Job.objects.get()
    assert (job.progress, job.message) == (0.25, "读取第 1 页")
    assert job.lease_until > before


def test_checkpoints_in_quick_succession_are_not_all_written(running, django_assert_num_queries):
    running.checkpoint(0.1)
    with django_assert_num_queries(0):
        for step in range(100):
            running.checkpoint(step / 200)
    running.checkpoint(1.0)
    assert Job.objects.get().progress == 1.0


def test_progress_stays_between_nothing_and_all(running):
    running.checkpoint(7)
    assert Job.objects.get().progress == 1.0


def test_a_checkpoint_says_that_the_job_should_stop(running):
    Job.objects.update(cancel_requested=True)
    with pytest.raises(Cancelled):
        running.checkpoint(0.5)


def test_a_checkpoint_says_that_another_has_the_job(running):
    Job.objects.update(token=running.token + 1)
    with pytest.raises(LeaseLost):
        running.checkpoint(0.5)
    assert not running.renew()


def test_the_key_is_the_same_in_every_attempt(running):
    assert running.key == Running(running.job_id, running.token + 1).key
