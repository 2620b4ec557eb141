from datetime import date
from io import BytesIO

import pytest
import python_calamine

from lantu.systems.coordination.queries.monthly import Grouping, Line
from lantu.web.supervision.monthly import cells, safe, workbook


@pytest.mark.parametrize("words", ["=1+1", "+86", "-2", "@import"])
def test_words_are_no_formula(words):
    assert safe(words) == f"'{words}"


def test_a_line_without_closed_cases_has_no_mean():
    assert cells(Line("市林业局", received=1)) == (1, 0, 0, 0, 0, "—")


def test_a_workbook_ends_with_the_sum_and_says_what_it_counts():
    lines = [Line("甲", received=1, days=[2]), Line("=乙", received=2, days=[4])]
    body = workbook(date(2019, 9, 1), {Grouping.UNIT: lines}, "2019年9月30日(周一) 18:00")
    book = python_calamine.CalamineWorkbook.from_filelike(BytesIO(body))
    rows = book.get_sheet_by_name("按单位").to_python()
    assert [row[0] for row in rows[3:6]] == ["甲", "'=乙", "合计"]
    assert rows[5][1:7] == [3, 0, 0, 0, 0, 3]
    assert any("暂缓认定的不计入超期" in str(row[0]) for row in rows)
