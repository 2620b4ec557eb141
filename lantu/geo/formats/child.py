"""The child: reads one file inside its confinement and hands back findings or features.

Each reader is imported only when its format is met, so that text answers quickly.
"""

import os
import sys
from pathlib import Path

from lantu.geo.finding import Finding, Place, Refused, Severity
from lantu.geo.formats import confinement
from lantu.geo.formats.reading import Limits, Reading
from lantu.geo.formats.sniff import HEAD, Content, sniff

SIZE_OF_WORKING_COPY = 4


def main() -> int:
    """Read the request from standard input, the file it names, and answer on standard output."""
    from lantu.geo.formats.exchange import encode
    from lantu.geo.formats.exchange_request import decode_request

    path, file, limits, encoding = decode_request(sys.stdin.buffer.read())
    confinement.limit_resources(limits.seconds)
    answer: Reading | Refused
    try:
        answer = read(Path(path), file, limits, encoding)
    except Refused as refused:
        answer = refused
    except MemoryError:
        answer = _refused("reader_out_of_memory", file)
    sys.stdout.buffer.write(encode(answer))
    sys.stdout.buffer.flush()
    os._exit(0)


def read(path: Path, file: str, limits: Limits, encoding: str | None) -> Reading:
    """Confine this process, then read a file by what its bytes say it is.

    Raises:
        Refused: the file is not to be read; the findings say why and what to do.
    """
    size = path.stat().st_size
    if size > limits.size_bytes:
        raise _refused("file_too_large", file, size=size, limit=limits.size_bytes)
    with path.open("rb") as stream:
        content = sniff(stream.read(HEAD))
    if content in (Content.SHAPEFILE, Content.ZIP, Content.GEOPACKAGE, Content.DBASE):
        return _read_vector(content, path, file, limits, encoding)
    if content in (Content.TEXT, Content.JSON):
        return _read_text(content, path.read_bytes(), file, limits, encoding)
    raise _refused(f"content_{content.value}", file)


def _read_text(
    content: Content, data: bytes, file: str, limits: Limits, encoding: str | None
) -> Reading:
    from lantu.geo.formats import boundary_txt, geojson, pasted
    from lantu.geo.formats.text import decode

    _confine(file)
    if content is Content.JSON:
        return geojson.parse(data, file=file, limits=limits, encoding=encoding)
    text, _ = decode(data, file=file, encoding=encoding)
    if "[" not in text and "@" not in text and pasted.looks_pasted(text):
        return pasted.parse(data, file=file, limits=limits, encoding=encoding)
    return boundary_txt.parse(data, file=file, limits=limits, encoding=encoding)


def _read_vector(
    content: Content, path: Path, file: str, limits: Limits, encoding: str | None
) -> Reading:
    from lantu.geo.formats import archive, vector

    _confine(file)
    if content is Content.GEOPACKAGE:
        return vector.read(path, file=file, name="GeoPackage", limits=limits, encoding=encoding)
    if content is Content.DBASE:
        raise _refused("dbase_alone", file)
    if content is Content.SHAPEFILE:
        own = path if path.suffix == ".shp" else path.with_suffix(".shp")
        return vector.read(own, file=file, name="Shapefile", limits=limits, encoding=encoding)
    opened, entries = archive.look_over(
        path, file=file, size_bytes=SIZE_OF_WORKING_COPY * limits.size_bytes
    )
    return _read_archive(opened, entries, file, limits, encoding)


def _read_archive(opened, entries, file: str, limits: Limits, encoding: str | None) -> Reading:  # type: ignore[no-untyped-def]
    from lantu.geo.formats import archive, vector

    shapes = [entry for entry in entries if entry.name.lower().endswith(".shp")]
    if len(shapes) > 1:
        names = "、".join(entry.name for entry in shapes[:5])
        raise _refused("several_layers", file, count=len(shapes), names=names)
    if not shapes:
        return _read_single(opened, entries, file, limits, encoding)
    stem = shapes[0].name[:-4]
    wanted = [
        entry
        for entry in entries
        if entry.name[: len(stem)] == stem and entry.name[len(stem) :].lower() in archive.SIDE_FILES
    ]
    archive.unpack(opened, wanted, Path.cwd(), file=file)
    source = Path.cwd() / "source.shp"
    return vector.read(source, file=file, name="Shapefile", limits=limits, encoding=encoding)


def _read_single(opened, entries, file: str, limits: Limits, encoding: str | None) -> Reading:  # type: ignore[no-untyped-def]
    """Read an archive that holds one file of another format."""
    from lantu.geo.formats import archive

    if len(entries) != 1:
        raise _refused("archive_nothing_known", file, count=len(entries))
    archive.unpack(opened, entries, Path.cwd(), file=file)
    inner = next(Path.cwd().glob("source*"))
    with inner.open("rb") as stream:
        content = sniff(stream.read(HEAD))
    if content is Content.ZIP:
        raise _refused("archive_nested", file)
    return read(inner, f"{file}/{entries[0].name}", limits, encoding)


def _confine(file: str) -> None:
    try:
        confinement.filter_system_calls()
    except OSError:
        raise _refused("reader_not_confined", file) from None


def _refused(code: str, file: str, **facts: str | int) -> Refused:
    return Refused(Finding(code, Severity.REFUSAL, Place(file=file), facts))
