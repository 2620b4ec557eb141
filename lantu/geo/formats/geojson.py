"""GeoJSON (RFC 7946), and the older form that names a CRS."""

import json
from collections.abc import Iterator
from typing import Any

from shapely import MultiPolygon, Polygon

from lantu.geo.finding import Fact, Finding, Place, Refused, Severity
from lantu.geo.formats.reading import DetectedCrs, Limits, ReadFeature, Reading
from lantu.geo.formats.text import decode

NAME = "GeoJSON"
FEWEST_POSITIONS = 4
# No coordinate on Earth is larger in any unit; also keeps out what is no finite number.
LARGEST = 1e12
NAMES = ("name", "NAME", "地块名称", "项目名称", "名称", "id")


class _Fault(Exception):
    """A fault inside one geometry: its code and facts."""

    def __init__(self, code: str, **facts: Fact) -> None:
        super().__init__(code)
        self.code, self.facts = code, facts


def parse(data: bytes, *, file: str, limits: Limits, encoding: str | None = None) -> Reading:
    """Read the polygons of a GeoJSON text.

    Raises:
        Refused: it is no GeoJSON, or a feature is no sound polygon; every fault with its feature.
    """
    text, encoding = decode(data, file=file, encoding=encoding)
    try:
        content = json.loads(text, parse_constant=_no_constant)
    except RecursionError:
        raise Refused(Finding("json_too_deep", Severity.REFUSAL, Place(file=file))) from None
    except ValueError as error:
        line = getattr(error, "lineno", None)
        raise Refused(
            Finding("json_malformed", Severity.REFUSAL, Place(file=file, line=line))
        ) from None
    features: list[ReadFeature] = []
    findings: list[Finding] = []
    vertices = 0
    for number, (name, geometry, properties) in enumerate(_features(content, file), start=1):
        place = Place(file=file, feature=name or str(number))
        try:
            shape, has_height = _polygon(geometry)
        except _Fault as fault:
            findings.append(Finding(fault.code, Severity.REFUSAL, place, fault.facts))
            continue
        vertices += _count(geometry["coordinates"])
        _within_limits(number, vertices, file, limits)
        if has_height:
            findings.append(Finding("height_dropped", Severity.NOTE, place))
        features.append(
            ReadFeature(name or f"第{number}块", shape, _plain(properties), place=place)
        )
    refusals = [finding for finding in findings if finding.severity is Severity.REFUSAL]
    if not features and not refusals:
        refusals = [Finding("no_plot", Severity.REFUSAL, Place(file=file))]
    if refusals:
        raise Refused(*refusals)
    return Reading(file, NAME, encoding, _crs(content), tuple(features), tuple(findings))


def _no_constant(word: str) -> float:
    raise ValueError(f"{word} is no JSON")


def _features(content: Any, file: str) -> Iterator[tuple[str, Any, Any]]:
    kind = content.get("type") if isinstance(content, dict) else None
    if kind == "FeatureCollection" and isinstance(content.get("features"), list):
        entries = content["features"]
    elif kind == "Feature":
        entries = [content]
    elif kind in ("Polygon", "MultiPolygon", "GeometryCollection", "Point", "LineString"):
        entries = [{"geometry": content}]
    else:
        facts = {"type": str(kind)[:40]}
        raise Refused(Finding("json_not_geojson", Severity.REFUSAL, Place(file=file), facts))
    for entry in entries:
        if not isinstance(entry, dict):
            facts = {"type": type(entry).__name__}
            raise Refused(Finding("json_not_geojson", Severity.REFUSAL, Place(file=file), facts))
        properties = entry.get("properties")
        properties = properties if isinstance(properties, dict) else {}
        name = next((str(properties[key]) for key in NAMES if properties.get(key)), "")
        yield name, entry.get("geometry"), properties


def _polygon(geometry: Any) -> tuple[Polygon | MultiPolygon, bool]:
    if not isinstance(geometry, dict) or not geometry.get("coordinates"):
        raise _Fault("geometry_empty")
    kind, coordinates = geometry.get("type"), geometry["coordinates"]
    heights: list[bool] = []
    if kind == "Polygon":
        return _rings(coordinates, heights), any(heights)
    if kind == "MultiPolygon" and isinstance(coordinates, list):
        return MultiPolygon([_rings(part, heights) for part in coordinates]), any(heights)
    raise _Fault("geometry_not_areal", kind=str(kind)[:40])


def _rings(coordinates: Any, heights: list[bool]) -> Polygon:
    if not isinstance(coordinates, list) or not coordinates:
        raise _Fault("geometry_empty")
    shell, *holes = (_ring(ring, heights) for ring in coordinates)
    return Polygon(shell, holes)


def _ring(ring: Any, heights: list[bool]) -> list[tuple[float, float]]:
    if not isinstance(ring, list) or len(ring) < FEWEST_POSITIONS:
        raise _Fault("ring_too_few_points", corners=len(ring) if isinstance(ring, list) else 0)
    positions = [_position(position, heights) for position in ring]
    if positions[0] != positions[-1]:
        raise _Fault("ring_not_closed_geojson")
    return positions


def _position(position: Any, heights: list[bool]) -> tuple[float, float]:
    if (
        not isinstance(position, list)
        or len(position) < 2
        or not all(type(value) in (int, float) for value in position)
        or not all(abs(value) < LARGEST for value in position[:2])
    ):
        raise _Fault("coordinate_not_a_number", text=str(position)[:40])
    heights.append(len(position) > 2)
    return float(position[0]), float(position[1])


def _count(coordinates: Any) -> int:
    if coordinates and isinstance(coordinates[0], int | float):
        return 1
    return sum(_count(part) for part in coordinates)


def _within_limits(features: int, vertices: int, file: str, limits: Limits) -> None:
    for code, count, limit in (
        ("too_many_plots", features, limits.features),
        ("too_many_points", vertices, limits.vertices),
    ):
        if count > limit:
            facts = {"count": count, "limit": limit}
            raise Refused(Finding(code, Severity.REFUSAL, Place(file=file), facts))


def _crs(content: Any) -> DetectedCrs | None:
    """Return the CRS that the older form names; without one RFC 7946 means WGS 84."""
    try:
        name = str(content["crs"]["properties"]["name"])
    except (KeyError, TypeError):
        return None
    digits = name.rsplit(":", 1)[-1]
    if digits == "CRS84":
        return DetectedCrs("EPSG:4326", "header")
    return DetectedCrs(f"EPSG:{digits}", "header") if digits.isdigit() else None


def _plain(properties: dict[str, Any]) -> dict[str, Fact]:
    return {
        str(name): value if isinstance(value, str | int | float | bool | None) else str(value)[:200]
        for name, value in properties.items()
    }
