from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from lantu.law import clock
from lantu.law.calendar import calendar
from lantu.law.clock import Outage, Pause
from lantu.law.edition import shipped
from lantu.law.explanation import Reason
from lantu.law.wording import Refused

CASES = yaml.safe_load((Path(__file__).parent.parent / "cases" / "due.yaml").read_text("utf-8"))
DAYS = st.dates(date(2018, 1, 1), date(2026, 12, 31))
AMOUNTS = st.integers(1, 60)


def due(start, amount, pauses=()):
    return clock.run_working_days(shipped(), start, amount, pauses)


@pytest.mark.requirement("D1-32", "D1-34", "D1-40")
@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_known_due_dates_come_out_right(case):
    edition = shipped()
    if "known_on" in case:
        edition = edition.known_on(case["known_on"])
    result = clock.run_working_days(edition, case["start"], case["days"])
    assert result.last_day_on == case["last"]
    assert result.provisional is case.get("provisional", False)


def test_the_last_day_ends_at_midnight_in_zhengzhou():
    result = due(date(2019, 9, 17), 5)
    assert result.lapses_at == datetime(2019, 9, 24, 16, tzinfo=UTC)
    assert clock.day_of(result.lapses_at - timedelta(microseconds=1)) == result.last_day_on
    assert clock.day_of(result.lapses_at) == date(2019, 9, 25)


def test_the_explanation_names_holiday_and_notice():
    words = due(date(2019, 9, 2), 10).chinese
    assert "2019年9月13日为中秋节放假（国办发明电〔2018〕15号），不计入" in words
    assert words.startswith("自2019年9月2日起10个工作日，起始日不计入")
    assert words.endswith("末日为2019年9月17日，当日24时届满。")


def test_the_explanation_names_a_weekend_day_that_was_worked():
    steps = due(date(2019, 9, 24), 5).steps
    shifted = [step for step in steps if step.code is Reason.SHIFTED]
    assert [step.facts["on"] for step in shifted] == [date(2019, 9, 29)]


@given(DAYS, AMOUNTS)
def test_a_due_day_is_a_working_day_and_the_days_up_to_it_are_as_many_as_asked(start, amount):
    last = due(start, amount).last_day_on
    days = calendar(shipped())
    assert days.is_working(last)
    assert days.working_days_between(start, last) == amount


@given(DAYS, AMOUNTS, AMOUNTS)
def test_two_clocks_one_after_the_other_end_where_one_of_both_ends(start, first, second):
    middle = due(start, first).last_day_on
    assert due(middle, second).last_day_on == due(start, first + second).last_day_on


@given(DAYS, st.integers(0, 30), AMOUNTS)
def test_a_later_start_is_never_due_earlier(start, later, amount):
    shifted = start + timedelta(days=later)
    assert due(shifted, amount).last_day_on >= due(start, amount).last_day_on


@given(DAYS, st.integers(1, 20), st.integers(0, 20), st.integers(0, 20))
def test_a_pause_moves_the_last_day_by_the_working_days_it_covers(start, amount, after, length):
    begins = start + timedelta(days=after)
    pause = Pause(begins, begins + timedelta(days=length), "补正材料")
    paused = due(start, amount, [pause]).last_day_on
    plain = due(start, amount).last_day_on
    days = calendar(shipped())
    counted = days.working_days_between(start, paused)
    inside = sum(
        days.is_working(on) and on > start
        for on in (begins + timedelta(days=n) for n in range(length + 1))
    )
    assert paused == plain if begins > plain else counted == amount + inside
    assert not pause.covers(paused)


def test_an_open_pause_leaves_no_last_day_and_says_what_is_left():
    result = due(date(2019, 9, 17), 5, [Pause(date(2019, 9, 19), None, "等待勘测")])
    assert (result.last_day_on, result.lapses_at, result.left) == (None, None, 4)
    assert "因等待勘测中止，尚余4天" in result.chinese


def test_a_pause_after_the_last_day_changes_nothing():
    late = Pause(date(2019, 9, 25), None, "等待勘测")
    assert due(date(2019, 9, 17), 5, [late]).last_day_on == date(2019, 9, 24)


def test_a_pause_that_ends_before_it_begins_is_refused():
    with pytest.raises(Refused, match="早于起日"):
        Pause(date(2019, 9, 20), date(2019, 9, 19), "补正材料")


def test_natural_days_end_on_a_working_day():
    result = clock.run_natural_days(shipped(), date(2019, 9, 5), 10)
    assert result.last_day_on == date(2019, 9, 16)
    assert "顺延至2019年9月16日" in result.chinese


def test_natural_days_wait_through_a_pause():
    pause = Pause(date(2019, 9, 6), date(2019, 9, 8), "补正材料")
    assert clock.run_natural_days(shipped(), date(2019, 9, 5), 1, [pause]).last_day_on == date(
        2019, 9, 9
    )
    open_pause = Pause(date(2019, 9, 6), None, "补正材料")
    standing = clock.run_natural_days(shipped(), date(2019, 9, 5), 3, [open_pause])
    assert (standing.last_day_on, standing.left) == (None, 3)


def test_minutes_run_across_midnight_from_their_moment():
    started_at = datetime(2019, 9, 25, 23, 58, tzinfo=clock.ZHENGZHOU)
    result = clock.run_minutes(shipped(), started_at, 3)
    assert result.lapses_at == datetime(2019, 9, 25, 16, 1, tzinfo=UTC)
    assert result.last_day_on == date(2019, 9, 26)


@pytest.mark.requirement("D1-40")
def test_a_clock_that_follows_starts_from_the_last_day_or_from_the_last_reply():
    replies = due(date(2019, 9, 17), 5)
    assert clock.following_start(replies.last_day_on) == date(2019, 9, 24)
    assert clock.following_start(replies.last_day_on, date(2019, 9, 19)) == date(2019, 9, 19)
    assert due(clock.following_start(replies.last_day_on), 5).last_day_on == date(2019, 9, 30)


@pytest.mark.parametrize(
    ("begins", "minutes", "broken"),
    [("2019-09-24T10:00", 30, True), ("2019-09-24T10:00", 29, False),
     ("2019-09-24T23:31", 600, False), ("2019-09-24T23:30", 600, True),
     ("2019-09-23T10:00", 600, False), ("2019-09-23T20:00", 270, True)],
)  # fmt: skip
def test_only_an_outage_of_the_last_day_breaks_a_deadline(begins, minutes, broken):
    from_at = datetime.fromisoformat(begins).replace(tzinfo=clock.ZHENGZHOU)
    outage = Outage(from_at, from_at + timedelta(minutes=minutes))
    result = due(date(2019, 9, 17), 5)
    assert clock.is_broken_by(shipped(), result, [outage]) is broken


@pytest.mark.parametrize(
    ("amount", "words"),
    [(0, "不小于 1"), (-3, "不小于 1"), (10**9, "过长"), (2.5, "整数"), (True, "整数")],
)
def test_an_amount_that_is_no_sensible_number_is_refused(amount, words):
    for run in (clock.run_working_days, clock.run_natural_days):
        with pytest.raises(Refused, match=words):
            run(shipped(), date(2019, 9, 17), amount)


@pytest.mark.parametrize("start", [date.min, date(2017, 12, 31), date(2031, 1, 1), date.max])
def test_a_start_outside_the_calendar_is_refused_with_its_bounds(start):
    with pytest.raises(Refused, match=r"2018年1月1日至2030年12月31日"):
        due(start, 5)


def test_a_clock_that_runs_past_the_calendar_is_refused():
    with pytest.raises(Refused, match="超出"):
        due(date(2030, 12, 20), 30)
    with pytest.raises(Refused, match="超出"):
        clock.run_minutes(shipped(), datetime.max.replace(tzinfo=UTC) - timedelta(days=1), 9_999)


def test_a_moment_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="时区"):
        clock.day_of(datetime(2019, 9, 17, 12))
