from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from lantu.foundations.acts.actor import SYSTEM
from lantu.foundations.acts.gate import Request
from lantu.foundations.duties import actions as duties
from lantu.foundations.duties.models import Duty
from lantu.foundations.duties.queries import (
    doubt,
    due_of,
    duties_of,
    has_run_out,
    inbox,
    inbox_of,
    on_time_share,
    open_duties_of,
    open_duty,
    outcome,
    overdue,
    pauses_of,
)
from lantu.foundations.duties.settling import settle
from lantu.foundations.lawbook.queries import known_on
from lantu.foundations.people.actions import open_unit
from lantu.foundations.people.models import Standing
from lantu.law.clock import end_of
from lantu.law.coordination.deadlines import Lamp
from lantu.law.duties import flow
from tests.databases import rolled_back
from tests.foundations.duties.conftest import ASIDE, BEGUN_ON, ENDLESS, LAST_DAY_ON, LATE, SILENT
from tests.town import go_to

LAPSES_AT = end_of(LAST_DAY_ON)
GRACE = timedelta(seconds=120)


@pytest.mark.requirement("D1-34")
def test_a_clock_of_five_working_days_starts_on_the_day_after_its_event(owe):
    due = due_of(owe(), known_on(BEGUN_ON))
    assert (due.last_day_on, due.lapses_at) == (LAST_DAY_ON, LAPSES_AT)


def test_what_has_not_begun_or_has_no_limit_has_no_clock(owe):
    assert due_of(owe(started_on=None), known_on(BEGUN_ON)) is None
    assert due_of(owe(ENDLESS), known_on(BEGUN_ON)) is None


@pytest.mark.requirement("D1-36")
def test_the_last_instant_is_half_open_and_a_grace_follows_it(owe):
    edition = known_on(LAST_DAY_ON)
    due = due_of(owe(), edition)
    assert not has_run_out(edition, due, LAPSES_AT + GRACE - timedelta(microseconds=1))
    assert has_run_out(edition, due, LAPSES_AT + GRACE)


def test_lateness_begins_at_the_limit_and_silence_after_the_grace(owe):
    duty = owe()
    before = outcome(duty, LAPSES_AT - timedelta(microseconds=1))
    assert (before.state, before.is_late, before.lamp) == (flow.Duty.OPEN, False, Lamp.RED)
    assert outcome(duty, LAPSES_AT).is_late
    assert outcome(duty, LAPSES_AT).state is flow.Duty.OPEN
    assert outcome(duty, LAPSES_AT + GRACE).state is flow.Duty.LAPSED


def test_what_means_nothing_by_its_end_stays_owed_and_is_late(owe):
    after = outcome(owe(LATE), LAPSES_AT + GRACE)
    assert (after.state, after.is_late, after.lamp) == (flow.Duty.OPEN, True, Lamp.RED)


def told_of(one):
    last = one.due.last_day_on if one.due else None
    return one.state, one.is_late, one.lamp, last


@st.composite
def stories(draw):
    return {
        "kind": draw(st.sampled_from((SILENT, LATE, ENDLESS))),
        "started_on": draw(st.none() | st.dates(date(2019, 9, 2), date(2020, 3, 1))),
        "wait": timedelta(seconds=draw(st.integers(0, 40 * 86400))),
        "outage_minutes": draw(st.none() | st.integers(1, 120)),
    }


@example({"kind": SILENT, "started_on": date(2020, 1, 20), "wait": timedelta(days=12, hours=16,
          minutes=2), "outage_minutes": None})  # fmt: skip
@example({"kind": SILENT, "started_on": date(2019, 9, 2), "wait": timedelta(days=20),
          "outage_minutes": 30})  # fmt: skip
@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(stories())
def test_what_a_duty_amounts_to_is_the_same_before_and_after_it_was_settled(owe, story):
    with rolled_back():
        begun_on = story["started_on"] or BEGUN_ON
        go_to(max(end_of(begun_on) - timedelta(hours=14), datetime(2019, 9, 2, 1, tzinfo=UTC)))
        duty = owe(story["kind"], story["started_on"])
        go_to(max(end_of(begun_on) - timedelta(hours=14) + story["wait"],
                  datetime(2019, 9, 2, 1, tzinfo=UTC)))  # fmt: skip
        moment = _break(duty, story["outage_minutes"])
        before = told_of(outcome(duty, moment))
        settle()
        assert told_of(outcome(Duty.objects.get(id=duty.id), moment)) == before
        assert settle() == 0


def _break(duty, minutes):
    """Record an outage in the last hours of the last day, where that day has come."""
    from lantu.foundations.acts.clock import now

    if minutes and duty.lapses_at and duty.lapses_at <= now():
        from_at = duty.lapses_at - timedelta(minutes=minutes)
        duties.record_outage(ASIDE, from_at=from_at, until_at=duty.lapses_at, cause="机房停电")
    return now()


@pytest.mark.parametrize(("minutes", "held"), [(29, False), (30, True)])
def test_half_an_hour_without_the_platform_on_the_last_day_is_a_doubt(owe, minutes, held):
    edition, duty = known_on(LAST_DAY_ON), owe()
    go_to(LAPSES_AT)
    from_at = LAPSES_AT - timedelta(minutes=minutes)
    duties.record_outage(ASIDE, from_at=from_at, until_at=LAPSES_AT, cause="机房停电")
    assert doubt(edition, due_of(duty, edition)) == ("机房停电" if held else None)


def test_the_part_of_an_outage_outside_the_last_day_does_not_count(owe):
    edition, duty = known_on(LAST_DAY_ON), owe()
    go_to(LAPSES_AT + timedelta(days=1))
    span = timedelta(minutes=29)
    duties.record_outage(ASIDE, from_at=LAPSES_AT - span, until_at=LAPSES_AT + span, cause="停电")
    assert doubt(edition, due_of(duty, edition)) is None


def test_an_inbox_has_the_most_urgent_first_and_what_has_no_limit_last(owe, unit):
    endless, later, first = owe(ENDLESS), owe(started_on=date(2019, 9, 3)), owe()
    assert [duty.id for duty in inbox(unit.id)] == [first.id, later.id, endless.id]
    assert open_duties_of(unit.id)


def test_the_supervising_division_finds_what_is_late_anywhere(owe, unit):
    supervisor = open_unit(ASIDE, key="watch", name="督查", standing=Standing.SUPERVISOR)
    late = owe(LATE)
    assert not inbox_of(supervisor, LAPSES_AT - timedelta(seconds=1)).exists()
    assert [duty.id for duty in inbox_of(supervisor, LAPSES_AT)] == [late.id]
    assert [duty.id for duty in overdue(LAPSES_AT)] == [late.id]
    assert [duty.id for duty in inbox_of(unit, LAPSES_AT)] == [late.id]


def test_duties_are_found_by_their_case_and_by_what_they_are_about(owe, unit):
    case = uuid4()
    duty, _ = owe(case_id=case), owe()
    assert list(duties_of(case)) == [duty]
    assert open_duty(unit.id, LATE) is None
    assert open_duty(unit.id, SILENT).kind == SILENT


@pytest.mark.requirement("D1-70")
def test_the_share_done_in_time_counts_what_ended_and_not_what_was_cancelled(owe):
    done, _lapsed, cancelled = owe(), owe(), owe()
    duties.discharge(ASIDE, duty=done)
    duties.cancel(ASIDE, duty=cancelled, reason="另行办理")
    go_to(LAPSES_AT + GRACE)
    settle()
    late = owe(LATE)
    go_to(LAPSES_AT + GRACE + timedelta(days=1))
    duties.discharge(Request(SYSTEM), duty=late)
    assert on_time_share(Duty.objects.all()) == (1, 3)


def test_the_pauses_of_a_clock_come_in_their_order(owe):
    duty = owe()
    for day in (3, 5):
        go_to(datetime(2019, 9, day, 1, tzinfo=UTC))
        duties.pause(ASIDE, case_id=duty.case_id, ground="等候")
        go_to(datetime(2019, 9, day, 9, tzinfo=UTC))
        duties.resume(ASIDE, case_id=duty.case_id)
    duty.refresh_from_db()
    assert [pause.from_on.day for pause in pauses_of(duty)] == [3, 5]
    assert duty.last_day_on == date(2019, 9, 11)
