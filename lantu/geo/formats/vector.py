"""Shapefile and GeoPackage through GDAL, of which only these two drivers are let in."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pyogrio
import shapely
from shapely import MultiPolygon, Polygon

from lantu.geo import crs
from lantu.geo.finding import Fact, Finding, Place, Refused, Severity
from lantu.geo.formats.reading import DetectedCrs, Limits, ReadFeature, Reading

NAMES = ("项目名称", "地块名称", "名称", "NAME", "Name", "name", "XMMC", "DKMC")
CURVES = ("Curve", "CompoundCurve", "MultiSurface", "CurvePolygon", "Tin", "PolyhedralSurface")
MULTIPATCH = 31
SHAPE_TYPE_AT = 32


def read(
    path: Path, *, file: str, name: str, limits: Limits, encoding: str | None = None
) -> Reading:
    """Read the polygons of a Shapefile or GeoPackage.

    Args:
        path: the file itself, unpacked.
        file: its name as the applicant knows it.
        name: the name of the format.
        limits: how many features and vertices it may have.
        encoding: what the applicant says; else it is told from the bytes.

    Raises:
        Refused: it cannot be read, or holds something that is no sound polygon.
    """
    findings: list[Finding] = []
    if path.suffix == ".shp":
        _look_at_shapefile(path, file, findings)
        encoding = encoding or _encoding(path, file, findings)
    layer = _only_layer(path, file)
    info, shapes, columns = _content(path, layer, file, limits, encoding)
    detected = _crs(path, info.get("crs"), file)
    features: list[ReadFeature] = []
    for row, shape in enumerate(shapes):
        facts = {column: _plain(values[row]) for column, values in columns.items()}
        title = next((str(facts[key]) for key in NAMES if facts.get(key)), f"第{row + 1}个图形")
        place = Place(file=file, feature=title)
        polygon = _polygon(shape, place, findings)
        if polygon is not None:
            features.append(ReadFeature(title, polygon, facts, place=place))
    refusals = [finding for finding in findings if finding.severity is Severity.REFUSAL]
    if not features and not refusals:
        refusals = [Finding("no_plot", Severity.REFUSAL, Place(file=file))]
    if refusals:
        raise Refused(*refusals)
    return Reading(file, name, encoding, detected, tuple(features), tuple(findings))


def _look_at_shapefile(path: Path, file: str, findings: list[Finding]) -> None:
    head = path.read_bytes()[:100]
    if len(head) < 100 or int.from_bytes(head[24:28], "big") * 2 > path.stat().st_size:
        raise _refused("file_truncated", file)
    if head[SHAPE_TYPE_AT] == MULTIPATCH:
        raise _refused("multipatch", file)
    for suffix, code in ((".shx", "shx_missing"), (".dbf", "dbf_missing")):
        if not path.with_suffix(suffix).exists():
            findings.append(Finding(code, Severity.WARNING, Place(file=file)))
    if not path.with_suffix(".prj").exists():
        findings.append(Finding("prj_missing", Severity.WARNING, Place(file=file)))


def _encoding(path: Path, file: str, findings: list[Finding]) -> str:
    """Tell the encoding of attributes: .cpg, else strict UTF-8, else GB 18030, and say so."""
    declared = path.with_suffix(".cpg")
    if declared.exists():
        return {"UTF8": "UTF-8", "936": "GBK"}.get(
            word := declared.read_text("ascii", "replace").strip().upper(), word
        )
    table = path.with_suffix(".dbf")
    try:
        content = table.read_bytes() if table.exists() else b""
        content.decode("utf-8")
    except UnicodeDecodeError:
        findings.append(Finding("attributes_read_as_gbk", Severity.WARNING, Place(file=file)))
        return "GB18030"
    return "UTF-8"


def _only_layer(path: Path, file: str) -> str | None:
    try:
        layers = pyogrio.list_layers(path)
    except (pyogrio.errors.DataSourceError, RuntimeError):
        raise _refused("file_unreadable", file) from None
    areal = [
        layer for layer, kind in layers if kind is None or "Polygon" in kind or kind == "Unknown"
    ]
    if len(areal) > 1:
        names = "、".join(areal[:5])
        raise _refused("several_layers", file, count=len(areal), names=names)
    if not areal:
        kinds = "、".join(str(kind) for _, kind in layers)
        raise _refused("geometry_not_areal", file, kind=kinds or "无")
    return str(areal[0])


def _content(
    path: Path, layer: str | None, file: str, limits: Limits, encoding: str | None
) -> tuple[dict[str, Any], Any, dict[str, Any]]:
    try:
        info = pyogrio.read_info(path, layer=layer, encoding=encoding, force_feature_count=True)
        kind = str(info.get("geometry_type"))
        if any(curve in kind for curve in CURVES):
            raise _refused("geometry_curved", file, kind=kind)
        if info["features"] > limits.features:
            facts: dict[str, Fact] = {"count": info["features"], "limit": limits.features}
            raise _refused("too_many_plots", file, **facts)
        meta, _, shapes, values = pyogrio.raw.read(path, layer=layer, encoding=encoding)
        shapes = shapely.from_wkb(shapes)
    except (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError, RuntimeError):
        raise _refused("file_unreadable", file) from None
    except (shapely.errors.GEOSException, ValueError):
        raise _refused("geometry_unreadable", file) from None
    vertices = int(shapely.get_num_coordinates(shapes).sum())
    if vertices > limits.vertices:
        raise _refused("too_many_points", file, count=vertices, limit=limits.vertices)
    return info, shapes, dict(zip(meta["fields"], values, strict=True))


def _crs(path: Path, told: str | None, file: str) -> DetectedCrs | None:
    written = path.with_suffix(".prj")
    text = written.read_text("utf-8-sig", "replace") if written.exists() else told
    if not text:
        return None
    datum = crs.refused_datum(text)
    if datum is not None:
        raise _refused(f"datum_{datum}", file)
    code = crs.resolve(text)
    if code is None:
        raise _refused("crs_unknown", file, crs=text[:60])
    return DetectedCrs(code, "prj" if written.exists() else "header")


def _polygon(shape: Any, place: Place, findings: list[Finding]) -> Polygon | MultiPolygon | None:
    if shape is None or shape.is_empty:
        findings.append(Finding("geometry_empty", Severity.REFUSAL, place))
        return None
    if not isinstance(shape, Polygon | MultiPolygon):
        facts = {"kind": shape.geom_type}
        findings.append(Finding("geometry_not_areal", Severity.REFUSAL, place, facts))
        return None
    if not np.isfinite(shapely.get_coordinates(shape)).all():
        findings.append(Finding("coordinates_not_finite", Severity.REFUSAL, place))
        return None
    if shape.has_z:
        findings.append(Finding("height_dropped", Severity.NOTE, place))
    flat: Polygon | MultiPolygon = shapely.force_2d(shape)
    return flat


def _plain(value: Any) -> Fact:
    if isinstance(value, np.generic):
        value = value.item()
    if isinstance(value, float) and not np.isfinite(value):
        return None
    return value if isinstance(value, str | int | float | bool | None) else str(value)[:200]


def _refused(code: str, file: str, **facts: Fact) -> Refused:
    return Refused(Finding(code, Severity.REFUSAL, Place(file=file), facts))


def drivers_to_skip(available: Iterator[str] | list[str]) -> list[str]:
    """Return the drivers that must not be registered: all but those read here."""
    return sorted(set(available) - {"ESRI Shapefile", "GPKG"})
