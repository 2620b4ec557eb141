"""All dated data of the law as one immutable value with canonical bytes and a digest."""

import hashlib
import json
from collections import Counter
from dataclasses import dataclass, fields, replace
from datetime import date
from functools import cache, cached_property
from pathlib import Path

from lantu.law.rows import (
    Department,
    HolidayNotice,
    Layer,
    Parameter,
    Question,
    Responsibility,
    Seat,
    Sight,
    StatutoryHoliday,
)
from lantu.law.strict import Malformed, plain, read_rows, read_yaml

# Table → (kind of its rows, the files that hold them, the fields that make a row unique).
TABLES: dict[str, tuple[type, str, tuple[str, ...]]] = {
    "parameters": (Parameter, "*/parameters.yaml", ("name",)),
    "holiday_notices": (HolidayNotice, "workdays/2*.yaml", ("year", "published_on")),
    "statutory_holidays": (StatutoryHoliday, "workdays/statutory.yaml", ("year", "name")),
    "layers": (Layer, "blueprint/layers.yaml", ("key",)),
    "sights": (Sight, "blueprint/sights.yaml", ("standing", "layer")),
    "departments": (Department, "coordination/departments.yaml", ("key",)),
    "responsibilities": (
        Responsibility,
        "coordination/responsibilities.yaml",
        ("function", "from_on"),
    ),
    "questions": (Question, "coordination/questions.yaml", ("row",)),
    "seats": (Seat, "coordination/joint_meeting.yaml", ("row",)),
}


@dataclass(frozen=True)
class Edition:
    """What the law's numbers, days, layers, departments and questions are. Compared by digest."""

    parameters: tuple[Parameter, ...] = ()
    holiday_notices: tuple[HolidayNotice, ...] = ()
    statutory_holidays: tuple[StatutoryHoliday, ...] = ()
    layers: tuple[Layer, ...] = ()
    sights: tuple[Sight, ...] = ()
    departments: tuple[Department, ...] = ()
    responsibilities: tuple[Responsibility, ...] = ()
    questions: tuple[Question, ...] = ()
    seats: tuple[Seat, ...] = ()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Edition) and self.digest == other.digest

    def __hash__(self) -> int:
        return hash(self.digest)

    @cached_property
    def canonical(self) -> bytes:
        """The edition as sorted JSON in UTF-8: the same rows give the same bytes."""
        tables = {
            name: {_identity(row, unique): plain(row) for row in getattr(self, name)}
            for name, (_, _, unique) in TABLES.items()
        }
        return json.dumps(
            tables, ensure_ascii=False, sort_keys=True, separators=(",", ":")
        ).encode()

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the canonical bytes, in hexadecimal."""
        return hashlib.sha256(self.canonical).hexdigest()

    def known_on(self, day: date) -> "Edition":
        """Return the edition as far as its holiday notices had been published on a day.

        Other rows stay: values carry their own days of force and are picked by them.
        """
        notices = tuple(n for n in self.holiday_notices if n.published_on <= day)
        return replace(self, holiday_notices=notices)


def load(folder: Path) -> Edition:
    """Read a whole edition from a folder laid out like the one the package ships.

    Raises:
        Malformed: with one Chinese sentence a fault, naming file, entry and field.
    """
    edition = read(folder)
    examine(edition)
    return edition


def read(folder: Path) -> Edition:
    """Read the rows of a folder; a local edition may hold a few rows only, to be `combined`.

    Raises:
        Malformed: with one Chinese sentence a fault, naming file, entry and field.
    """
    tables: dict[str, tuple[object, ...]] = {}
    faults: list[str] = []
    for name, (kind, pattern, _) in TABLES.items():
        rows: list[object] = []
        for path in sorted(folder.glob(pattern)):
            try:
                rows.extend(read_rows(kind, read_yaml(path), path.relative_to(folder).as_posix()))
            except Malformed as fault:
                faults.extend(fault.faults)
        tables[name] = tuple(rows)
    if faults:
        raise Malformed(*faults)
    return Edition(**tables)  # type: ignore[arg-type]


@cache
def shipped() -> Edition:
    """Return the edition that the package ships."""
    return load(Path(__file__).parent)


def combined(shipped: Edition, local: Edition) -> Edition:
    """Add the rows of a local edition to the shipped one.

    Raises:
        Malformed: both claim the same row or the same day; a person has to choose.
    """
    tables: dict[str, tuple[object, ...]] = {}
    faults: list[str] = []
    for name, (_, _, unique) in TABLES.items():
        ours = {_identity(row, unique): row for row in getattr(shipped, name)}
        for row in getattr(local, name):
            identity = _identity(row, unique)
            merged, fault = _merged(ours.get(identity), row)
            if fault:
                faults.append(f"{name}（{identity}）：{fault}")
            ours[identity] = merged
        tables[name] = tuple(ours.values())
    if faults:
        raise Malformed(*faults)
    edition = Edition(**tables)  # type: ignore[arg-type]
    examine(edition)
    return edition


def changes(old: Edition, new: Edition) -> tuple[str, ...]:
    """List, in Chinese, what a new edition changed or took away instead of adding."""
    faults = []
    for name, (_, _, unique) in TABLES.items():
        rows = {_identity(row, unique): row for row in getattr(new, name)}
        for row in getattr(old, name):
            identity = _identity(row, unique)
            if identity not in rows:
                faults.append(f"{name}（{identity}）：原有条目被删去；应保留并另加新条目")
            elif isinstance(row, Parameter):
                kept = rows[identity].values
                faults += [
                    f"{name}（{identity}）：自 {value.in_force_on} 施行的值被改动；应另加新值"
                    for value in row.values
                    if value not in kept
                ]
            elif isinstance(row, HolidayNotice | StatutoryHoliday) and rows[identity] != row:
                faults.append(f"{name}（{identity}）：原有条目被改动；应保留并另加新条目")
    return tuple(faults)


def examine(edition: Edition) -> None:
    """Check what holds between rows.

    Raises:
        Malformed: a row stands twice, names something unknown, or days overlap.
    """
    faults = [*_twice(edition), *_overlapping_days(edition), *_dangling(edition)]
    if faults:
        raise Malformed(*faults)


def _merged(ours: object, row: object) -> tuple[object, str | None]:
    if ours is None or ours == row:
        return row, None
    if not isinstance(ours, Parameter) or not isinstance(row, Parameter):
        return ours, "随附版本与本地版本各有一条，请由人选定其一"
    claimed = {value.in_force_on: value for value in ours.values}
    for value in row.values:
        if claimed.get(value.in_force_on, value) != value:
            return ours, f"随附版本与本地版本都有自 {value.in_force_on} 施行的值，请由人选定其一"
        claimed[value.in_force_on] = value
    return replace(ours, values=tuple(claimed[day] for day in sorted(claimed))), None


def _identity(row: object, unique: tuple[str, ...]) -> str:
    return " ".join(str(getattr(row, field)) for field in unique)


def _twice(edition: Edition) -> list[str]:
    return [
        f"{name}（{identity}）：同一条目出现了 {count} 次，请只留一个"
        for name, (_, _, unique) in TABLES.items()
        for identity, count in Counter(
            _identity(row, unique) for row in getattr(edition, name)
        ).items()
        if count > 1
    ]


def _overlapping_days(edition: Edition) -> list[str]:
    faults = []
    for notice in edition.holiday_notices:
        claims: Counter[date] = Counter()
        for holiday in notice.holidays:
            claims.update(holiday.working)
            for span in holiday.days_off:
                days = range(span.from_on.toordinal(), span.to_on.toordinal() + 1)
                claims.update(date.fromordinal(day) for day in days)
        faults += [
            f"holiday_notices（{notice.title}）：{day} 被安排了 {count} 次，放假与上班不能重叠"
            for day, count in claims.items()
            if count > 1
        ]
    return faults


def _dangling(edition: Edition) -> list[str]:
    departments = {department.key for department in edition.departments}
    functions = {responsibility.function for responsibility in edition.responsibilities}
    parameters = {parameter.name for parameter in edition.parameters}
    held = edition.responsibilities
    layers = {layer.key for layer in edition.layers}
    parts = [(question, part) for question in edition.questions for part in question.fields]
    wanted: list[tuple[str, str, str, set[str]]] = [
        *(("responsibilities", r.function, r.department, departments) for r in held),
        *(("layers", layer.key, layer.owner, functions) for layer in edition.layers),
        *(("layers", layer.key, layer.near, parameters) for layer in edition.layers if layer.near),
        *(("sights", sight.standing, sight.layer, layers) for sight in edition.sights),
        *(("questions", q.row, q.function, functions) for q in edition.questions),
        *(("questions", q.row, p.prefilled_by, layers) for q, p in parts if p.prefilled_by),
        *(
            ("questions", q.row, p.required_when.partition("=")[0], {f.name for f in q.fields})
            for q, p in parts
            if p.required_when
        ),
        *(("seats", seat.row, seat.department, departments) for seat in edition.seats),
    ]
    return [
        f"{table}（{row}）：所引“{name}”未曾定义"
        for table, row, name, known in wanted
        if name not in known
    ]


assert set(TABLES) == {field.name for field in fields(Edition)}
