"""Where the demo city lies: Zhengzhou's boundary, districts, townships, zones (SOURCE.md)."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import numpy as np
import shapely
from numpy.typing import NDArray
from pyproj import Transformer

MEASURING_CRS = "EPSG:4547"
HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True, eq=False)
class Places:
    """Named polygons in the measuring CRS (east, north; metres), with their properties."""

    geometries: NDArray[Any]
    properties: tuple[dict[str, Any], ...]

    def column(self, name: str) -> NDArray[Any]:
        """Return one property of all places."""
        return np.array([row[name] for row in self.properties])


def boundary() -> shapely.Polygon:
    """Return the municipal boundary, one polygon: exactly the union of the townships."""
    return cast(shapely.Polygon, shapely.coverage_union_all(townships().geometries))


def districts() -> Places:
    """Return the twelve districts with `code` and `name`."""
    return _subset(_read("boundary.geojson"), "district")


def townships() -> Places:
    """Return the townships with `code`, `name`, `population`, as a coverage without gaps.

    Rounding in the file leaves slivers of decimetres between neighbours; they are cleaned here.
    """
    read = _subset(_read("zones.geojson"), "township")
    return Places(cleaned(read.geometries), read.properties)


def zones() -> Places:
    """Return the demo zones: 中心城区, 其余, 市区 and four development zones, all marked 演示."""
    return _subset(_read("zones.geojson"), "zone")


def reprojected(geometries: NDArray[Any], transformer: Transformer) -> NDArray[Any]:
    """Transform shapes from one CRS to the other (east or longitude first)."""

    def move(points: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.column_stack(transformer.transform(*points.T))

    return np.asarray(shapely.transform(geometries, move))


def cleaned(geometries: NDArray[Any]) -> NDArray[Any]:
    """Fit polygons into a coverage without gaps or overlaps (GEOS 3.14)."""
    clean: Callable[[NDArray[Any]], NDArray[Any]] = vars(shapely)["coverage_clean"]
    return clean(geometries)


def _subset(places: Places, kind: str) -> Places:
    chosen = places.column("kind") == kind
    rows = tuple(row for row, keep in zip(places.properties, chosen, strict=True) if keep)
    return Places(places.geometries[chosen], rows)


def _read(name: str) -> Places:
    features = json.loads((HERE / name).read_text(encoding="utf-8"))["features"]
    lonlat = shapely.from_geojson([json.dumps(feature["geometry"]) for feature in features])
    plane = Transformer.from_crs("EPSG:4490", MEASURING_CRS, always_xy=True)
    geometries = reprojected(lonlat, plane)
    return Places(geometries, tuple(feature["properties"] for feature in features))
