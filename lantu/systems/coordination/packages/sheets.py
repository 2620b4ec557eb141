"""Read and write tables as XLSX or JSON: a heading row of Chinese names, then one row a record."""

import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import xlsxwriter
from python_calamine import CalamineError, CalamineWorkbook

from lantu.systems.coordination.packages.faults import PackageFault, PackageRefused, fault

# A package is work of one act: what is larger comes in several.
LARGEST_BYTES, MOST_ROWS = 20 * 1024**2, 2000
WIDTH = 22

Row = Mapping[str, str]


def read_rows(file: Path) -> list[Row]:
    """Return the rows of a table, each as text by the name of its column.

    Args:
        file: an XLSX, whose first sheet counts, or a JSON: a list of rows, or one under `rows`.

    Raises:
        PackageRefused: the file cannot be read, is too large, or is of another kind.
    """
    readers = {".xlsx": _from_workbook, ".json": _from_json}
    reader = readers.get(file.suffix.lower())
    if reader is None:
        raise PackageRefused([fault(PackageFault.KIND_UNKNOWN, file=file.name)])
    try:
        if file.stat().st_size > LARGEST_BYTES:
            raise PackageRefused([_too_large(file)])
        rows = reader(file)
    except (OSError, ValueError, TypeError, CalamineError) as cause:
        if isinstance(cause, PackageRefused):
            raise
        raise PackageRefused([fault(PackageFault.UNREADABLE, file=file.name)]) from cause
    if len(rows) > MOST_ROWS:
        raise PackageRefused([_too_large(file)])
    return rows


def write_workbook(file: Path, sheets: Mapping[str, tuple[Sequence[str], Sequence[Row]]]) -> None:
    """Write tables as sheets of an XLSX. Every cell is text: nothing in it is ever a formula.

    Args:
        file: where to.
        sheets: by name, the columns and the rows.
    """
    with xlsxwriter.Workbook(str(file), {"strings_to_formulas": False}) as book:
        heading = book.add_format({"bold": True, "bottom": 1, "text_wrap": True})
        for name, (columns, rows) in sheets.items():
            sheet = book.add_worksheet(name)
            sheet.freeze_panes(1, 0)
            sheet.set_column(0, max(len(columns) - 1, 0), WIDTH)
            for place, column in enumerate(columns):
                sheet.write_string(0, place, column, heading)
            for line, row in enumerate(rows, 1):
                for place, column in enumerate(columns):
                    sheet.write_string(line, place, row.get(column, ""))


def write_json(file: Path, content: Mapping[str, Any]) -> None:
    """Write a package as JSON."""
    file.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", "utf-8")


def _from_workbook(file: Path) -> list[Row]:
    with CalamineWorkbook.from_path(str(file)) as book:
        lines = book.get_sheet_by_index(0).to_python(skip_empty_area=False)
    if not lines:
        return []
    columns = [_text(cell) for cell in lines[0]]
    return [
        {column: _text(cell) for column, cell in zip(columns, line, strict=False) if column}
        for line in lines[1:]
    ]


def _from_json(file: Path) -> list[Row]:
    content = json.loads(file.read_text("utf-8"))
    rows = content["rows"] if isinstance(content, dict) and "rows" in content else content
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise PackageRefused([fault(PackageFault.UNREADABLE, file=file.name)])
    return [{str(name).strip(): _text(cell) for name, cell in row.items()} for row in rows]


def _text(cell: object) -> str:
    """Return a cell as a person would read it: whole numbers without a point, days as days."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    return cell.isoformat() if isinstance(cell, date) else str(cell).strip()


def _too_large(file: Path) -> Any:
    size_mb = LARGEST_BYTES // 1024**2
    return fault(PackageFault.TOO_LARGE, file=file.name, size_mb=size_mb, rows=MOST_ROWS)
