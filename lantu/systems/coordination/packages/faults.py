"""What is wrong with a package, row by row, in Chinese."""

from collections.abc import Sequence
from dataclasses import dataclass

from lantu.foundations.acts.wording import Code, Refused, sentence
from lantu.law.wording import Fact


class PackageFault(Code):
    """Why a package, or a row of it, cannot be taken in."""

    UNREADABLE = "package.unreadable"
    KIND_UNKNOWN = "package.kind_unknown"
    TOO_LARGE = "package.too_large"
    COLUMN_MISSING = "package.column_missing"
    COLUMN_UNKNOWN = "package.column_unknown"
    EMPTY = "package.empty"
    CELL_MISSING = "package.cell_missing"
    VALUE_UNKNOWN = "package.value_unknown"
    UNIT_UNKNOWN = "package.unit_unknown"
    NOT_A_NUMBER = "package.not_a_number"
    FILE_MISSING = "package.file_missing"
    FILE_REFUSED = "package.file_refused"
    TWICE = "package.twice"
    KNOWN = "package.known"
    REFUSED = "package.refused"
    FAULTS = "package.faults"
    TABLE_MISSING = "package.table_missing"
    TABLES_SEVERAL = "package.tables_several"
    TOO_MANY_ROWS = "package.too_many_rows"
    NO_CITY = "package.no_city"


@dataclass(frozen=True, slots=True)
class RowFault:
    """One fault: in which row and column, what is wrong, what to do. Row 1 is the heading."""

    row: int | None
    column: str
    said: str

    @property
    def chinese(self) -> str:
        """The fault in a sentence."""
        where = f"第 {self.row} 行" if self.row is not None else "整个文件"
        return f"{where}“{self.column}”：{self.said}" if self.column else f"{where}：{self.said}"


class PackageRefused(Refused):
    """A package of which nothing is taken in; `faults` says why, row by row."""

    def __init__(self, faults: Sequence[RowFault]) -> None:
        told = "\n".join(fault.chinese for fault in faults)
        super().__init__(PackageFault.FAULTS, count=len(faults), faults=told)
        self.faults = tuple(faults)


def fault(code: PackageFault, row: int | None = None, column: str = "", **facts: Fact) -> RowFault:
    """Word a fault of a row."""
    return RowFault(row, column, sentence(code, facts))
