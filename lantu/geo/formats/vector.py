"""Polygons of a vector file through GDAL (pyogrio), by one named driver and nothing else."""

from pathlib import Path
from typing import Any

import numpy as np
import pyogrio
import pyogrio.errors
import shapely
from numpy.typing import NDArray
from shapely import MultiPolygon, Polygon

from lantu.geo import crs as reference
from lantu.geo.finding import Fact, Finding, Place, Refused, Severity
from lantu.geo.formats.reading import DetectedCrs, Limits, ReadFeature

NAMES = ("地块名称", "项目名称", "名称", "name", "xmmc", "dkmc", "dkbh", "地块编号", "objectid")
LONGEST_TEXT = 200
AREAL = ("POLYGON", "MULTIPOLYGON")
CURVED = ("CURVE", "COMPOUND", "CIRCULAR", "SURFACE", "TIN", "TRIANGLE")
GEOMETRY_CODES = {"height": (1000, 3000), "measure": (2000, 3000)}


def read_features(
    path: Path, *, file: str, limits: Limits, layer: str | None = None, encoding: str | None = None
) -> tuple[tuple[ReadFeature, ...], list[Finding]]:
    """Read the polygons of a file, height and measure dropped and said.

    Raises:
        Refused: GDAL cannot read it, it is too large, or a feature is no polygon.
    """
    try:
        info = pyogrio.read_info(path, layer=layer, encoding=encoding)
        _suitable(info, file, limits)
        meta, rows, geometries, columns = pyogrio.raw.read(
            path, layer=layer, encoding=encoding, return_fids=True
        )
        shapes = shapely.from_wkb(geometries)
    except pyogrio.errors.DataSourceError:
        raise _refused("vector_damaged", file) from None
    except (pyogrio.errors.DataLayerError, pyogrio.errors.FeatureError):
        raise _refused("vector_damaged", file) from None
    except (shapely.errors.GEOSException, ValueError, UnicodeDecodeError, OverflowError):
        raise _refused("vector_damaged", file) from None
    vertices = int(shapely.get_num_coordinates(shapes).sum())
    if vertices > limits.vertices:
        raise _refused("too_many_points", file, count=vertices, limit=limits.vertices)
    attributes = dict(zip(meta["fields"].tolist(), columns, strict=True))
    findings = _dropped(geometries, file)
    return _features(shapes, rows, attributes, file, findings), findings


def crs_of(text: str, *, file: str, how: str) -> DetectedCrs:
    """Resolve the CRS that a .prj or the file's metadata describes.

    Raises:
        Refused: it is an older datum, or no CRS that we know.
    """
    datum = reference.refused_datum(text)
    if datum is not None:
        raise _refused(f"datum_{datum}", file)
    code = reference.resolve(text)
    if code is None:
        raise _refused("prj_unknown", file, name=_crs_name(text))
    return DetectedCrs(code, how)


def _crs_name(text: str) -> str:
    parts = text.split('"')
    return (parts[1] if len(parts) > 1 else text.strip())[:60]


def _suitable(info: dict[str, Any], file: str, limits: Limits) -> None:
    kind = str(info["geometry_type"] or "").upper()
    if not kind:
        raise _refused("vector_without_geometry", file)
    if any(word in kind for word in CURVED):
        raise _refused("geometry_curved", file, kind=kind.title())
    if info["features"] > limits.features:
        raise _refused("too_many_plots", file, count=int(info["features"]), limit=limits.features)
    if info["features"] == 0:
        raise _refused("no_plot", file)


def _dropped(geometries: NDArray[Any], file: str) -> list[Finding]:
    """Say that heights or measures were left out; they are not part of a boundary."""
    codes = set()
    for blob in geometries:
        if blob is not None:
            order = "little" if blob[0] == 1 else "big"
            codes.add(int.from_bytes(blob[1:5], order))  # type: ignore[arg-type]
    found = []
    for word, thousands in GEOMETRY_CODES.items():
        flag = 0x80000000 if word == "height" else 0x40000000
        if any(code & flag or (code % 10000) // 1000 * 1000 in thousands for code in codes):
            found.append(Finding(f"{word}_dropped", Severity.NOTE, Place(file=file)))
    return found


def _features(
    shapes: NDArray[Any],
    rows: NDArray[Any],
    attributes: dict[str, NDArray[Any]],
    file: str,
    findings: list[Finding],
) -> tuple[ReadFeature, ...]:
    features, refusals = [], []
    for at, (row, shape) in enumerate(zip(rows, shapes, strict=True)):
        values = {name: _fact(column[at]) for name, column in attributes.items()}
        name = _name(values) or f"第{int(row) + 1}块"
        place = Place(file=file, feature=name)
        if shape is None or shape.is_empty:
            refusals.append(Finding("geometry_empty", Severity.REFUSAL, place))
        elif not isinstance(shape, Polygon | MultiPolygon):
            facts = {"kind": shape.geom_type}
            refusals.append(Finding("geometry_not_areal", Severity.REFUSAL, place, facts))
        else:
            features.append(ReadFeature(name, shapely.force_2d(shape), values, place=place))
    if refusals:
        raise Refused(*refusals, *findings)
    return tuple(features)


def _name(values: dict[str, Fact]) -> str | None:
    by_name = {name.lower(): value for name, value in values.items()}
    return next((str(by_name[name]) for name in NAMES if by_name.get(name)), None)


def _fact(value: Any) -> Fact:
    """Return an attribute as a plain value; what is no number and no text becomes text."""
    plain = value.item() if isinstance(value, np.generic) else value
    if isinstance(plain, float):
        return plain if np.isfinite(plain) else None
    if plain is None or isinstance(plain, bool | int):
        return plain
    return str(plain)[:LONGEST_TEXT]


def _refused(code: str, file: str, **facts: Fact) -> Refused:
    return Refused(Finding(code, Severity.REFUSAL, Place(file=file), facts))
