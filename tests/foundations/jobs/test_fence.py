import pytest
from django.db import transaction

from lantu.foundations.jobs.fence import Cancelled, LeaseLost, fenced, holds
from lantu.foundations.jobs.models import Heartbeat, TickLease

pytestmark = pytest.mark.django_db


def test_a_write_after_the_lease_was_lost_is_refused_and_undone():
    lease = TickLease.objects.create(name="tests.fence", token=1)
    rows = TickLease.objects.filter(name="tests.fence")

    def write_and_lose():
        with fenced(lambda: holds(rows, 1)), transaction.atomic():
            TickLease.objects.create(name="tests.written", token=1)
            TickLease.objects.filter(pk=lease.pk).update(token=2)
            TickLease.objects.create(name="tests.late", token=1)

    with pytest.raises(LeaseLost):
        write_and_lose()
    assert set(TickLease.objects.values_list("name", "token")) == {("tests.fence", 1)}


def test_reading_needs_no_lease():
    with fenced(lambda: holds(TickLease.objects.filter(name="nobody"), 1)):
        assert not Heartbeat.objects.exists()


def test_after_the_fence_writing_is_free_again():
    with fenced(lambda: holds(TickLease.objects.filter(name="nobody"), 1)):
        pass
    TickLease.objects.create(name="tests.free")


def test_no_task_swallows_the_news_that_it_should_stop():
    assert not issubclass(Cancelled, Exception)
    assert not issubclass(LeaseLost, Exception)
