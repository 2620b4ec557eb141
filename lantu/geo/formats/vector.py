"""Polygons of a vector file through GDAL (pyogrio), by one named driver and nothing else."""

import warnings
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
BYTE_FOR_BYTE = "ISO-8859-1"
CURVED = ("CURVE", "COMPOUND", "CIRCULAR", "SURFACE", "TIN", "TRIANGLE")


def read_features(
    path: Path, *, file: str, limits: Limits, layer: str | None = None, encoding: str | None = None
) -> tuple[tuple[ReadFeature, ...], list[Finding]]:
    """Read the polygons of a file, height and measure dropped and said.

    Raises:
        Refused: GDAL cannot read it, it is too large, or a feature is no polygon.
    """
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        meta, _, geometries, columns = _content(path, file, limits, layer, encoding)
    shapes, unclosed = _shapes(geometries, file)
    vertices = int(shapely.get_num_coordinates(shapes).sum())
    if vertices > limits.vertices:
        raise _refused("too_many_points", file, count=vertices, limit=limits.vertices)
    findings = []
    if shapely.has_z(shapes).any():
        findings.append(Finding("height_dropped", Severity.NOTE, Place(file=file)))
    if any("Measured" in str(warning.message) for warning in caught):
        findings.append(Finding("measure_dropped", Severity.NOTE, Place(file=file)))
    attributes = dict(zip(meta["fields"].tolist(), columns, strict=True))
    features = _features(shapes, attributes, file)
    for at in unclosed:
        place = features[at].place
        findings.append(
            Finding("ring_not_closed", Severity.WARNING, place, repair="close_by_first")
        )
    return features, findings


def _content(
    path: Path, file: str, limits: Limits, layer: str | None, encoding: str | None
) -> tuple[dict[str, Any], NDArray[Any], NDArray[Any], list[NDArray[Any]]]:
    try:
        info = pyogrio.read_info(path, layer=layer, encoding=encoding, force_feature_count=True)
        _suitable(info, file, limits)
        return _columns(path, layer, encoding)
    except (
        pyogrio.errors.DataSourceError,
        pyogrio.errors.DataLayerError,
        pyogrio.errors.FeatureError,
        UnboundLocalError,  # so pyogrio ends when GDAL cannot write down the CRS that it read
        ValueError,
        OverflowError,
        RuntimeError,
    ):
        raise _refused("vector_damaged", file) from None


def _columns(
    path: Path, layer: str | None, encoding: str | None
) -> tuple[dict[str, Any], NDArray[Any], NDArray[Any], list[NDArray[Any]]]:
    """Read all of a file; a text cut off inside a letter of UTF-8 loses that letter only."""
    read: tuple[dict[str, Any], NDArray[Any], NDArray[Any], list[NDArray[Any]]]
    try:
        read = pyogrio.raw.read(path, layer=layer, encoding=encoding)
    except UnicodeDecodeError:
        meta, rows, shapes, columns = pyogrio.raw.read(path, layer=layer, encoding=BYTE_FOR_BYTE)
        read = meta, rows, shapes, [_as_utf8(column) for column in columns]
    return read


def _as_utf8(column: NDArray[Any]) -> NDArray[Any]:
    values = [
        value.encode(BYTE_FOR_BYTE).decode("utf-8", "replace") if isinstance(value, str) else value
        for value in column
    ]
    return np.array(values, dtype=column.dtype)


def _shapes(geometries: NDArray[Any], file: str) -> tuple[NDArray[Any], list[int]]:
    """Return the shapes, and which of them have a ring that is not closed; those are closed."""
    shapes: NDArray[Any] = shapely.from_wkb(geometries, on_invalid="ignore")
    doubtful = [at for at, blob in enumerate(geometries) if blob is not None and shapes[at] is None]
    for at in doubtful:
        shapes[at] = shapely.from_wkb(geometries[at], on_invalid="fix")
        if shapes[at] is None:
            raise _refused("vector_damaged", file)
    return shapes, doubtful


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


def _features(
    shapes: NDArray[Any],
    attributes: dict[str, NDArray[Any]],
    file: str,
) -> tuple[ReadFeature, ...]:
    features, refusals = [], []
    for at, shape in enumerate(shapes, start=1):
        values = {name: _fact(column[at - 1]) for name, column in attributes.items()}
        name = _name(values) or f"第{at}块"
        place = Place(file=file, feature=name)
        if shape is None or shape.is_empty:
            refusals.append(Finding("geometry_empty", Severity.REFUSAL, place))
        elif not isinstance(shape, Polygon | MultiPolygon):
            facts = {"kind": shape.geom_type}
            refusals.append(Finding("geometry_not_areal", Severity.REFUSAL, place, facts))
        else:
            features.append(ReadFeature(name, shapely.force_2d(shape), values, place=place))
    if refusals:
        raise Refused(*refusals)
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
