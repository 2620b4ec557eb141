from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from lantu.foundations.jobs.heartbeat import SPAN_ENDS_AFTER_S, beat
from lantu.foundations.jobs.models import Heartbeat

pytestmark = pytest.mark.django_db
START = datetime(2026, 3, 2, 1, tzinfo=UTC)


def beats(*seconds, worker="one"):
    for second in seconds:
        with time_machine.travel(START + timedelta(seconds=second), tick=False):
            beat(worker)
    return [
        ((span.from_at - START).total_seconds(), (span.until_at - START).total_seconds())
        for span in Heartbeat.objects.filter(worker=worker).order_by("from_at")
    ]


def test_a_worker_that_beats_without_a_break_has_one_span():
    assert beats(0, 5, 10, 15) == [(0, 15)]


def test_a_break_begins_a_new_span():
    assert beats(0, 5, 5 + SPAN_ENDS_AFTER_S + 1) == [(0, 5), (26, 26)]


def test_a_clock_that_was_put_back_makes_no_span_shorter():
    assert beats(100, 105, 50, 55) == [(50, 55), (100, 105)]


def test_each_worker_has_its_own_spans():
    beats(0, 5)
    assert beats(2, 4, worker="two") == [(2, 4)]
