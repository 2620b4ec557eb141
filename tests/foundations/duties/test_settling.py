from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from django.db import transaction

from lantu.foundations.acts.actor import CLOCK
from lantu.foundations.acts.gate import Request
from lantu.foundations.acts.wording import Refused
from lantu.foundations.duties import actions as duties
from lantu.foundations.duties import kinds
from lantu.foundations.duties.models import Duty
from lantu.foundations.duties.queries import outcome
from lantu.foundations.duties.settling import (
    HoldFault,
    hold_in_doubt,
    move_clocks,
    run_out,
    settle,
)
from lantu.foundations.journal.follow import news_after
from lantu.foundations.journal.replay import differences
from lantu.foundations.lawbook.actions import propose_edition, publish_edition
from lantu.foundations.lawbook.queries import edition_by_digest, known_on
from lantu.law.clock import end_of
from lantu.law.duties import flow
from tests.foundations.duties.conftest import ASIDE, LAST_DAY_ON, LATE, SILENT
from tests.town import go_to

AFTER = end_of(LAST_DAY_ON) + timedelta(seconds=120)
NOTICE_ON = date(2020, 1, 27)
LOCAL_NOTICE = """\
holiday_notices:
  - year: 2019
    published_on: 2019-09-05
    number: 试验发明电〔2019〕9号
    address: 试验用通知.htm
    holidays:
      - {name: 中秋节, days_off: [{from_on: 2019-09-09, to_on: 2019-09-15}]}
"""


def now_of(duty) -> Duty:
    return Duty.objects.get(id=duty.id)


def moved() -> list:
    return [news.event for news in news_after(0, frozenset({"duties.clocks.moved/1"}))]


@pytest.mark.requirement("D1-36")
def test_silence_takes_its_meaning_once_after_the_grace(owe, told):
    duty = owe()
    go_to(AFTER - timedelta(microseconds=1))
    assert settle() == 0
    go_to(AFTER)
    assert settle() == 1
    assert settle() == 0
    assert run_out(Request(CLOCK), duty_id=duty.id) is False
    assert told == {"lapse": 1}
    assert (now_of(duty).state, now_of(duty).closed_at) == (
        flow.Duty.LAPSED,
        end_of(LAST_DAY_ON),
    )
    assert list(differences()) == []


def test_a_broken_last_day_is_held_once_and_never_decided_by_itself(owe, told):
    duty = owe()
    go_to(AFTER)
    until_at = end_of(LAST_DAY_ON)
    from_at = until_at - timedelta(minutes=30)
    duties.record_outage(ASIDE, from_at=from_at, until_at=until_at, cause="停电")
    assert (settle(), settle()) == (1, 0)
    go_to(AFTER + timedelta(days=100))
    assert settle() == 0
    assert (now_of(duty).state, now_of(duty).held_ground) == (flow.Duty.HELD, "停电")
    assert told == {"hold": 1}


def test_lateness_is_told_once_and_the_act_is_still_owed(owe, told):
    duty = owe(LATE)
    go_to(AFTER)
    assert (settle(), settle()) == (1, 0)
    assert (now_of(duty).state, now_of(duty).overdue_at) == (flow.Duty.OPEN, AFTER)
    assert told == {"overdue": 1}
    assert [one.id for one in Duty.objects.filter(overdue_at__isnull=False)] == [duty.id]


def test_one_case_is_settled_and_the_others_wait(owe, told):
    duty, other = owe(), owe()
    go_to(AFTER)
    assert settle(duty.case_id) == 1
    assert now_of(other).state == flow.Duty.OPEN
    assert settle() == 1
    assert told == {"lapse": 2}


def test_what_was_done_does_not_run_out(owe, told):
    duties.discharge(ASIDE, duty=owe())
    duties.cancel(ASIDE, duty=owe(), reason="撤回")
    owe(started_on=None)
    go_to(AFTER)
    assert settle() == 0
    assert not told


def test_a_fault_with_one_duty_keeps_no_other_from_its_due(owe, told, monkeypatch):
    broken = kinds.Kind("tests.broken", "坏", kinds.kind_of(SILENT).basis,
                        limit=kinds.kind_of(SILENT).limit, lapse=_break)  # fmt: skip
    monkeypatch.setitem(kinds._KINDS, broken.name, broken)
    first, second = owe(broken.name), owe()
    go_to(AFTER)
    with pytest.raises(ExceptionGroup) as raised:
        settle()
    assert [str(fault) for fault in raised.value.exceptions] == ["不巧"]
    assert (now_of(first).state, now_of(second).state) == (flow.Duty.OPEN, flow.Duty.LAPSED)


def _break(_act, _duty):
    raise RuntimeError("不巧")


@pytest.fixture
def january(owe):
    """Duties as they stood when the second notice of 2020 came: two open, one ended."""
    go_to(datetime(2020, 1, 20, 1, tzinfo=UTC))
    open_one, done = owe(started_on=date(2020, 1, 20)), owe(started_on=date(2020, 1, 20))
    duties.discharge(ASIDE, duty=done)
    return open_one, done


@pytest.mark.requirement("D1-34")
def test_the_notice_of_2020_01_27_moves_what_is_open_and_nothing_that_ended(january):
    open_one, done = january
    formerly = open_one.edition
    assert (open_one.last_day_on, done.last_day_on) == (date(2020, 2, 1), date(2020, 2, 1))
    go_to(datetime(2020, 1, 26, 15, 59, 59, tzinfo=UTC))
    assert move_clocks(Request(CLOCK)) == []
    go_to(datetime(2020, 1, 26, 16, tzinfo=UTC))
    assert move_clocks(Request(CLOCK)) == [str(open_one.id)]
    assert move_clocks(Request(CLOCK)) == []
    assert now_of(open_one).last_day_on == date(2020, 2, 4)
    assert (now_of(done).last_day_on, now_of(done).edition) == (date(2020, 2, 1), formerly)
    assert outcome(now_of(done), end_of(date(2020, 2, 10))).due.last_day_on == date(2020, 2, 1)
    (act,) = moved()
    assert act.from_editions == [formerly]
    assert act.to_edition == now_of(open_one).edition == known_on(NOTICE_ON).digest != formerly
    assert act.moved == [[str(open_one.id), "2020-02-01", "2020-02-04"]]
    assert edition_by_digest(formerly) != edition_by_digest(act.to_edition)
    assert list(differences()) == []


def test_a_clock_of_ten_working_days_moves_by_the_two_days_too(owe, monkeypatch):
    from lantu.law.coordination.deadlines import correction_due

    ten = kinds.Kind("tests.ten", "核对", kinds.kind_of(SILENT).basis, limit=correction_due)
    monkeypatch.setitem(kinds._KINDS, ten.name, ten)
    go_to(datetime(2020, 1, 16, 1, tzinfo=UTC))
    duty = owe("tests.ten", started_on=date(2020, 1, 16))
    assert duty.last_day_on == date(2020, 2, 4)
    go_to(datetime(2020, 1, 28, 1, tzinfo=UTC))
    move_clocks(Request(CLOCK))
    assert now_of(duty).last_day_on == date(2020, 2, 6)


@pytest.mark.parametrize("by", ["settling", "discharging", "pausing", "asking"])
def test_the_law_of_the_day_holds_whoever_comes_before_the_clocks_were_moved(january, by, told):
    open_one, _ = january
    go_to(end_of(date(2020, 2, 3)))
    if by == "settling":
        assert settle() == 0
    elif by == "discharging":
        duties.discharge(ASIDE, duty=now_of(open_one))
        assert not outcome(now_of(open_one), end_of(date(2020, 2, 10))).is_late
    elif by == "pausing":
        duties.pause(ASIDE, case_id=open_one.case_id, ground="等候")
    assert outcome(now_of(open_one), end_of(date(2020, 2, 3))).state is not flow.Duty.LAPSED
    assert bool(moved()) is (by != "asking")
    assert not told


def test_a_notice_that_two_persons_enter_moves_the_clocks_when_they_are_next_looked_at(
    owe, keepers
):
    first, second = keepers
    open_one, done = owe(), owe()
    duties.discharge(ASIDE, duty=done)
    go_to(datetime(2019, 9, 5, 1, tzinfo=UTC))
    edition = propose_edition(
        Request(first), content=LOCAL_NOTICE, note="临时调整", citation="试验"
    )
    assert move_clocks(Request(CLOCK)) == []
    publish_edition(Request(second), edition_id=edition.id)
    assert settle() == 0
    assert now_of(open_one).last_day_on == date(2019, 9, 16)
    assert now_of(done).last_day_on == LAST_DAY_ON
    (act,) = moved()
    assert [edition_by_digest(one).digest for one in (*act.from_editions, act.to_edition)] == [
        open_one.edition,
        now_of(open_one).edition,
    ]
    go_to(AFTER)
    assert settle() == 0


def test_a_notice_that_brings_the_end_nearer_is_not_missed(owe, keepers, told):
    first, second = keepers
    go_to(datetime(2019, 9, 5, 1, tzinfo=UTC))
    duty = owe(started_on=date(2019, 9, 5))
    assert duty.last_day_on == date(2019, 9, 12)
    earlier = LOCAL_NOTICE.replace(
        "to_on: 2019-09-15}]}", "to_on: 2019-09-09}], working: [2019-09-07, 2019-09-08]}"
    )
    edition = propose_edition(Request(first), content=earlier, note="调整", citation="试验")
    publish_edition(Request(second), edition_id=edition.id)
    go_to(end_of(date(2019, 9, 11)) + timedelta(seconds=120))
    state = outcome(now_of(duty), AFTER + timedelta(days=2)).state
    assert settle() == 1
    assert (now_of(duty).state, now_of(duty).last_day_on) == (state, date(2019, 9, 11))


def test_a_case_without_duties_has_nothing_to_settle(demonstration):
    assert settle(uuid4()) == 0
    with transaction.atomic():
        assert Duty.objects.count() == 0


@pytest.mark.requirement("AMB-74")
def test_a_running_duty_is_held_with_a_ground_where_its_end_would_mean_something(
    owe, told, supervisor
):
    duty, late = owe(), owe(LATE)
    for one, ground in ((duty, " "), (late, "退信")):
        with pytest.raises(Refused) as refusal:
            hold_in_doubt(supervisor, duty_id=one.id, ground=ground)
        assert refusal.value.code is HoldFault.NO_GROUND
    hold_in_doubt(supervisor, duty_id=duty.id, ground="退信")
    go_to(AFTER)
    settle()
    assert (now_of(duty).state, now_of(duty).held_ground) == (flow.Duty.HELD, "退信")
    assert told == {"hold": 1, "overdue": 1}
