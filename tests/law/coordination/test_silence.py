from datetime import UTC, date, datetime, timedelta

import pytest

from lantu.law.coordination.deadlines import reply_due
from lantu.law.coordination.silence import (
    Override,
    Silence,
    clock_is_off,
    is_in_time,
    lapses,
    may_object_later,
    meaning,
)

MIDNIGHT = datetime(2019, 9, 24, 16, tzinfo=UTC)


@pytest.fixture
def due(edition):
    return reply_due(edition, date(2019, 9, 17))


@pytest.mark.requirement("D1-36")
def test_an_answer_counts_until_the_last_instant_of_the_last_day(due):
    assert is_in_time(due, MIDNIGHT - timedelta(microseconds=1))
    assert not is_in_time(due, MIDNIGHT)


@pytest.mark.requirement("D1-36")
@pytest.mark.parametrize(
    ("seconds", "lapsed"), [(-1, False), (0, False), (119, False), (120, True)]
)
def test_silence_lapses_after_a_short_grace(edition, due, seconds, lapsed):
    now = MIDNIGHT + timedelta(seconds=seconds)
    assert lapses(edition, due, now, answered=False, broken=False) is lapsed


@pytest.mark.requirement("D1-36")
def test_neither_an_answer_nor_a_broken_day_lets_a_task_lapse(edition, due):
    late = MIDNIGHT + timedelta(days=3)
    assert not lapses(edition, due, late, answered=True, broken=False)
    assert not lapses(edition, due, late, answered=False, broken=True)


@pytest.mark.requirement("D1-36")
def test_silence_speaks_of_site_and_land_space_only():
    assert meaning("D1-C05", is_fact=False) is Silence.NO_OBJECTION
    assert meaning("D1-C07", is_fact=True) is Silence.FACT_UNANSWERED
    assert meaning("D1-C12", is_fact=False) is Silence.SERVICE_UNOFFERED
    assert meaning("D1-C05", is_fact=False, broken=True) is Silence.HELD


@pytest.mark.requirement("D1-37")
@pytest.mark.parametrize(
    ("facts", "allowed"),
    [
        ({}, False),
        ({"ground": Override.SAFETY}, False),
        ({"ground": Override.SAFETY, "reason": "地质灾害"}, False),
        ({"ground": Override.SAFETY, "reason": " ", "signed_off": True}, False),
        ({"ground": Override.SAFETY, "reason": "地质灾害", "signed_off": True}, True),
        ({"deemed": False}, True),
        ({"spatial": False}, True),
    ],
)
def test_whoever_kept_silent_objects_only_with_ground_reason_and_signature(facts, allowed):
    plain = {"deemed": True, "spatial": True, "ground": None, "reason": "", "signed_off": False}
    assert may_object_later(**{**plain, **facts}) is allowed


@pytest.mark.parametrize(("seconds", "off"), [(0, False), (120, False), (121, True), (-121, True)])
def test_a_clock_off_by_more_than_two_minutes_is_not_trusted(edition, seconds, off):
    system_at = MIDNIGHT + timedelta(seconds=seconds)
    assert clock_is_off(edition, system_at, MIDNIGHT) is off
