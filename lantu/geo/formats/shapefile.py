"""Shapefiles: the main file's own header first, then GDAL; .dbf in GBK without a word about it."""

import shutil
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pyogrio

from lantu.geo.finding import Fact, Finding, Place, Refused, Severity
from lantu.geo.formats.reading import DetectedCrs, Limits, Reading
from lantu.geo.formats.text import decode
from lantu.geo.formats.vector import crs_of, read_features

NAME = "Shapefile"
HEADER_BYTES = 100
AREAL_TYPES = {5, 15, 25}
TYPES = {
    0: "空图形",
    **dict.fromkeys((1, 11, 21), "点"),
    **dict.fromkeys((3, 13, 23), "线"),
    **dict.fromkeys((8, 18, 28), "多点"),
}
MULTIPATCH = 31
LANGUAGE_DRIVER_AT = 29
# A field ends after so many bytes, also inside a letter; short names lose one in three.
LARGEST_SHARE_CUT = 1 / 3
RESTORE_INDEX = "SHAPE_RESTORE_SHX"
COMPANIONS = (".shx", ".dbf", ".prj", ".cpg")


def read(
    path: Path, *, work: Path, file: str, limits: Limits, encoding: str | None = None
) -> Reading:
    """Read the polygons of a shapefile.

    Args:
        path: the main file; its companions lie beside it.
        work: a folder of our own, where GDAL may rebuild a missing index.
        file: what the applicant called it.
        limits: how large it may be.
        encoding: of its attributes, where the applicant says it.

    Raises:
        Refused: it is damaged, holds no polygons, or lies in a datum that cannot be taken.
    """
    _check_main_file(path, file)
    beside = companions(path)
    findings = [
        Finding(code, Severity.NOTE, Place(file=file))
        for suffix, code in ((".shx", "shx_missing"), (".dbf", "dbf_missing"))
        if suffix not in beside
    ]
    crs = _crs(beside.get(".prj"), file, findings)
    encoding, guessed = (encoding, False) if encoding else _encoding(beside)
    main = _copied(path, beside, work)
    with _rebuilding_index(".shx" not in beside):
        features, more = read_features(main, file=file, limits=limits, encoding=encoding)
    if guessed and encoding:
        facts = {"encoding": encoding}
        findings.append(Finding("dbf_encoding_guessed", Severity.WARNING, Place(file=file), facts))
    return Reading(file, NAME, encoding, crs, features, (*findings, *more))


def companions(path: Path) -> dict[str, Path]:
    """Return the files that belong to a main file by suffix, whatever the case of their names."""
    return {
        neighbour.suffix.lower(): neighbour
        for neighbour in sorted(path.parent.iterdir())
        if neighbour.stem.lower() == path.stem.lower()
        and neighbour.suffix.lower() in COMPANIONS
        and neighbour.is_file()
    }


def _copied(path: Path, beside: dict[str, Path], work: Path) -> Path:
    """Copy a shapefile into the work folder, without its .prj: GDAL stumbles over odd ones.

    Copied, not linked: GDAL may write, and what was uploaded must stay as it is.
    """
    main = work / "shape.shp"
    shutil.copyfile(path, main)
    for suffix, companion in beside.items():
        if suffix != ".prj":
            shutil.copyfile(companion, main.with_suffix(suffix))
    return main


@contextmanager
def _rebuilding_index(wanted: bool) -> Iterator[None]:
    """Let GDAL rebuild a missing index; elsewhere it would write over one that is there."""
    pyogrio.set_gdal_config_options({RESTORE_INDEX: "YES" if wanted else None})
    try:
        yield
    finally:
        pyogrio.set_gdal_config_options({RESTORE_INDEX: None})


def _check_main_file(path: Path, file: str) -> None:
    """Refuse what the header of the main file tells, before a library meets its bytes."""
    with path.open("rb") as main:
        header = main.read(HEADER_BYTES)
    if len(header) < HEADER_BYTES:
        raise _refused("shapefile_truncated", file, present=len(header), told=HEADER_BYTES)
    (words,) = struct.unpack(">i", header[24:28])
    (kind,) = struct.unpack("<i", header[32:36])
    size = path.stat().st_size
    if words * 2 > size:
        raise _refused("shapefile_truncated", file, present=size, told=words * 2)
    if kind == MULTIPATCH:
        raise _refused("geometry_multipatch", file)
    if words * 2 <= HEADER_BYTES:
        raise _refused("no_plot", file)
    if kind not in AREAL_TYPES:
        raise _refused("geometry_not_areal", file, kind=TYPES.get(kind, f"类型 {kind}"))


def _crs(projection: Path | None, file: str, findings: list[Finding]) -> DetectedCrs | None:
    data = projection.read_bytes() if projection else b""
    if not data.strip(b"\xef\xbb\xbf \t\r\n"):
        findings.append(Finding("prj_missing", Severity.NOTE, Place(file=file)))
        return None
    text, _ = decode(data, file=file)
    return crs_of(text, file=file, how="prj")


def _encoding(beside: dict[str, Path]) -> tuple[str | None, bool]:
    """Return the encoding of the .dbf and whether it was guessed; None leaves it to GDAL.

    A table that names no code page is taken by GDAL as Latin-1 without a word, so that Chinese
    turns into nonsense: its bytes decide instead.
    """
    table = beside.get(".dbf")
    if ".cpg" in beside or table is None:
        return None, False
    data = table.read_bytes()
    if data.isascii() or len(data) <= LANGUAGE_DRIVER_AT:
        return None, False
    if data[LANGUAGE_DRIVER_AT]:
        return None, False
    texts = _texts(data)
    if texts.isascii():
        return None, False
    fitting = (encoding for encoding in ("utf-8", "gb18030") if _fits(texts, encoding))
    encoding = next(fitting, None)
    return encoding, encoding is not None


def _fits(texts: bytes, encoding: str) -> bool:
    """Say whether bytes are text in an encoding, but for the ends of fields cut inside a letter."""
    letters = [letter for letter in texts.decode(encoding, "replace") if not letter.isascii()]
    return letters.count("\ufffd") <= len(letters) * LARGEST_SHARE_CUT


def _texts(data: bytes) -> bytes:
    """Return field names and records of a table without the numbers of its header."""
    header_size = int.from_bytes(data[8:10], "little")
    names = b"\n".join(data[at : at + 11].split(b"\0")[0] for at in range(32, header_size - 1, 32))
    return names + b"\n" + data[header_size:]


def _refused(code: str, file: str, **facts: Fact) -> Refused:
    return Refused(Finding(code, Severity.REFUSAL, Place(file=file), facts))
