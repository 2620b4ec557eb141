"""The monthly table as a workbook, as it is reported."""

from datetime import date
from io import BytesIO

import xlsxwriter

from lantu.systems.coordination.queries.monthly import Grouping, Line, total

COLUMNS = ("收到", "办结", "在办", "超期", "视为无异议", "平均用时(工作日)")
TITLES = {
    Grouping.UNIT: "按单位",
    Grouping.DISTRICT: "按县(市、区)",
    Grouping.KEY_PROJECT: "按重点项目",
}
NOTE = (
    "收到：本月起算的事项；办结：本月办结；在办：月末尚未办结；超期：期限在本月届满而届时未办结；"
    "视为无异议：本月届满未反馈；平均用时按本月办结的事项计，中止的日子不计；暂缓认定的不计入超期。"
)


def cells(line: Line) -> tuple[int | float | str, ...]:
    """Return what stands in the columns of a line."""
    mean = "—" if line.mean_days is None else line.mean_days
    return (line.received, line.closed, line.open, line.late, line.deemed, mean)


def workbook(month: date, tables: dict[Grouping, list[Line]], made_at: str) -> bytes:
    """Return the workbook of a month, one sheet a grouping.

    Args:
        month: its first day.
        tables: the lines of each grouping.
        made_at: the moment of export, in words, which is printed.
    """
    kept = BytesIO()
    with xlsxwriter.Workbook(kept, {"in_memory": True, "strings_to_formulas": False}) as book:
        strong = book.add_format({"bold": True, "border": 1, "text_wrap": True})
        plain = book.add_format({"border": 1})
        for by, lines in tables.items():
            sheet = book.add_worksheet(TITLES[by])
            sheet.set_column(0, 0, 30)
            sheet.set_column(1, len(COLUMNS), 14)
            title = f"空间协同督办月报 {month.year}年{month.month}月 {TITLES[by]}"
            sheet.write_string(0, 0, title, book.add_format({"bold": True, "font_size": 14}))
            sheet.write_row(2, 0, ("名称", *COLUMNS), strong)
            for place, line in enumerate([*lines, total(lines)], start=3):
                sheet.write_string(place, 0, safe(line.name), plain)
                sheet.write_row(place, 1, cells(line), plain)
            sheet.write_string(len(lines) + 5, 0, NOTE)
            sheet.write_string(len(lines) + 6, 0, f"导出时间：{made_at}")
            sheet.set_paper(9)
            sheet.set_landscape()
            sheet.fit_to_pages(1, 0)
    return kept.getvalue()


def safe(words: str) -> str:
    """Return words that no spreadsheet takes for a formula, wherever they are pasted."""
    return f"'{words}" if words[:1] in ("=", "+", "-", "@", "\t", "\r") else words
