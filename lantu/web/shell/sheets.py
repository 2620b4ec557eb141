"""A list as a spreadsheet: right types, a frozen head, and nothing that a program would run."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from urllib.parse import quote

import xlsxwriter
from django.http import HttpResponse

from lantu.law.clock import ZHENGZHOU

Cell = str | int | float | Decimal | date | datetime | bool | None
MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# What a spreadsheet would take for a formula when the file is saved as text and opened again.
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")
SHEET_NAME_LENGTH = 31
FORBIDDEN_IN_NAMES = re.compile(r"[\[\]:*?/\\\x00-\x1f]")


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, and how wide it is in characters."""

    title: str
    width: int = 14


def sheet(title: str, columns: Sequence[Column], rows: Iterable[Sequence[Cell]]) -> bytes:
    """Return a list as an XLSX file.

    Args:
        title: the name of the sheet.
        columns: the head, which stays in sight.
        rows: as many cells each as there are columns; days and numbers keep their types.
    """
    held = BytesIO()
    book = xlsxwriter.Workbook(held, {"in_memory": True, "remove_timezone": True})
    page = book.add_worksheet(_named(title))
    head = book.add_format({"bold": True, "bg_color": "#E8EEF5", "bottom": 1, "text_wrap": True})
    formats = {
        "day": book.add_format({"num_format": "yyyy-mm-dd", "valign": "top"}),
        "moment": book.add_format({"num_format": "yyyy-mm-dd hh:mm", "valign": "top"}),
        "text": book.add_format({"text_wrap": True, "valign": "top"}),
    }
    for at, column in enumerate(columns):
        page.set_column(at, at, column.width)
        page.write_string(0, at, column.title, head)
    last = 0
    for last, row in enumerate(rows, start=1):
        for at, cell in enumerate(row):
            _write(page, last, at, cell, formats)
    page.freeze_panes(1, 0)
    page.autofilter(0, 0, max(last, 1), max(len(columns) - 1, 0))
    book.close()
    return held.getvalue()


def _named(title: str) -> str:
    """Return a title as a spreadsheet takes it for the name of a page."""
    return FORBIDDEN_IN_NAMES.sub(" ", title)[:SHEET_NAME_LENGTH].strip(" '") or "Sheet1"


def escaped(words: str) -> str:
    """Return text that no spreadsheet takes for a formula."""
    return f"'{words}" if words.startswith(FORMULA_SIGNS) else words


def sheet_response(
    name: str, columns: Sequence[Column], rows: Iterable[Sequence[Cell]]
) -> HttpResponse:
    """Return a list as a file to download.

    Args:
        name: of the file, without its ending.
        columns: the head.
        rows: the cells.
    """
    response = HttpResponse(sheet(name, columns, rows), content_type=MEDIA_TYPE)
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}.xlsx"
    return response


def _write(
    page: xlsxwriter.worksheet.Worksheet,
    row: int,
    at: int,
    cell: Cell,
    formats: dict[str, xlsxwriter.format.Format],
) -> None:
    if cell is None:
        page.write_blank(row, at, None, formats["text"])
    elif isinstance(cell, bool):
        page.write_string(row, at, "是" if cell else "否", formats["text"])
    elif isinstance(cell, datetime):
        page.write_datetime(row, at, cell.astimezone(ZHENGZHOU), formats["moment"])
    elif isinstance(cell, date):
        page.write_datetime(row, at, datetime(cell.year, cell.month, cell.day), formats["day"])
    elif isinstance(cell, int | float | Decimal):
        page.write_number(row, at, float(cell))
    else:
        page.write_string(row, at, escaped(cell), formats["text"])
