import json

import pytest

from lantu.systems.coordination.packages import sheets
from lantu.systems.coordination.packages.faults import PackageRefused
from lantu.systems.coordination.packages.sheets import read_rows, write_json, write_workbook

ROWS = [{"甲": "一", "乙": "2019-09-02"}, {"甲": "=1+1", "乙": ""}]


def test_what_is_written_is_read_back_and_no_cell_is_a_formula(tmp_path):
    file = tmp_path / "表.xlsx"
    write_workbook(file, {"表": (("甲", "乙"), ROWS)})
    assert read_rows(file) == ROWS


def test_numbers_and_days_of_a_workbook_are_read_as_a_person_reads_them(tmp_path):
    from datetime import datetime

    import xlsxwriter

    file = tmp_path / "表.xlsx"
    with xlsxwriter.Workbook(str(file)) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["整数", "小数", "日期", "空"])
        sheet.write_row(1, 0, [12000000, 99.5])
        sheet.write_datetime(
            1, 2, datetime(2019, 9, 2), book.add_format({"num_format": "yyyy-mm-dd"})
        )
    (row,) = read_rows(file)
    assert row == {"整数": "12000000", "小数": "99.5", "日期": "2019-09-02", "空": ""}


def test_json_is_read_as_a_list_or_under_rows(tmp_path):
    file = tmp_path / "表.json"
    write_json(file, {"rows": ROWS})
    assert read_rows(file) == ROWS
    file.write_text(json.dumps(ROWS), "utf-8")
    assert read_rows(file) == ROWS


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("表.csv", "甲,乙"),
        ("表.xlsx", "不是压缩包"),
        ("表.json", "{"),
        ("表.json", "3"),
        ("表.json", "[1]"),
    ],
)
def test_what_is_no_table_is_refused_in_chinese(tmp_path, name, content):
    file = tmp_path / name
    file.write_text(content, "utf-8")
    with pytest.raises(PackageRefused, match="表"):
        read_rows(file)


def test_what_is_not_there_or_too_large_is_refused(tmp_path, monkeypatch):
    with pytest.raises(PackageRefused, match="打不开"):
        read_rows(tmp_path / "没有.json")
    file = tmp_path / "表.json"
    write_json(file, {"rows": ROWS})
    monkeypatch.setattr(sheets, "MOST_ROWS", 1)
    with pytest.raises(PackageRefused, match="请分批导入"):
        read_rows(file)
