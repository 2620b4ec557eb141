"""Inside a reader's process: bind it, tell what the file is, read it, hand back JSON.

The request comes on standard input, the answer goes to standard output, which is a file in the
work folder. Readers are imported when they are needed: a text needs no GDAL.
"""

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from lantu.geo.finding import Finding, Place, Refused, Severity
from lantu.geo.formats.confinement import FilterUnavailable, confine
from lantu.geo.formats.exchange import encode
from lantu.geo.formats.exchange_request import Request, decode_request
from lantu.geo.formats.landlock import restrict
from lantu.geo.formats.reading import Limits, Reading
from lantu.geo.formats.sniff import HEAD, Content, sniff

MOST_OF_A_CODE = 20
LIBRARIES = (
    *("/usr", "/lib", "/lib64", "/etc/ld.so.cache", "/etc/localtime", sys.base_prefix),
    *("/dev/null", "/dev/urandom", "/sys/devices/system/cpu"),
)


def main() -> None:
    """Answer one request."""
    request = decode_request(sys.stdin.buffer.read())
    sys.stdout.buffer.write(encode(_answer(request)))


def _answer(request: Request) -> Reading | Refused:
    try:
        confine(request.confinement)
        restrict(readable=_readable(Path(request.path)), writable=Path.cwd())
        return read(
            Path(request.path),
            file=request.file,
            limits=request.limits,
            encoding=request.encoding,
            work=Path.cwd(),
        )
    except Refused as refused:
        return Refused(*_shortened(refused.findings, request.file))
    except FilterUnavailable:
        return _refused("reader_not_confined", request.file)
    except (MemoryError, RecursionError):
        return _refused("reader_out_of_memory", request.file)


def _readable(upload: Path) -> list[Path]:
    """Return what a reader has to read: the upload with its companions, and its own libraries."""
    return [upload.parent, upload.resolve().parent, *map(Path, (*LIBRARIES, *sys.path))]


def read(path: Path, *, file: str, limits: Limits, encoding: str | None, work: Path) -> Reading:
    """Read a file of whatever format; an archive is unpacked into the work folder first.

    Raises:
        Refused: it cannot be taken.
    """
    content = _content(path, file)
    if content is Content.ZIP:
        from lantu.geo.formats.archive import unpack

        inner = unpack(path, work, file=file, size_bytes=limits.size_bytes)
        file = f"{file}/{inner.name}"
        path, content = inner.path, _content(inner.path, inner.name)
        if content is Content.ZIP:
            raise _refused("archive_nested", file)
    if content is Content.JSON:
        from lantu.geo.formats import geojson

        return geojson.parse(path.read_bytes(), file=file, limits=limits, encoding=encoding)
    if content is Content.DXF:
        _without_fonts(work)
        from lantu.geo.formats import cad

        return cad.parse(path.read_bytes(), file=file, limits=limits, encoding=encoding)
    if content is Content.TEXT:
        return _read_text(path.read_bytes(), file, limits, encoding)
    if content is Content.SHAPEFILE:
        from lantu.geo.formats import shapefile

        return shapefile.read(path, work=work, file=file, limits=limits, encoding=encoding)
    if content is Content.GEOPACKAGE:
        from lantu.geo.formats import geopackage

        return geopackage.read(_named(path, work), file=file, limits=limits)
    raise _refused(f"content_{content.value}", file)


def _content(path: Path, name: str) -> Content:
    with path.open("rb") as opened:
        return sniff(opened.read(HEAD), name)


def _without_fonts(work: Path) -> None:
    """Keep the library of drawings from looking through the machine's fonts: no letter is drawn."""
    cache = work / ".cache" / "ezdxf" / "font_manager_cache.json"
    cache.parent.mkdir(parents=True, exist_ok=True)
    cache.write_text('{"version": 2, "font-faces": []}')


def _named(path: Path, work: Path) -> Path:
    """Give a GeoPackage the ending by which GDAL knows it, in a folder where it may lock it."""
    target = work / "layer.gpkg"
    if path != target:
        target.write_bytes(path.read_bytes())
    return target


def _read_text(data: bytes, file: str, limits: Limits, encoding: str | None) -> Reading:
    from lantu.geo.formats import boundary_txt, pasted
    from lantu.geo.formats.text import decode

    text, _ = decode(data, file=file, encoding=encoding)
    if boundary_txt.looks_like_boundary(text):
        return boundary_txt.parse(data, file=file, limits=limits, encoding=encoding)
    if pasted.looks_pasted(text):
        return pasted.parse(data, file=file, limits=limits, encoding=encoding)
    raise _refused("text_without_coordinates", file)


def _shortened(findings: Iterable[Finding], file: str) -> Iterator[Finding]:
    """Leave out the further findings of a code that fills pages, and say how many there are."""
    counts: Counter[str] = Counter()
    for finding in findings:
        counts[finding.code] += 1
        if counts[finding.code] <= MOST_OF_A_CODE:
            yield finding
    more = sum(max(count - MOST_OF_A_CODE, 0) for count in counts.values())
    if more:
        facts = {"count": more}
        yield Finding("more_of_the_same", Severity.REFUSAL, Place(file=file), facts)


def _refused(code: str, file: str) -> Refused:
    return Refused(Finding(code, Severity.REFUSAL, Place(file=file)))
