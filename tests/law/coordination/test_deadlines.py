from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lantu.law.clock import Pause
from lantu.law.coordination.deadlines import (
    Lamp,
    correction_due,
    delivery_due,
    intake_return_due,
    joint_meeting_due,
    lamp,
    opinion_due,
    opinion_starts_on,
    reminders,
    reply_due,
)
from lantu.law.edition import shipped
from lantu.law.wording import Refused


@pytest.mark.requirement("D1-29", "D1-32")
def test_the_red_line_is_corrected_within_ten_working_days_of_receipt(edition):
    assert correction_due(edition, date(2019, 9, 2)).last_day_on == date(2019, 9, 17)


@pytest.mark.requirement("D1-34")
def test_a_department_answers_within_five_working_days_of_delivery(edition):
    due = reply_due(edition, date(2019, 9, 17))
    assert due.last_day_on == date(2019, 9, 24)
    assert due.chinese.startswith("自2019年9月17日送达起5个工作日")


@pytest.mark.requirement("D1-40")
def test_the_opinion_is_formed_within_five_working_days_of_the_last_reply_day(edition):
    starts_on = opinion_starts_on([date(2019, 9, 24), date(2019, 9, 24)], [None, date(2019, 9, 19)])
    assert starts_on == date(2019, 9, 24)
    assert opinion_due(edition, starts_on).last_day_on == date(2019, 9, 30)


@pytest.mark.requirement("D1-40")
def test_the_third_clock_starts_sooner_when_all_have_answered():
    days = [date(2019, 9, 24), date(2019, 9, 26)]
    assert opinion_starts_on(days, [date(2019, 9, 18), date(2019, 9, 20)]) == date(2019, 9, 20)
    assert opinion_starts_on(days, [date(2019, 9, 18), None]) == date(2019, 9, 26)


def test_before_the_notice_there_is_no_limit(edition):
    with pytest.raises(Refused, match="尚未施行"):
        correction_due(edition, date(2019, 8, 16))


def test_what_comes_back_and_what_failed_have_two_days(edition):
    assert intake_return_due(edition, date(2019, 9, 12)).last_day_on == date(2019, 9, 17)
    assert delivery_due(edition, date(2019, 9, 12)).last_day_on == date(2019, 9, 17)


@pytest.mark.requirement("D1-77")
@pytest.mark.requirement("AMB-12")
def test_the_joint_meeting_is_due_after_its_interval(edition):
    held_on = date(2019, 9, 2)
    assert not joint_meeting_due(edition, held_on, date(2019, 11, 30))
    assert joint_meeting_due(edition, held_on, date(2019, 12, 1))


@pytest.mark.parametrize(
    ("today", "expected"),
    [(date(2019, 9, 17), Lamp.GREEN), (date(2019, 9, 19), Lamp.GREEN),
     (date(2019, 9, 20), Lamp.YELLOW), (date(2019, 9, 22), Lamp.YELLOW),
     (date(2019, 9, 23), Lamp.RED), (date(2019, 9, 24), Lamp.RED), (date(2019, 9, 25), Lamp.RED)],
)  # fmt: skip
@pytest.mark.requirement("AMB-83")
def test_lamps_turn_by_the_working_days_left(edition, today, expected):
    assert lamp(edition, reply_due(edition, date(2019, 9, 17)), today) is expected


def test_a_clock_that_stands_still_is_green_and_reminds_nobody(edition):
    due = reply_due(edition, date(2019, 9, 17), [Pause(date(2019, 9, 18), None, "改线")])
    assert lamp(edition, due, date(2019, 12, 1)) is Lamp.GREEN
    assert reminders(edition, due) == ()


@pytest.mark.requirement("AMB-83")
def test_three_reminders_fall_inside_the_clock(edition):
    due = reply_due(edition, date(2019, 9, 17))
    assert [moment.isoformat()[:16] for moment in reminders(edition, due)] == [
        "2019-09-21T20:48", "2019-09-23T06:24", "2019-09-24T07:36"
    ]  # fmt: skip


@given(st.dates(date(2019, 8, 17), date(2026, 11, 1)))
def test_without_pauses_a_round_takes_twenty_working_days_at_most(received_on):
    corrected_on = correction_due(shipped(), received_on).last_day_on
    replied_on = reply_due(shipped(), corrected_on).last_day_on
    starts_on = opinion_starts_on([replied_on], [None])
    due = opinion_due(shipped(), starts_on)
    from lantu.law.calendar import calendar

    days = calendar(shipped())
    assert days.working_days_between(received_on, due.last_day_on) == 20
    assert due.lapses_at > datetime(2019, 8, 17, tzinfo=UTC)
