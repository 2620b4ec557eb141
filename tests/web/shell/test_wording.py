from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from lantu.web.shell import wording


def test_a_day_is_written_with_its_weekday():
    assert wording.full_day(date(2019, 9, 24)) == "2019年9月24日(周二)"
    assert wording.day_words(date(2019, 9, 22)) == "9月22日(周日)"
    assert wording.full_day(None) == wording.day_words(None) == "—"


def test_a_moment_is_written_as_the_clock_on_the_wall_in_zhengzhou_shows_it():
    at = datetime(2019, 9, 23, 16, 5, tzinfo=UTC)
    assert wording.moment_words(at) == "9月24日 00:05"
    assert wording.full_moment(at) == "2019年9月24日(周二) 00:05"
    assert wording.moment_words(None) == wording.full_moment(None) == "—"


@pytest.mark.parametrize(
    ("area_m2", "said"),
    [
        (4213.0, "0.4213 公顷 (6.32 亩)"),
        (Decimal("213600"), "21.3600 公顷 (320.40 亩)"),
        (None, "—"),
    ],
)
def test_an_area_is_written_in_hectares_and_mu(area_m2, said):
    assert wording.hectares(area_m2) == said


@pytest.mark.parametrize(
    ("yuan", "said"),
    [(Decimal("123456000"), "12,345.6 万元"), (Decimal("1000000"), "100 万元"), (None, "—")],
)
def test_money_is_written_in_units_of_ten_thousand_yuan(yuan, said):
    assert wording.wan_yuan(yuan) == said


def test_a_citation_is_written_with_the_title_of_its_instrument_and_what_is_none_stays():
    assert wording.cited("D1 三(一)1") == "《郑州市“多规合一”工作推进方案》三(一)1"
    assert wording.cited("郑政办〔2019〕50号") == "郑政办〔2019〕50号"
