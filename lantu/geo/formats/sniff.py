"""What a file is, told by its bytes. Its name only settles what bytes leave open."""

import re
from enum import StrEnum

HEAD = 4096


class Content(StrEnum):
    """The kinds of content that are told apart; each value ends the code of its refusal."""

    EMPTY = "empty"
    TEXT = "text"
    JSON = "json"
    KML = "kml"
    XML = "xml"
    DXF = "dxf"
    DWG = "dwg"
    VCT = "vct"
    MAPINFO = "mapinfo"
    ZIP = "zip"
    SHAPEFILE = "shapefile"
    SHAPEFILE_INDEX = "shapefile_index"
    PROJECTION = "projection"
    DBASE = "dbase"
    GEOPACKAGE = "geopackage"
    GEODATABASE = "geodatabase"
    SQLITE = "sqlite"
    RAR = "rar"
    SEVEN_ZIP = "seven_zip"
    GZIP = "gzip"
    PDF = "pdf"
    IMAGE = "image"
    OFFICE = "office"
    UNKNOWN = "unknown"


READ = (
    *(Content.TEXT, Content.JSON, Content.DXF),
    *(Content.ZIP, Content.SHAPEFILE, Content.GEOPACKAGE),
)
SIGNATURES = (
    (b"PK\x03\x04", Content.ZIP),
    (b"PK\x05\x06", Content.ZIP),
    (b"Rar!\x1a\x07", Content.RAR),
    (b"7z\xbc\xaf\x27\x1c", Content.SEVEN_ZIP),
    (b"\x1f\x8b", Content.GZIP),
    (b"%PDF-", Content.PDF),
    (b"\x89PNG", Content.IMAGE),
    (b"\xff\xd8\xff", Content.IMAGE),
    (b"II*\x00", Content.IMAGE),
    (b"MM\x00*", Content.IMAGE),
    (b"BM", Content.IMAGE),
    (b"GIF8", Content.IMAGE),
    (b"AutoCAD Binary DXF", Content.DXF),
    (b"\xd0\xcf\x11\xe0", Content.OFFICE),
    (b"!table", Content.MAPINFO),
)
# Of text, which may begin with what looks like a short signature.
TEXT_PATTERNS = (
    (rb"(?i)headbegin|datamark\s*:", Content.VCT),
    (rb"(?i)version\s+\d+\s*\r?\n\s*charset", Content.MAPINFO),
    (rb"(PROJCS|GEOGCS|PROJCRS|GEOGCRS|LOCAL_CS)\s*\[", Content.PROJECTION),
    (rb"(999\s|0\s*\r?\n\s*SECTION)", Content.DXF),
    (rb"\{|\[\s*\{", Content.JSON),
)
SHAPE_MAGIC = b"\x00\x00\x27\x0a"
GEOPACKAGE_IDS = (b"GPKG", b"GP10", b"GP11")
APPLICATION_ID = slice(68, 72)
DBASE_FIRST_BYTES = (0x02, 0x03, 0x30, 0x31, 0x83, 0x8B, 0xF5)
DBASE_HEADER_BYTES = 32
UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
UTF8_MARK = b"\xef\xbb\xbf"


def sniff(head: bytes, name: str = "") -> Content:
    """Return what the first bytes of a file say it is.

    Args:
        head: at least the first `HEAD` bytes, or the whole file.
        name: its name; a shapefile and its index begin alike.
    """
    if not head.strip(b"\x00\t\r\n " + UTF8_MARK):
        return Content.EMPTY
    if re.match(rb"AC10\d\d", head):
        return Content.DWG
    if head.startswith(SHAPE_MAGIC):
        index = name.lower().endswith(".shx")
        return Content.SHAPEFILE_INDEX if index else Content.SHAPEFILE
    if head.startswith(b"SQLite format 3\x00"):
        known = head[APPLICATION_ID] in GEOPACKAGE_IDS or name.lower().endswith(".gpkg")
        return Content.GEOPACKAGE if known else Content.SQLITE
    for signature, content in SIGNATURES:
        if head.startswith(signature):
            return content
    if head.startswith(UTF16_MARKS):
        return Content.TEXT
    if _looks_like_dbase(head):
        return Content.DBASE
    return Content.UNKNOWN if b"\x00" in head else _text(head)


def _looks_like_dbase(head: bytes) -> bool:
    """Say whether a file begins as a dBase table: version, then the day it was last written."""
    return (
        len(head) >= DBASE_HEADER_BYTES
        and head[0] in DBASE_FIRST_BYTES
        and 1 <= head[2] <= 12
        and 1 <= head[3] <= 31
    )


def _text(head: bytes) -> Content:
    start = head.removeprefix(UTF8_MARK).lstrip()
    if start.startswith(b"<"):
        return Content.KML if b"<kml" in head or b":kml" in head else Content.XML
    for pattern, content in TEXT_PATTERNS:
        if re.match(pattern, start):
            return content
    return Content.TEXT
