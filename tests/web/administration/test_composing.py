from datetime import date

import pytest

from lantu.foundations.acts.wording import Refused
from lantu.foundations.lawbook.content import read_content
from lantu.law.rows import Span, Visibility
from lantu.web.administration.composing import notice_of, sights_of

GIVEN = {"year": 2031, "number": "1号", "published_on": date(2030, 11, 20), "address": "通知.htm"}


def test_a_line_becomes_a_holiday_with_its_days_off_and_days_worked():
    lines = "春节 2031-1-22 至 2031-01-28 上班 2031-01-19、2031-02-01\n\n元旦 2031-01-01"
    (notice,) = read_content(notice_of(GIVEN | {"holidays": lines})).holiday_notices
    spring, new_year = notice.holidays
    assert spring.days_off == (Span(date(2031, 1, 22), date(2031, 1, 28)),)
    assert spring.working == (date(2031, 1, 19), date(2031, 2, 1))
    assert new_year.days_off == (Span(date(2031, 1, 1), date(2031, 1, 1)),)


@pytest.mark.parametrize("line", ["春节", "春节 初一 至 初七", "春节 2031-01-22 休 2031-01-19"])
def test_a_line_of_another_shape_is_named(line):
    with pytest.raises(Refused, match="第 2 行"):
        notice_of(GIVEN | {"holidays": f"元旦 2031-01-01\n{line}"})


def test_a_day_that_is_none_is_named():
    with pytest.raises(Refused, match="2031-02-30"):
        notice_of(GIVEN | {"holidays": "元旦 2031-02-30"})


def test_what_standings_see_becomes_a_row_each():
    sights = read_content(sights_of("forest_land", ["county", "other_unit"], "hidden")).sights
    assert [(one.standing, one.visibility) for one in sights] == [
        ("county", Visibility.HIDDEN),
        ("other_unit", Visibility.HIDDEN),
    ]
