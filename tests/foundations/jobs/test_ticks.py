from datetime import timedelta

import pytest
from django.utils import timezone

from lantu.foundations.acts.actor import SYSTEM
from lantu.foundations.acts.gate import Request
from lantu.foundations.jobs import ticks
from lantu.foundations.jobs.models import TickLease
from lantu.foundations.journal.models import Entry
from tests.foundations.jobs.chores import do_sweep

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nothing_regular(monkeypatch):
    monkeypatch.setattr(ticks, "_REGULAR", {})


def do_nothing(tick):
    pass


def regular(function=do_nothing, every_s=60.0) -> ticks.Regular:
    ticks.register("tests.sweep", function, every_s)
    return ticks.registered()[0]


def test_a_regular_duty_is_done_once_a_period_by_whoever_is_first():
    sweep = regular()
    tick = ticks.claim(sweep, "one")
    assert tick is not None
    assert ticks.claim(sweep, "two") is None
    assert ticks.run(sweep, tick) == ""
    assert ticks.claim(sweep, "two") is None
    TickLease.objects.update(begun_at=timezone.now() - timedelta(seconds=61))
    again = ticks.claim(sweep, "two")
    assert again is not None
    assert again.token == tick.token + 1
    assert again.key != tick.key


def test_a_scheduler_that_wakes_after_its_lease_is_refused():
    def sweep_late(tick):
        TickLease.objects.update(token=tick.token + 1)
        do_sweep(Request(SYSTEM), token=tick.token)

    sweep = regular(sweep_late)
    tick = ticks.claim(sweep, "one")
    assert tick is not None
    assert "租约已由他人取得" in ticks.run(sweep, tick)
    assert not Entry.objects.exists()
    assert not tick.renew()


def test_a_lease_that_ran_out_is_taken_over():
    sweep = regular(every_s=0.0)
    first = ticks.claim(sweep, "one", lease_s=-1.0)
    second = ticks.claim(sweep, "two")
    assert first is not None
    assert second is not None
    assert second.token == first.token + 1
    assert second.renew()


def test_an_error_is_kept_and_the_duty_is_tried_again_next_time():
    def broken(tick):
        raise OSError("断电")

    sweep = regular(broken, every_s=0.0)
    tick = ticks.claim(sweep, "one")
    assert tick is not None
    assert "断电" in ticks.run(sweep, tick)
    assert "断电" in TickLease.objects.get().last_error
    assert ticks.claim(sweep, "one") is not None


def test_a_clock_that_was_put_back_stops_no_duty():
    sweep = regular()
    TickLease.objects.create(name="tests.sweep", begun_at=timezone.now() + timedelta(days=1))
    assert ticks.claim(sweep, "one") is not None


def test_a_name_stands_for_one_duty():
    regular()
    with pytest.raises(ValueError, match="已经登记"):
        ticks.register("tests.sweep", print, 1)
