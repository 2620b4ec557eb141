from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from lantu.foundations.jobs import queries
from lantu.foundations.jobs.models import Heartbeat
from lantu.foundations.jobs.work import run_waiting
from tests.foundations.jobs import chores

START = datetime(2026, 3, 2, 1, tzinfo=UTC)
LONG = 100


def at(second: int) -> datetime:
    return START + timedelta(seconds=second)


def found(spans, from_s=0, until_s=LONG, longer_s=5):
    Heartbeat.objects.bulk_create(
        Heartbeat(worker="one", from_at=at(a), until_at=at(b)) for a, b in spans
    )
    gaps = queries.gaps(at(from_s), at(until_s), timedelta(seconds=longer_s))
    return [
        ((gap.from_at - START).total_seconds(), (gap.until_at - START).total_seconds())
        for gap in gaps
    ]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("spans", "gaps"),
    [
        ([], [(0, 100)]),
        ([(0, 100)], []),
        ([(-50, 40), (60, 150)], [(40, 60)]),
        ([(0, 50), (40, 100)], []),
        ([(0, 40), (45, 100)], []),
        ([(10, 20)], [(0, 10), (20, 100)]),
        ([(-50, -10), (110, 120)], [(0, 100)]),
    ],
)
def test_a_gap_is_where_no_worker_beat(spans, gaps):
    assert found(spans) == gaps


class GapProperties(TestCase):
    @settings(deadline=None)
    @given(
        spans=st.lists(
            st.tuples(st.integers(-20, 120), st.integers(0, 60)).map(lambda s: (s[0], s[0] + s[1])),
            max_size=8,
        )
    )
    def test_gaps_are_the_seconds_that_no_span_covers(self, spans):
        gaps = found(spans, longer_s=0)
        for second in range(LONG):
            middle = second + 0.5
            covered = any(a < middle < b for a, b in spans)
            assert covered != any(a < middle < b for a, b in gaps)


@pytest.mark.django_db
def test_the_last_heartbeat_is_known():
    assert queries.last_heartbeat_at() is None
    Heartbeat.objects.create(worker="one", from_at=at(0), until_at=at(9))
    Heartbeat.objects.create(worker="two", from_at=at(0), until_at=at(5))
    assert queries.last_heartbeat_at() == at(9)


@pytest.mark.django_db
def test_jobs_are_listed_by_where_they_stand():
    dead, waiting = chores.fail.enqueue(), None
    run_waiting()
    waiting = chores.note.enqueue(number=1)
    assert list(queries.open_jobs()) == [waiting]
    assert list(queries.dead_jobs()) == [dead]
    assert queries.job(waiting.id) == waiting
