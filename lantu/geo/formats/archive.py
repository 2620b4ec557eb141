"""Zip archives: looked over before anything is unpacked, and unpacked only as far as needed."""

import stat
import zipfile
from dataclasses import dataclass
from pathlib import Path, PurePosixPath, PureWindowsPath

from lantu.geo.finding import Fact, Finding, Place, Refused, Severity

MOST_ENTRIES = 200
HIGHEST_RATIO = 100
SMALLEST_BOMB_BYTES = 1 << 20
SIDE_FILES = (".shp", ".shx", ".dbf", ".prj", ".cpg")
UTF8_FLAG, ENCRYPTED_FLAG = 0x800, 0x1


@dataclass(frozen=True, slots=True)
class Entry:
    """A file in an archive, its name decoded as well as can be."""

    name: str
    info: zipfile.ZipInfo


def look_over(path: Path, *, file: str, size_bytes: int) -> tuple[zipfile.ZipFile, list[Entry]]:
    """Open an archive and refuse whatever is dangerous in it.

    Args:
        path: the archive.
        file: its name, for the findings.
        size_bytes: how much all of it may unpack to.

    Raises:
        Refused: it is broken, encrypted, too large, or holds links or names that lead outside.
    """
    try:
        archive = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        raise _refused("archive_broken", file) from None
    infos = archive.infolist()
    if len(infos) > MOST_ENTRIES:
        raise _refused("archive_too_many", file, count=len(infos), limit=MOST_ENTRIES)
    entries = [Entry(_decoded(info), info) for info in infos if not info.is_dir()]
    for entry in entries:
        _look_at(entry, file)
    total = sum(entry.info.file_size for entry in entries)
    if total > size_bytes:
        raise _refused("archive_unpacks_too_large", file, size=total, limit=size_bytes)
    return archive, entries


def _decoded(info: zipfile.ZipInfo) -> str:
    """Return the name of an entry; without the UTF-8 flag Windows writes GBK."""
    if info.flag_bits & UTF8_FLAG:
        return info.filename
    raw = info.filename.encode("cp437", "replace")
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return info.filename


def _look_at(entry: Entry, file: str) -> None:
    name, info = entry.name, entry.info
    posix, windows = PurePosixPath(name.replace("\\", "/")), PureWindowsPath(name)
    if posix.is_absolute() or windows.drive or ".." in posix.parts:
        raise _refused("archive_leads_outside", file, name=name[:80])
    if stat.S_ISLNK(info.external_attr >> 16):
        raise _refused("archive_holds_link", file, name=name[:80])
    if info.flag_bits & ENCRYPTED_FLAG:
        raise _refused("archive_encrypted", file)
    packed = max(info.compress_size, 1)
    if info.file_size > SMALLEST_BOMB_BYTES and info.file_size / packed > HIGHEST_RATIO:
        raise _refused("archive_bomb", file, name=name[:80], times=int(info.file_size / packed))


def unpack(archive: zipfile.ZipFile, entries: list[Entry], folder: Path, *, file: str) -> None:
    """Write entries into a folder under plain names: `source` and the ending of each.

    Raises:
        Refused: an entry is broken, or larger than it says.
    """
    for entry in entries:
        target = folder / f"source{PurePosixPath(entry.name).suffix.lower()}"
        try:
            with archive.open(entry.info) as packed:
                content = packed.read(entry.info.file_size + 1)
        except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError, EOFError):
            raise _refused("archive_broken", file) from None
        except Exception as error:  # zlib.error has no common base with the others
            raise _refused("archive_broken", file) from error
        if len(content) > entry.info.file_size:
            raise _refused("archive_broken", file)
        target.write_bytes(content)


def _refused(code: str, file: str, **facts: Fact) -> Refused:
    return Refused(Finding(code, Severity.REFUSAL, Place(file=file), facts))
