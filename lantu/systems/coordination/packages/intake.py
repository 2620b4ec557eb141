"""Read a package of intakes: its rows, and the red line of each; nothing is written here."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from uuid import UUID

from shapely import MultiPolygon, Polygon

from lantu.foundations.blobs.clearance import Clearance
from lantu.foundations.blobs.models import Statement
from lantu.foundations.lawbook.queries import known_on
from lantu.foundations.people.queries import unit_by_name
from lantu.foundations.projects.models import Project
from lantu.geo.finding import Refused as FileRefused
from lantu.geo.finding import Severity
from lantu.geo.formats import read
from lantu.geo.formats.reading import Limits
from lantu.geo.layerstore import open_store
from lantu.geo.quality import examine
from lantu.geo.wording import sentence as said_of
from lantu.systems.blueprint.check import red_line_limits
from lantu.systems.coordination.packages.faults import (
    PackageFault,
    PackageRefused,
    RowFault,
    fault,
)
from lantu.systems.coordination.packages.sheets import Row, read_rows

NAME, UNIT, USE, STATEMENT = "项目名称", "发起单位", "拟定用途", "涉密声明"
REVIEWER, FILE, CODE = "保密审查人", "红线文件", "项目代码"
NEEDED = (NAME, UNIT, USE, STATEMENT, REVIEWER, FILE)
TEXTS = {
    "建设性质": "nature",
    "建设规模": "scale",
    "建设内容": "content",
    "供地方式": "land_supply",
    "重点项目级别": "key_level",
}
NUMBERS = {"规划高度（米）": "planned_height_m", "总投资（元）": "investment_yuan"}
COLUMNS = (*NEEDED, CODE, *TEXTS, *NUMBERS)
STATEMENTS = {label: value for value, label in Statement.choices}


@dataclass(frozen=True, slots=True)
class City:
    """What a red line is examined by: the measuring CRS, the boundary in it, and the limits."""

    crs: str
    limits: Limits
    boundary: Polygon | MultiPolygon | None = None


@dataclass(frozen=True, slots=True)
class Intake:
    """One row that is sound: a project, and its red line in the measuring CRS."""

    row: int
    name: str
    unit_id: UUID
    use: str
    clearance: Clearance
    file: Path
    crs: str
    geometry: MultiPolygon
    code: str = ""
    described: dict[str, str | Decimal] = field(default_factory=dict)


def served_city(root: Path, on: date) -> City | None:
    """Return what red lines are examined by in a city's store; None where there is none.

    Args:
        root: the folder of the store.
        on: the day whose limits apply.
    """
    if not (root / "city.json").is_file():
        return None
    store = open_store(root)
    return City(store.crs, red_line_limits(known_on(on), on), store.boundary)


def read_intakes(
    file: Path, city: City, lines: Mapping[str, MultiPolygon] | None = None
) -> list[Intake]:
    """Return the intakes of a package, with every red line read and examined.

    Args:
        file: the XLSX or JSON; red lines lie beside it, under the names that the rows give.
        city: what red lines are examined by.
        lines: those that were read and examined before, by the names that the rows give.

    Raises:
        PackageRefused: with every fault of every row; then nothing of it can be used.
    """
    rows = [(number, row) for number, row in enumerate(read_rows(file), 2) if any(row.values())]
    faults = list(_columns(rows))
    if faults:
        raise PackageRefused(faults)
    found: list[Intake] = []
    for number, row in rows:
        here = [*_cells(number, row), *_twice(number, row, rows)]
        line: MultiPolygon | RowFault | None = (lines or {}).get(row.get(FILE, ""))
        if line is None and row.get(FILE):
            line = _red_line(number, row[FILE], file.parent, city)
        faults += here
        if isinstance(line, RowFault):
            faults.append(line)
        elif line is not None and not here:
            found.append(_intake(number, row, file.parent, city, line))
    if faults:
        raise PackageRefused(sorted(faults, key=lambda each: each.row or 0))
    return found


def _intake(number: int, row: Row, folder: Path, city: City, line: MultiPolygon) -> Intake:
    """Return a row that has no fault, with its red line."""
    unit = unit_by_name(row[UNIT])
    assert unit is not None
    described: dict[str, str | Decimal] = {
        **{name: row[column] for column, name in TEXTS.items() if row.get(column)},
        **{name: Decimal(row[column]) for column, name in NUMBERS.items() if row.get(column)},
    }
    return Intake(
        row=number,
        name=row[NAME],
        unit_id=unit.id,
        use=row[USE],
        clearance=Clearance(STATEMENTS[row[STATEMENT]], row[REVIEWER]),
        file=folder / row[FILE],
        crs=city.crs,
        geometry=line,
        code=row.get(CODE, ""),
        described=described,
    )


def _columns(rows: Sequence[tuple[int, Row]]) -> Iterable[RowFault]:
    if not rows:
        yield fault(PackageFault.EMPTY)
        return
    # In JSON a row may leave a column out; what no row has is missing.
    known = {column for _, row in rows for column in row}
    for column in NEEDED:
        if column not in known:
            yield fault(PackageFault.COLUMN_MISSING, 1, column)
    for column in sorted(known - set(COLUMNS)):
        yield fault(PackageFault.COLUMN_UNKNOWN, 1, column, known="、".join(COLUMNS))


def _cells(number: int, row: Row) -> Iterable[RowFault]:
    for column in NEEDED:
        if not row.get(column):
            yield fault(PackageFault.CELL_MISSING, number, column)
    if row.get(UNIT) and unit_by_name(row[UNIT]) is None:
        yield fault(PackageFault.UNIT_UNKNOWN, number, UNIT, name=row[UNIT])
    if row.get(STATEMENT) and row[STATEMENT] not in STATEMENTS:
        known = "、".join(STATEMENTS)
        yield fault(PackageFault.VALUE_UNKNOWN, number, STATEMENT, value=row[STATEMENT], known=known)  # noqa: E501 # fmt: skip
    for column in NUMBERS:
        if row.get(column) and not _is_number(row[column]):
            yield fault(PackageFault.NOT_A_NUMBER, number, column, value=row[column])


def _twice(number: int, row: Row, rows: Sequence[tuple[int, Row]]) -> Iterable[RowFault]:
    """Find a row that tells of a project that an earlier row, or the reserve, has already."""
    key = (row.get(NAME), row.get(UNIT))
    if not all(key):
        return
    for other, former in rows:
        if other < number and (former.get(NAME), former.get(UNIT)) == key:
            yield fault(PackageFault.TWICE, number, NAME, other=other)
            return
    unit = unit_by_name(row[UNIT])
    known = Project.objects.filter(name=row[NAME], initiating_unit=unit).first() if unit else None
    if known is not None:
        yield fault(PackageFault.KNOWN, number, NAME, number=known.reserve_number)


def _red_line(number: int, name: str, folder: Path, city: City) -> MultiPolygon | RowFault:
    path = folder / name
    inside = path.resolve().is_relative_to(folder.resolve())
    if not inside or not path.is_file():
        return fault(PackageFault.FILE_MISSING, number, FILE, file=name)
    try:
        reading = read(path, limits=city.limits)
        found = examine(
            reading,
            measuring_crs=city.crs,
            city_boundary=city.boundary,
            limits=city.limits,
        )
    except FileRefused as refused:
        said = "；".join(said_of(finding) for finding in refused.findings)
        return fault(PackageFault.FILE_REFUSED, number, FILE, said=said)
    if found.footprint is None:
        everything = (*reading.findings, *found.findings)
        blocking = [each for each in everything if each.severity is Severity.REFUSAL]
        said = "；".join(said_of(finding) for finding in blocking)
        return fault(PackageFault.FILE_REFUSED, number, FILE, said=said)
    return found.footprint


def _is_number(value: str) -> bool:
    try:
        return Decimal(value).is_finite()
    except InvalidOperation:
        return False
