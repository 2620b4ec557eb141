"""Packages that were brought on a page: unpacked, rehearsed, and kept for a day until taken in.

A draft belongs to the account that brought it. What the rehearsal found lies beside the files, so
that the page can be looked at again, and every red line is read once.
"""

import json
import shutil
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path, PurePosixPath
from uuid import UUID, uuid4

import shapely
from django.conf import settings
from shapely import MultiPolygon

from lantu.foundations.acts.gate import ActFault, Missing, Request
from lantu.foundations.people.models import Unit
from lantu.geo.finding import Refused as FileRefused
from lantu.geo.formats.archive import unpack_all
from lantu.geo.wording import sentence as said_of
from lantu.systems.coordination.packages.faults import (
    PackageFault,
    PackageRefused,
    RowFault,
    fault,
)
from lantu.systems.coordination.packages.intake import City, Intake, read_intakes
from lantu.systems.coordination.packages.sheets import read_rows
from lantu.systems.coordination.packages.taking_in import take_in

KEPT_S = 86_400
# Each red line is read by a process of its own while somebody waits for the page.
MOST_ROWS = 60
LARGEST_UNPACKED_BYTES = 100 * 1024**2
LONGEST_NAME = 96
REPORT, LINES = "report.json", "lines.json"


@dataclass(frozen=True, slots=True)
class Planned:
    """What one row would make: the number it would get, and what would be entered."""

    row: int
    number: str
    name: str
    unit: str
    use: str
    code: str
    file: str
    area_m2: float


@dataclass(frozen=True, slots=True)
class PackageDraft:
    """A package that was brought: what it is called, what is wrong with it, what it would make."""

    id: UUID
    file: str
    table: str
    faults: tuple[RowFault, ...]
    planned: tuple[Planned, ...]
    taken: tuple[str, ...] = ()

    @property
    def is_sound(self) -> bool:
        """Whether it could be taken in, and was not yet."""
        return not self.faults and not self.taken and bool(self.planned)


def keep_package(by: Request, content: bytes, *, file: str, city: City) -> PackageDraft:
    """Keep a package as a draft of an account, and rehearse what taking it in would do.

    Args:
        by: who brings it; an account.
        content: the bytes of a zip archive, or of a table alone.
        file: what it is called.
        city: what its red lines are examined by.
    """
    assert by.actor.account_id is not None
    _sweep(by.actor.account_id)
    draft_id = uuid4()
    folder = _folder(by.actor.account_id, draft_id)
    (folder / "files").mkdir(parents=True)
    name = Path(file.replace("\\", "/")).name[:LONGEST_NAME] or "package"
    table = ""
    try:
        found = _table(folder, content, name)
        table = found.relative_to(folder).as_posix()
        planned = _rehearsed(by, found, city, folder)
        draft = PackageDraft(draft_id, name, table, (), tuple(planned))
    except PackageRefused as refused:
        draft = PackageDraft(draft_id, name, table, refused.faults, ())
    _note(folder, draft)
    return draft


def open_package(account_id: UUID, draft_id: UUID) -> PackageDraft:
    """Return a draft of an account.

    Raises:
        Missing: there is none, it is another's, or its day is over.
    """
    try:
        told = json.loads((_folder(account_id, draft_id) / REPORT).read_text("utf-8"))
    except FileNotFoundError as error:
        raise Missing(ActFault.MISSING, noun="数据包") from error
    return PackageDraft(
        draft_id,
        told["file"],
        told["table"],
        tuple(RowFault(**each) for each in told["faults"]),
        tuple(Planned(**each) for each in told["planned"]),
        tuple(told["taken"]),
    )


def take_in_package(by: Request, draft: PackageDraft, city: City) -> list[str]:
    """Take a draft in and return its reserve numbers; its rows are looked at once more.

    Raises:
        PackageRefused: what was sound is so no more; the draft says why.
    """
    assert by.actor.account_id is not None
    folder = _folder(by.actor.account_id, draft.id)
    try:
        numbers = take_in(by, read_intakes(folder / draft.table, city, _known_lines(folder)))
    except PackageRefused as refused:
        if not open_package(by.actor.account_id, draft.id).taken:
            _note(folder, replace(draft, faults=refused.faults, planned=()))
        raise
    _note(folder, replace(draft, taken=tuple(numbers)))
    return numbers


def _rehearsed(by: Request, table: Path, city: City, folder: Path) -> list[Planned]:
    rows = sum(1 for row in read_rows(table) if any(row.values()))
    if rows > MOST_ROWS:
        raise PackageRefused([fault(PackageFault.TOO_MANY_ROWS, rows=rows, most=MOST_ROWS)])
    intakes = read_intakes(table, city)
    _note_lines(folder, table, intakes)
    numbers = take_in(by, intakes, is_dry_run=True)
    names = dict(
        Unit.objects.filter(id__in=[one.unit_id for one in intakes]).values_list("id", "name")
    )
    return [
        Planned(
            row=one.row,
            number=number,
            name=one.name,
            unit=names[one.unit_id],
            use=one.use,
            code=one.code,
            file=one.file.name,
            area_m2=one.geometry.area,
        )
        for one, number in zip(intakes, numbers, strict=True)
    ]


def _table(folder: Path, content: bytes, name: str) -> Path:
    """Lay the files of a package down and return its table."""
    if not name.lower().endswith(".zip"):
        alone = folder / "files" / name
        alone.write_bytes(content)
        return alone
    source = folder / "source.zip"
    source.write_bytes(content)
    try:
        files = unpack_all(source, folder / "files", file=name, size_bytes=LARGEST_UNPACKED_BYTES)
    except FileRefused as refused:
        told = "；".join(said_of(finding) for finding in refused.findings)
        raise PackageRefused([fault(PackageFault.REFUSED, said=told)]) from refused
    finally:
        source.unlink()
    # A program that has the table open leaves a shadow of it beside it.
    real = [path for path in files if not path.name.startswith("~$")]
    tables = [path for path in real if path.suffix.lower() == ".xlsx"]
    tables = tables or [path for path in real if path.suffix.lower() == ".json"]
    if not tables:
        raise PackageRefused([fault(PackageFault.TABLE_MISSING, file=name)])
    if len(tables) > 1:
        names = "、".join(path.name for path in tables[:6])
        raise PackageRefused([fault(PackageFault.TABLES_SEVERAL, file=name, names=names)])
    return tables[0]


def _note_lines(folder: Path, table: Path, intakes: Sequence[Intake]) -> None:
    lines = {
        PurePosixPath(one.file.relative_to(table.parent)).as_posix(): one.geometry.wkb_hex
        for one in intakes
    }
    (folder / LINES).write_text(json.dumps(lines, ensure_ascii=False), "utf-8")


def _known_lines(folder: Path) -> dict[str, MultiPolygon]:
    told = json.loads((folder / LINES).read_text("utf-8"))
    return {name: MultiPolygon(shapely.from_wkb(words)) for name, words in told.items()}


def _note(folder: Path, draft: PackageDraft) -> None:
    told = {**asdict(draft), "id": str(draft.id)}
    (folder / REPORT).write_text(json.dumps(told, ensure_ascii=False), "utf-8")


def _folder(account_id: UUID, draft_id: UUID) -> Path:
    return Path(settings.VARIABLE_DIRECTORY, "packages", str(account_id), str(draft_id))


def _sweep(account_id: UUID) -> None:
    """Remove what is older than a day."""
    kept = Path(settings.VARIABLE_DIRECTORY, "packages", str(account_id))
    for path in kept.iterdir() if kept.is_dir() else ():
        if path.stat().st_mtime < time.time() - KEPT_S:
            shutil.rmtree(path, ignore_errors=True)
