from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest

from lantu.foundations.acts.policy import Denied
from lantu.foundations.duties import actions as duties
from lantu.foundations.duties.models import Duty, Outage, Pause
from lantu.foundations.duties.queries import outcome
from lantu.foundations.duties.settling import settle
from lantu.foundations.journal.follow import news_after
from lantu.foundations.journal.replay import differences
from lantu.foundations.people.actions import open_unit
from lantu.foundations.people.models import Standing
from lantu.law.clock import end_of
from lantu.law.duties import flow
from lantu.law.wording import Refused
from tests.foundations.duties.conftest import ASIDE, BEGUN_ON, ENDLESS, LAST_DAY_ON, SILENT
from tests.town import go_to

AFTER = end_of(LAST_DAY_ON) + timedelta(seconds=120)


def on(day: int, month: int = 9) -> datetime:
    return datetime(2019, month, day, 1, tzinfo=UTC)


@pytest.fixture
def held(owe):
    duty = owe()
    go_to(AFTER)
    until_at = end_of(LAST_DAY_ON)
    duties.record_outage(
        ASIDE, from_at=until_at - timedelta(hours=1), until_at=until_at, cause="停电"
    )
    settle()
    duty.refresh_from_db()
    assert duty.state == flow.Duty.HELD
    return duty


def test_a_duty_keeps_the_edition_its_clock_was_computed_by(owe):
    duty = owe()
    assert (duty.state, duty.last_day_on, len(duty.edition)) == (flow.Duty.OPEN, LAST_DAY_ON, 64)
    assert not duty.is_provisional
    assert list(differences()) == []


def test_a_clock_that_waits_begins_when_it_is_told(owe):
    duty = owe(started_on=None)
    assert duty.lapses_at is None
    duties.begin(ASIDE, duty=duty, started_on=date(2019, 9, 3))
    assert duty.last_day_on == date(2019, 9, 10)


def test_what_is_done_in_time_is_not_late(owe):
    duty = duties.discharge(ASIDE, duty=owe())
    assert (duty.state, outcome(duty, AFTER).is_late) == (flow.Duty.DONE, False)


@pytest.mark.parametrize(("microseconds", "late"), [(-1, False), (0, True)])
def test_the_moment_of_the_act_says_whether_it_was_late(owe, microseconds, late):
    duty, at = owe(), end_of(LAST_DAY_ON) + timedelta(microseconds=microseconds)
    go_to(at)
    duties.discharge(ASIDE, duty=duty)
    assert outcome(duty, AFTER).is_late is late
    (news,) = news_after(0, frozenset({"duties.duty.discharged/1"}))
    assert news.event.is_late is late


@pytest.mark.parametrize("state", ["lapsed", "held"])
def test_a_proof_that_it_was_done_in_time_undoes_silence_and_doubt(owe, request, state):
    duty = request.getfixturevalue("held") if state == "held" else owe()
    if state == "lapsed":
        go_to(AFTER)
        settle()
        duty.refresh_from_db()
    duties.discharge(ASIDE, duty=duty, at=end_of(LAST_DAY_ON) - timedelta(hours=2))
    assert (duty.state, outcome(duty, AFTER).is_late) == (flow.Duty.DONE, False)
    assert list(differences()) == []


def test_what_is_cancelled_needs_a_reason_and_is_owed_no_more(owe):
    duty = owe()
    with pytest.raises(Refused, match="理由"):
        duties.cancel(ASIDE, duty=duty, reason=" ")
    duties.cancel(ASIDE, duty=duty, reason="撤回")
    go_to(AFTER)
    assert settle() == 0
    with pytest.raises(Refused):
        duties.discharge(ASIDE, duty=duty)


def test_what_was_done_is_owed_once_more_with_a_clock_of_its_own(owe):
    duty = duties.discharge(ASIDE, duty=owe())
    duties.reopen(ASIDE, duty=duty, started_on=date(2019, 9, 10))
    assert (duty.state, duty.closed_at, duty.last_day_on) == (
        flow.Duty.OPEN,
        None,
        date(2019, 9, 18),
    )
    go_to(AFTER)
    assert settle() == 0
    duties.discharge(ASIDE, duty=duty)
    duties.reopen(ASIDE, duty=duty, started_on=None)
    assert duty.lapses_at is None


def test_another_unit_takes_over_and_the_clock_runs_on(owe, unit):
    duty = owe()
    heir = open_unit(ASIDE, key="heir", name="接办局", standing=Standing.MUNICIPAL_DEPARTMENT)
    duties.hand_over(ASIDE, duty=duty, unit=heir)
    assert (duty.unit, duty.person, duty.last_day_on) == (heir, None, LAST_DAY_ON)
    (news,) = news_after(0, frozenset({"duties.duty.handed_over/1"}))
    assert (news.event.from_unit_id, news.event.to_unit_id) == (unit.id, heir.id)


@pytest.mark.requirement("D1-36")
def test_a_clock_that_stands_still_neither_lapses_nor_counts_its_days(owe):
    duty = owe()
    go_to(on(4))
    duties.pause(ASIDE, case_id=duty.case_id, ground="等候会议")
    duty.refresh_from_db()
    assert (duty.last_day_on, duty.lapses_at) == (None, None)
    go_to(on(30))
    assert settle() == 0
    duties.resume(ASIDE, case_id=duty.case_id)
    duty.refresh_from_db()
    # One day was counted on 09-03; four of 10-08, 10-09, 10-10 and 10-11 are left.
    assert duty.last_day_on == date(2019, 10, 11)
    assert Pause.objects.get(duty=duty).until_on == date(2019, 9, 30)


def test_only_the_clocks_of_the_case_stand_still(owe):
    duty, other = owe(), owe()
    duties.pause(ASIDE, case_id=duty.case_id, ground="等候")
    other.refresh_from_db()
    assert other.last_day_on == LAST_DAY_ON
    assert duties.resume(ASIDE, case_id=other.case_id) == []
    with pytest.raises(Refused, match="理由"):
        duties.pause(ASIDE, case_id=other.case_id, ground="")


def test_what_ended_while_its_clock_stood_still_gets_no_clock_again(owe):
    duty = owe()
    duties.pause(ASIDE, case_id=duty.case_id, ground="等候")
    duty.refresh_from_db()
    duties.discharge(ASIDE, duty=duty)
    go_to(on(30))
    duties.resume(ASIDE, case_id=duty.case_id)
    duty.refresh_from_db()
    assert (duty.state, duty.last_day_on) == (flow.Duty.DONE, None)


def test_the_supervising_division_lets_silence_stand_in_spite_of_the_doubt(held, supervisor, told):
    with pytest.raises(Denied):
        duties.let_stand(ASIDE, duty_id=held.id, reason="已电话核实")
    with pytest.raises(Refused, match="理由"):
        duties.let_stand(supervisor, duty_id=held.id, reason="")
    duties.let_stand(supervisor, duty_id=held.id, reason="已电话核实")
    held.refresh_from_db()
    assert (held.state, told) == (flow.Duty.LAPSED, {"hold": 1, "lapse": 1})


def test_the_supervising_division_gives_a_fresh_clock(held, supervisor, told):
    duties.begin_anew(supervisor, duty_id=held.id, reason="重新送达", started_on=date(2019, 9, 10))
    held.refresh_from_db()
    assert (held.state, held.last_day_on, held.held_ground) == (
        flow.Duty.OPEN,
        date(2019, 9, 18),
        "",
    )
    assert told == {"hold": 1}


def test_a_fresh_clock_is_given_its_first_day(held, supervisor):
    with pytest.raises(Refused) as refusal:
        duties.begin_anew(supervisor, duty_id=held.id, reason="重新送达")
    assert refusal.value.code is duties.DutyFault.START_MISSING


def test_an_outage_has_a_cause_and_runs_forward_into_the_past(demonstration):
    morning = on(2)
    for from_at, until_at, cause in (
        (morning, morning, "停电"),
        (morning, morning + timedelta(seconds=1), "停电"),
        (morning - timedelta(hours=1), morning, " "),
    ):
        with pytest.raises(Refused):
            duties.record_outage(ASIDE, from_at=from_at, until_at=until_at, cause=cause)
    duties.record_outage(
        ASIDE, from_at=morning - timedelta(hours=1), until_at=morning, cause="停电"
    )
    assert Outage.objects.get().cause == "停电"


def test_a_duty_without_a_limit_never_runs_out(owe):
    duty = owe(ENDLESS)
    go_to(on(30))
    assert settle() == 0
    assert Duty.objects.get(id=duty.id).state == flow.Duty.OPEN


def test_a_kind_that_nobody_registered_is_not_owed(unit):
    with pytest.raises(KeyError):
        duties.owe(ASIDE, kind=f"{SILENT}.not", unit=unit, case_id=uuid4(), subject=unit,
                   started_on=BEGUN_ON)  # fmt: skip


def test_a_duty_is_passed_on_inside_its_unit_alone(town, told):
    unit = town.unit("forestry")
    clerk, stranger = town.account("forestry", "clerk"), town.account("parks", "clerk")
    by, from_outside = town.ask("forestry", "clerk"), town.ask("parks", "clerk")
    duty = duties.owe(ASIDE, kind=SILENT, unit=unit, case_id=uuid4(), subject=unit)
    duties.pass_on(by, duty_id=duty.id, person_id=clerk.id)
    assert Duty.objects.get().person == clerk
    (news,) = news_after(0, frozenset({"duties.duty.passed_on/1"}))
    assert (news.event.duty_id, news.event.person_id) == (duty.id, clerk.id)
    with pytest.raises(Refused, match="不是责任单位"):
        duties.pass_on(by, duty_id=duty.id, person_id=stranger.id)
    with pytest.raises(Denied):
        duties.pass_on(from_outside, duty_id=duty.id, person_id=stranger.id)
    duties.cancel(ASIDE, duty=duty, reason="不再需要")
    with pytest.raises(Refused, match="已经办结"):
        duties.pass_on(by, duty_id=duty.id, person_id=None)
    assert list(differences()) == []
