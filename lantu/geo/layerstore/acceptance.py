"""What a layer's features must be before they are stored: valid polygons, or repaired ones."""

from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from lantu.geo.feature import FeatureTable
from lantu.geo.finding import Finding, Place, Refused, Severity
from lantu.geo.layerstore.description import Repair

POLYGON, MULTIPOLYGON, COLLECTION = 3, 6, 7
EMPTY = "Empty geometry"
RESERVED_ATTRIBUTES = ("lantu_key", "geometry")


def accept(features: FeatureTable, *, repair: bool) -> tuple[FeatureTable, tuple[Repair, ...]]:
    """Return features that can be stored, and the repairs that made them so.

    Args:
        features: as read, in the measuring CRS.
        repair: make invalid polygons valid (GEOS structure method), and leave out those that have
            no area, instead of refusing them.

    Raises:
        Refused: a geometry is no polygon or has a coordinate that is no number; without `repair`
            also where one is empty or invalid; one finding a feature.
    """
    findings = [*_reserved(features), *_unusable(features)]
    if findings:
        raise Refused(*findings)
    faults = [*_empty(features), *invalid_features(features)]
    if faults and not repair:
        raise Refused(*faults)
    return _repaired(features) if faults else (features, ())


def invalid_features(features: FeatureTable) -> list[Finding]:
    """Name every invalid polygon with GEOS's reason and the place it gives."""
    rows = np.flatnonzero(~shapely.is_valid(features.geometries))
    reasons = shapely.is_valid_reason(features.geometries[rows])
    return [
        _finding("layer_feature_invalid", features, row, reason=str(reason))
        for row, reason in zip(rows, reasons, strict=True)
    ]


def _reserved(features: FeatureTable) -> list[Finding]:
    return [
        Finding("layer_attribute_reserved", Severity.REFUSAL, Place(field=name))
        for name in RESERVED_ATTRIBUTES
        if name in features.attributes
    ]


def _unusable(features: FeatureTable) -> list[Finding]:
    geometries = features.geometries
    kinds = shapely.get_type_id(geometries)
    polygonal = np.isin(kinds, (POLYGON, MULTIPOLYGON))
    boxes = shapely.bounds(geometries)
    infinite = polygonal & ~shapely.is_empty(geometries) & ~np.isfinite(boxes).all(axis=1)
    tables = (("layer_feature_not_polygon", ~polygonal), ("layer_feature_not_finite", infinite))
    return [
        _finding(code, features, row) for code, wrong in tables for row in np.flatnonzero(wrong)
    ]


def _empty(features: FeatureTable) -> list[Finding]:
    empty = shapely.is_empty(features.geometries)
    return [_finding("layer_feature_empty", features, row) for row in np.flatnonzero(empty)]


def _finding(code: str, features: FeatureTable, row: np.integer[Any], **facts: str) -> Finding:
    place = Place(feature=str(features.keys[row]))
    return Finding(code, Severity.REFUSAL, place, {"row": int(row) + 1, **facts})


def _repaired(features: FeatureTable) -> tuple[FeatureTable, tuple[Repair, ...]]:
    wrong = ~shapely.is_valid(features.geometries) | shapely.is_empty(features.geometries)
    before = features.geometries[wrong]
    after = _polygons_of(shapely.make_valid(before, method="structure"))
    reasons = np.where(shapely.is_empty(before), EMPTY, shapely.is_valid_reason(before))
    areas = (shapely.area(before).tolist(), shapely.area(after).tolist())
    repairs = sorted(zip(map(str, features.keys[wrong]), reasons, *areas, strict=True))
    geometries = features.geometries.copy()
    geometries[wrong] = after
    kept = ~shapely.is_empty(geometries)
    table = FeatureTable(
        features.keys[kept],
        geometries[kept],
        {name: column[kept] for name, column in features.attributes.items()},
    )
    return table, tuple(Repair(key, str(reason), *rest) for key, reason, *rest in repairs)


def _polygons_of(geometries: NDArray[Any]) -> NDArray[Any]:
    """Keep the polygons of collections; lines and points that a repair leaves have no area."""
    result = geometries.copy()
    for row in np.flatnonzero(shapely.get_type_id(geometries) == COLLECTION):
        parts = shapely.get_parts(shapely.get_parts(geometries[row : row + 1]))
        result[row] = shapely.multipolygons(parts[shapely.get_type_id(parts) == POLYGON])
    polygonal = np.isin(shapely.get_type_id(result), (POLYGON, MULTIPOLYGON))
    result[~polygonal] = shapely.MultiPolygon()
    return result
