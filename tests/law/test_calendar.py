import json
from dataclasses import replace
from datetime import date, timedelta

import chinese_calendar
import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lantu.law.calendar import DayKind, YearState, calendar, is_alarming
from lantu.law.edition import shipped
from lantu.law.rows import Holiday, HolidayNotice, Span
from lantu.law.wording import Refused

ANNOUNCED = [date(2018, 1, 1) + timedelta(days=n) for n in range(3287)]


def working(known_on=None):
    edition = shipped().known_on(known_on) if known_on else shipped()
    return calendar(edition)


def test_nine_years_equal_chinesecalendar_day_by_day():
    assert ANNOUNCED[-1] == date(2026, 12, 31)
    days = working()
    assert [d for d in ANNOUNCED if days.is_working(d) != chinese_calendar.is_workday(d)] == []


def test_nine_years_equal_holidays_day_by_day():
    days, china = working(), holidays.country_holidays("CN", years=range(2018, 2028))
    assert [d for d in ANNOUNCED if days.is_working(d) != china.is_working_day(d)] == []


def test_nine_years_equal_holiday_cn_day_by_day(shared_data):
    listed = {}
    for year in range(2018, 2028):
        content = json.loads((shared_data / f"holidays/holiday-cn/{year}.json").read_text("utf-8"))
        listed |= {date.fromisoformat(day["date"]): not day["isOffDay"] for day in content["days"]}
    days = working()
    wrong = [d for d in ANNOUNCED if days.is_working(d) != listed.get(d, d.weekday() < 5)]
    assert wrong == []


@pytest.mark.parametrize(
    ("known_on", "off", "worked"),
    [(date(2019, 3, 21), ["05-01"], []),
     (date(2019, 3, 22), ["05-01", "05-02", "05-03", "05-04"], ["04-28", "05-05"])],
)  # fmt: skip
def test_labour_day_of_2019_was_one_day_until_it_was_amended(known_on, off, worked):
    days = working(known_on)
    span = [date(2019, 4, 27) + timedelta(days=n) for n in range(9)]
    found = [days.day(on) for on in span]
    assert [f"{d.on:%m-%d}" for d in found if d.kind is DayKind.HOLIDAY] == off
    assert [f"{d.on:%m-%d}" for d in found if d.kind is DayKind.SHIFTED] == worked


@pytest.mark.parametrize(
    ("known_on", "last_off", "worked"),
    [(date(2020, 1, 26), date(2020, 1, 30), [date(2020, 1, 19), date(2020, 2, 1)]),
     (date(2020, 1, 27), date(2020, 2, 2), [date(2020, 1, 19)])],
)  # fmt: skip
def test_spring_festival_of_2020_was_extended_while_it_lasted(known_on, last_off, worked):
    days = working(known_on)
    span = [date(2020, 1, 18) + timedelta(days=n) for n in range(16)]
    off = [on for on in span if days.day(on).kind is DayKind.HOLIDAY]
    assert (off[0], off[-1]) == (date(2020, 1, 24), last_off)
    assert [on for on in span if days.day(on).kind is DayKind.SHIFTED] == worked


def test_a_day_names_the_notice_that_made_it():
    day = working().day(date(2020, 2, 1))
    assert (day.name, day.source) == ("春节", "国办发明电〔2020〕1号")


def test_a_year_without_a_notice_is_provisional_and_keeps_the_days_of_the_decree():
    days = working()
    assert days.is_provisional(date(2027, 3, 1))
    assert days.day(date(2027, 10, 1)).kind is DayKind.HOLIDAY
    assert days.day(date(2027, 2, 5)).source == "国务院令第795号"
    assert not days.is_provisional(date(2026, 12, 28))


def test_the_last_days_of_a_year_wait_for_the_next_notice():
    before, after = working(date(2018, 12, 5)), working(date(2018, 12, 6))
    assert before.is_provisional(date(2018, 12, 29))
    assert not before.is_working(date(2018, 12, 29))
    assert after.is_working(date(2018, 12, 29))
    assert not after.is_provisional(date(2018, 12, 29))


def test_status_says_of_each_year_how_much_is_known():
    states = {year.year: year.state for year in working().status()}
    assert states[2018] is YearState.ANNOUNCED
    assert states[2019] is states[2020] is YearState.AMENDED
    assert states[2027] is YearState.PROVISIONAL


@pytest.mark.parametrize(
    ("today", "alarming"),
    [(date(2026, 10, 31), False), (date(2026, 11, 1), True), (date(2025, 11, 3), True),
     (date(2025, 11, 4), False), (date(2026, 1, 5), False)],
)  # fmt: skip
def test_from_november_on_a_missing_next_year_is_an_alarm(today, alarming):
    assert is_alarming(shipped(), today) is alarming


def test_a_notice_loaded_later_makes_its_year_certain():
    notice = HolidayNotice(
        2027,
        date(2026, 11, 30),
        "http://example.test/content_1.htm",
        (Holiday("元旦", (Span(date(2027, 1, 1), date(2027, 1, 3)),), (date(2026, 12, 27),)),),
    )
    later = replace(shipped(), holiday_notices=(*shipped().holiday_notices, notice))
    days = calendar(later)
    assert days.is_working(date(2026, 12, 27))
    assert not days.is_provisional(date(2027, 1, 4))
    assert days.is_working(date(2027, 2, 8))  # only what the notice names is off
    assert later.digest != shipped().digest


@given(st.dates(date(2018, 1, 1), date(2030, 12, 1)))
def test_the_next_working_day_is_worked_and_skips_none(on):
    days = working()
    found = days.next_working_day(on)
    assert days.is_working(found)
    between = (on + timedelta(days=n) for n in range((found - on).days))
    assert not any(days.is_working(day) for day in between)


@given(st.dates(date(2018, 1, 1), date(2030, 12, 31)), st.integers(0, 400))
def test_counting_adds_up_one_for_each_day_worked(after, length):
    days = working()
    until = min(after + timedelta(days=length), days.last_on)
    counted = sum(
        days.is_working(after + timedelta(days=n)) for n in range(1, (until - after).days + 1)
    )
    assert days.working_days_between(after, until) == counted


@pytest.mark.parametrize("on", [date.min, date(2017, 12, 31), date(2031, 1, 1), date.max])
def test_a_day_outside_is_refused_with_the_bounds(on):
    for ask in (working().day, working().next_working_day, working().is_working):
        with pytest.raises(Refused, match=r"2018年1月1日至2030年12月31日"):
            ask(on)


def test_an_edition_without_any_year_says_so():
    empty = replace(shipped(), holiday_notices=(), statutory_holidays=())
    with pytest.raises(Refused, match="载入节假日通知"):
        calendar(empty).day(date(2019, 9, 17))
