"""GeoPackages with one layer of polygons.

GDAL's Python face bends curves straight without a word, so their codes are looked for in the
tables themselves.
"""

import sqlite3
import struct
import warnings
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pyogrio
import pyogrio.errors

from lantu.geo.finding import Fact, Finding, Place, Refused, Severity
from lantu.geo.formats.reading import Limits, Reading
from lantu.geo.formats.vector import crs_of, read_features

NAME = "GeoPackage"
# OGC 12-128: bytes of the envelope by the code in the flags, after a header of eight bytes.
ENVELOPE_BYTES = {0: 0, 1: 32, 2: 48, 3: 48, 4: 64}
HEADER_BYTES, LONGEST_PREFIX = 8, 80
CURVED = {
    8: "CircularString",
    9: "CompoundCurve",
    10: "CurvePolygon",
    11: "MultiCurve",
    12: "MultiSurface",
    15: "PolyhedralSurface",
    16: "TIN",
    17: "Triangle",
}


def read(path: Path, *, file: str, limits: Limits) -> Reading:
    """Read the polygons of a GeoPackage.

    Raises:
        Refused: it is damaged, holds no or several layers with geometry, or no polygons.
    """
    with warnings.catch_warnings():
        # GDAL warns of a damaged file before it fails.
        warnings.simplefilter("ignore")
        layer, told = _only_layer(path, file)
    curved = next(_curves(path), None)
    if curved is not None:
        raise _refused("geometry_curved", file, kind=curved)
    features, findings = read_features(path, file=file, limits=limits, layer=layer)
    crs = crs_of(told, file=file, how="header") if told else None
    return Reading(file, NAME, "utf-8", crs, features, tuple(findings))


def _only_layer(path: Path, file: str) -> tuple[str, str | None]:
    """Return the one layer that has geometry, and the CRS it tells."""
    try:
        layers = [str(name) for name, kind in pyogrio.list_layers(path) if kind is not None]
        if not layers:
            raise _refused("vector_without_geometry", file)
        if len(layers) > 1:
            raise _refused("layers_several", file, count=len(layers), names="、".join(layers)[:200])
        return layers[0], pyogrio.read_info(path, layer=layers[0])["crs"]
    except (
        pyogrio.errors.DataSourceError,
        pyogrio.errors.DataLayerError,
        ValueError,
        UnboundLocalError,
    ):
        raise _refused("vector_damaged", file) from None


def _curves(path: Path) -> Iterator[str]:
    """Yield the kinds of curved geometry in the tables of a GeoPackage."""
    try:
        with closing(sqlite3.connect(path)) as database:
            columns = database.execute(
                "select table_name, column_name from gpkg_geometry_columns"
            ).fetchall()
            for table, column in columns:
                query = f"select substr({_quoted(column)}, 1, ?) from {_quoted(table)}"
                for (blob,) in database.execute(query, (LONGEST_PREFIX,)):
                    kind = CURVED.get(_type_code(blob))
                    if kind is not None:
                        yield kind
    except sqlite3.Error:
        # What SQLite cannot read GDAL cannot read either, and says so.
        return


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _type_code(blob: bytes | None) -> int:
    """Return the geometry type of a blob, without what tells heights and measures; 0 for none."""
    if not isinstance(blob, bytes) or len(blob) <= HEADER_BYTES:
        return 0
    start = HEADER_BYTES + ENVELOPE_BYTES.get(blob[3] >> 1 & 7, 0)
    if len(blob) < start + 5:
        return 0
    (code,) = struct.unpack("<I" if blob[start] else ">I", blob[start + 1 : start + 5])
    return int(code & 0xFFFFFFF) % 1000


def _refused(code: str, file: str, **facts: Fact) -> Refused:
    return Refused(Finding(code, Severity.REFUSAL, Place(file=file), facts))
