"""A zip archive with one red line in it: looked through before anything is unpacked.

Members are written under names of our own, so no name in an archive ever becomes a path.
"""

import re
import stat
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import NoReturn

from lantu.geo.finding import Fact, Finding, Place, Refused, Severity

MOST_MEMBERS = 1000
LARGEST_RATIO = 200
# A small member of zeros may shrink much further, and does no harm.
RATIO_COUNTS_FROM_BYTES = 1 << 20
CHUNK_BYTES = 1 << 20
ENCRYPTED, UTF8_NAME = 0x1, 0x800
MAIN = (".shp", ".gpkg", ".geojson", ".json", ".txt", ".dxf", ".dwg", ".kml", ".pdf")
COMPANIONS = (".shx", ".dbf", ".prj", ".cpg")
ARCHIVES = (".zip", ".rar", ".7z", ".gz", ".tar")
JUNK = ("__macosx", ".ds_store", "thumbs.db", "desktop.ini")


@dataclass(frozen=True, slots=True)
class Unpacked:
    """The one red line of an archive, in the work folder, and what it was called."""

    path: Path
    name: str


@dataclass(frozen=True, slots=True)
class _Member:
    name: str
    info: zipfile.ZipInfo

    @property
    def path(self) -> PurePosixPath:
        return PurePosixPath(self.name)

    @property
    def suffix(self) -> str:
        return self.path.suffix.lower()


def unpack(archive: Path, work: Path, *, file: str, size_bytes: int) -> Unpacked:
    """Unpack the one red line of an archive into a work folder.

    Args:
        archive: the zip file.
        work: a folder of our own.
        file: the name of the archive, for the findings.
        size_bytes: how large its contents may be together.

    Raises:
        Refused: it is damaged, encrypted, a trap, or holds none or several red lines.
    """
    try:
        with zipfile.ZipFile(archive) as opened:
            members = [_Member(_name(info), info) for info in opened.infolist()]
            _sound(members, file, size_bytes)
            main, parts = _chosen(members, file)
            left = size_bytes
            for part in parts:
                left -= _write(opened, part, work / f"layer{part.suffix}", left, file)
            return Unpacked(work / f"layer{main.suffix}", main.name)
    except NotImplementedError:
        _refuse("archive_method_unknown", file)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError):
        _refuse("archive_damaged", file)
    except RuntimeError:
        _refuse("archive_encrypted", file)


def unpack_all(archive: Path, folder: Path, *, file: str, size_bytes: int) -> list[Path]:
    """Unpack every file of an archive into a folder, under the names that it has there.

    A package names its files, so these names have to stay; each was looked at before.

    Args:
        archive: the zip file.
        folder: an empty folder of our own.
        file: the name of the archive, for the findings.
        size_bytes: how large its contents may be together.

    Raises:
        Refused: it is damaged, encrypted or a trap.
    """
    made, left = [], size_bytes
    try:
        with zipfile.ZipFile(archive) as opened:
            members = [_Member(_name(info), info) for info in opened.infolist()]
            _sound(members, file, size_bytes)
            for member in members:
                if _is_junk(member):
                    continue
                target = folder / member.name.replace("\\", "/")
                target.parent.mkdir(parents=True, exist_ok=True)
                left -= _write(opened, member, target, left, file)
                made.append(target)
    except NotImplementedError:
        _refuse("archive_method_unknown", file)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError):
        _refuse("archive_damaged", file)
    except RuntimeError:
        _refuse("archive_encrypted", file)
    return made


def _name(info: zipfile.ZipInfo) -> str:
    """Return a member's name; archivers of Windows write it in GBK and do not say so."""
    if info.flag_bits & UTF8_NAME:
        return info.orig_filename
    try:
        raw = info.orig_filename.encode("cp437")
    except UnicodeEncodeError:
        return info.orig_filename
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return info.orig_filename


def _sound(members: list[_Member], file: str, size_bytes: int) -> None:
    """Refuse an archive that is a trap, before a byte of it is unpacked."""
    if len(members) > MOST_MEMBERS:
        _refuse("archive_too_many_members", file, count=len(members), limit=MOST_MEMBERS)
    for member in members:
        info, name = member.info, member.name[:80]
        if _escapes(member.name):
            _refuse("archive_escapes", file, name=name)
        mode = info.external_attr >> 16
        if mode and stat.S_IFMT(mode) not in (0, stat.S_IFREG, stat.S_IFDIR):
            _refuse("archive_link", file, name=name)
        if info.flag_bits & ENCRYPTED:
            _refuse("archive_encrypted", file)
        if info.file_size > RATIO_COUNTS_FROM_BYTES and info.file_size > LARGEST_RATIO * max(
            info.compress_size, 1
        ):
            _refuse("archive_bomb", file, name=name, size_mb=info.file_size >> 20)
    total = sum(member.info.file_size for member in members)
    if total > size_bytes:
        _refuse("archive_too_large", file, size_mb=total >> 20, limit_mb=size_bytes >> 20)


def _escapes(name: str) -> bool:
    plain = name.replace("\\", "/")
    return (
        plain.startswith("/")
        or ".." in plain.split("/")
        or "\x00" in plain
        or bool(re.match(r"[A-Za-z]:", plain))
    )


def _chosen(members: list[_Member], file: str) -> tuple[_Member, list[_Member]]:
    """Return the one red line of an archive, and all the files that belong to it."""
    real = [member for member in members if not _is_junk(member)]
    _foreign(real, file)
    mains = [member for member in real if member.suffix in MAIN]
    shapes = [member for member in mains if member.suffix == ".shp"]
    # A shapefile often travels with a text that says who made it.
    mains = shapes or mains
    names = "、".join(member.name for member in (mains or real)[:6])[:200]
    if len(mains) > 1:
        _refuse("archive_several_red_lines", file, count=len(mains), names=names)
    if not mains:
        _refuse("archive_without_red_line", file, names=names or "空")
    main = mains[0]
    stem = main.path.with_suffix("").as_posix().lower()
    parts = [
        member
        for member in real
        if member.suffix in COMPANIONS
        and member.path.with_suffix("").as_posix().lower() == stem
        and main.suffix == ".shp"
    ]
    return main, [main, *parts]


def _foreign(members: list[_Member], file: str) -> None:
    """Refuse what only looks like an archive of files: a KMZ, an office paper, a geodatabase."""
    names = [member.name.lower() for member in members]
    if any(re.search(r"\.gdb/", name.replace("\\", "/")) for name in names):
        _refuse("content_geodatabase", file)
    if "[content_types].xml" in names:
        _refuse("content_office", file)
    if file.lower().endswith(".kmz"):
        _refuse("content_kml", file)
    main = any(member.suffix in MAIN for member in members)
    if not main and any(name.endswith(ARCHIVES) for name in names):
        _refuse("archive_nested", file)


def _is_junk(member: _Member) -> bool:
    return member.info.is_dir() or any(word in member.name.lower() for word in JUNK)


def _write(archive: zipfile.ZipFile, member: _Member, target: Path, left: int, file: str) -> int:
    """Unpack one member; what its header says of its size is not believed."""
    written = 0
    with archive.open(member.info) as source, target.open("xb") as sink:
        while chunk := source.read(CHUNK_BYTES):
            written += len(chunk)
            if written > left:
                _refuse("archive_too_large", file, size_mb=written >> 20, limit_mb=left >> 20)
            sink.write(chunk)
    return written


def _refuse(code: str, file: str, **facts: Fact) -> NoReturn:
    raise Refused(Finding(code, Severity.REFUSAL, Place(file=file), facts))
