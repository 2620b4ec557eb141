from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO
from zipfile import ZipFile

import pytest
from python_calamine import CalamineWorkbook

from lantu.web.shell.sheets import Column, escaped, sheet, sheet_response

COLUMNS = (Column("事项"), Column("日"), Column("时刻"), Column("数"))


def rows_of(content):
    return CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(0).to_python()


def test_cells_keep_their_types_below_a_head_that_stays():
    at = datetime(2019, 9, 2, 17, tzinfo=UTC)
    rows = [("答复", date(2019, 9, 2), at, Decimal("0.42")), ("空", None, None, None)]
    content = sheet("待办", COLUMNS, rows)
    head, first, _ = rows_of(content)
    assert head == ["事项", "日", "时刻", "数"]
    assert first == ["答复", date(2019, 9, 2), datetime(2019, 9, 3, 1), 0.42]
    assert b'state="frozen"' in ZipFile(BytesIO(content)).read("xl/worksheets/sheet1.xml")


def test_nothing_in_a_sheet_is_a_formula():
    words = ("=1+1", "+1", "-1", "@SUM(A1)")
    content = sheet("待办", COLUMNS[:1], [(one,) for one in words])
    assert [row[0] for row in rows_of(content)[1:]] == [f"'{one}" for one in words]
    assert b"<f>" not in ZipFile(BytesIO(content)).read("xl/worksheets/sheet1.xml")
    assert escaped("林业") == "林业"


def test_a_sheet_is_downloaded_under_its_chinese_name():
    response = sheet_response("待办", COLUMNS, [])
    assert response["Content-Disposition"].endswith("''%E5%BE%85%E5%8A%9E.xlsx")


@pytest.mark.parametrize("title", ["a/b\\c[d]:*?", "'", "", "一" * 40, "\n", "History"])
def test_any_title_names_a_page(title):
    assert len(rows_of(sheet(title, COLUMNS, []))) == 1
