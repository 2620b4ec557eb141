from datetime import date, timedelta

from lantu.law.calendar import calendar
from lantu.law.explanation import Reason, skipped


def steps(edition, first, count):
    days = calendar(edition)
    return skipped([days.day(first + timedelta(days=n)) for n in range(count)])


def test_a_long_holiday_is_one_stretch_between_the_days_worked_for_it(edition):
    found = steps(edition, date(2019, 9, 28), 15)
    assert [step.code for step in found] == [
        Reason.SHIFTED, Reason.HOLIDAY, Reason.SHIFTED, Reason.WEEKENDS
    ]  # fmt: skip
    assert found[1].facts["from_on"] == date(2019, 10, 1)
    assert found[1].facts["to_on"] == date(2019, 10, 7)
    assert found[3].facts == {"count": 1}


def test_a_holiday_of_one_day_is_said_as_a_day(edition):
    (found,) = steps(edition, date(2019, 9, 13), 1)
    assert found.chinese == "2019年9月13日为中秋节放假（国办发明电〔2018〕15号），不计入"


def test_plain_working_days_need_no_word(edition):
    assert steps(edition, date(2019, 9, 16), 5) == []
