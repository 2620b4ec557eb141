"""What a file is, told by its bytes and never by its name."""

import re
from enum import StrEnum


class Content(StrEnum):
    """The kinds of content that are told apart."""

    EMPTY = "empty"
    TEXT = "text"
    JSON = "json"
    KML = "kml"
    XML = "xml"
    DXF = "dxf"
    DWG = "dwg"
    ZIP = "zip"
    SHAPEFILE = "shapefile"
    DBASE = "dbase"
    GEOPACKAGE = "geopackage"
    SQLITE = "sqlite"
    RAR = "rar"
    SEVEN_ZIP = "seven_zip"
    GZIP = "gzip"
    PDF = "pdf"
    IMAGE = "image"
    OFFICE = "office"
    UNKNOWN = "unknown"


SIGNATURES = (
    (b"PK\x03\x04", Content.ZIP),
    (b"PK\x05\x06", Content.ZIP),
    (b"Rar!\x1a\x07", Content.RAR),
    (b"7z\xbc\xaf\x27\x1c", Content.SEVEN_ZIP),
    (b"\x1f\x8b", Content.GZIP),
    (b"\x00\x00\x27\x0a", Content.SHAPEFILE),
    (b"%PDF-", Content.PDF),
    (b"\x89PNG", Content.IMAGE),
    (b"\xff\xd8\xff", Content.IMAGE),
    (b"II*\x00", Content.IMAGE),
    (b"MM\x00*", Content.IMAGE),
    (b"BM", Content.IMAGE),
    (b"GIF8", Content.IMAGE),
    (b"AutoCAD Binary DXF", Content.DXF),
    (b"\xd0\xcf\x11\xe0", Content.OFFICE),
)
GEOPACKAGE_IDS = (b"GPKG", b"GP10", b"GP11")
DBASE_FIRST_BYTES = (0x02, 0x03, 0x30, 0x31, 0x83, 0x8B, 0xF5)
HEAD = 4096


def sniff(head: bytes) -> Content:
    """Return what the first bytes of a file say it is.

    Args:
        head: at least the first `HEAD` bytes, or the whole file.
    """
    if not head.strip(b"\x00\t\r\n \xef\xbb\xbf"):
        return Content.EMPTY
    if re.match(rb"AC10\d\d", head):
        return Content.DWG
    if head.startswith(b"SQLite format 3\x00"):
        known = head[68:72] in GEOPACKAGE_IDS
        return Content.GEOPACKAGE if known else Content.SQLITE
    for signature, content in SIGNATURES:
        if head.startswith(signature):
            return content
    if _looks_like_dbase(head):
        return Content.DBASE
    return _text(head)


def _looks_like_dbase(head: bytes) -> bool:
    return len(head) >= 32 and head[0] in DBASE_FIRST_BYTES and 1 <= head[2] <= 12 and head[3] <= 31


def _text(head: bytes) -> Content:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return Content.TEXT
    if b"\x00" in head:
        return Content.UNKNOWN
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if start.startswith((b"{", b"[{")):
        return Content.JSON
    if start.startswith(b"<"):
        return Content.KML if b"<kml" in head or b":kml" in head else Content.XML
    if re.match(rb"(999\s|0\s*\r?\n\s*SECTION)", start):
        return Content.DXF
    return Content.TEXT
