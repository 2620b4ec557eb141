"""Coordinate reference systems: transforming, resolving a .prj, plane and ellipsoidal area.

Inside Lantu easting (or longitude) always comes first, whatever order the authority prints.
"""

import re
from functools import cache
from typing import Any, TypeVar

import numpy as np
import pyproj
import shapely
from numpy.typing import NDArray
from pyproj.exceptions import CRSError
from shapely import MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

from lantu.geo.zones import FIRST_ZONE, GEOGRAPHIC, LAST_ZONE, PREFIX, code_of, zone_of

Geometry = TypeVar("Geometry", bound=BaseGeometry)
Floats = NDArray[np.float64]

WGS84 = "EPSG:4326"
# Both frames agree within decimetres, which no plan layer resolves; readers say so all the same.
TAKEN_AS_CGCS2000 = {WGS84: GEOGRAPHIC}
# As registries, survey tools and people write them: the year before or after, with or without 年.
REFUSED_DATUMS = {
    "xian": re.compile(r"xian[ _]?1980|d_xian|西安(19)?80|80年?西安|国家(19)?80", re.IGNORECASE),
    "beijing": re.compile(
        r"beijing[ _]?1954|d_beijing|new[ _]beijing|北京(19)?54|54年?北京", re.IGNORECASE
    ),
}


@cache
def _transformer(source: str, target: str) -> pyproj.Transformer:
    return pyproj.Transformer.from_crs(source, target, always_xy=True)


def transform(geometry: Geometry, source: str, target: str) -> Geometry:
    """Move a geometry from one CRS to another.

    Args:
        geometry: coordinates with easting or longitude first.
        source: its CRS, such as "EPSG:4526"; WGS 84 is taken as CGCS2000.
        target: the CRS wanted.
    """
    source, target = (TAKEN_AS_CGCS2000.get(code, code) for code in (source, target))
    if source == target:
        return geometry
    if zone_of(source) is not None and zone_of(source) == zone_of(target):
        return _without_or_with_prefix(geometry, target)
    move = _transformer(source, target).transform
    moved: Geometry = shapely.transform(geometry, lambda points: np.column_stack(move(*points.T)))
    return moved


def _without_or_with_prefix(geometry: Geometry, target: str) -> Geometry:
    """Take the zone off the eastings, or put it before them: exactly, without a projection."""
    zone = zone_of(target)
    assert zone is not None
    sign = 1 if target == code_of(zone, prefix=True) else -1
    step = np.array([sign * zone * PREFIX, 0.0])
    moved: Geometry = shapely.transform(geometry, lambda points: points + step)
    return moved


def named(name: str) -> pyproj.CRS | None:
    """Return the CRS of an EPSG code or a WKT, or None where PROJ cannot read it."""
    try:
        return pyproj.CRS.from_user_input(name)
    except CRSError:
        return None


def resolve_named(name: str) -> str | None:
    """Return the EPSG code of a horizontal CRS that a person names, or None.

    A height system, or one with its origin in the middle of the earth, holds no red line.
    """
    found = named(name.strip())
    if found is None or not (found.is_geographic or found.is_projected):
        return None
    return resolve(found.to_wkt())


def refused_datum(text: str) -> str | None:
    """Return the key of an older datum that a CRS text names, or None.

    Xian 1980 and Beijing 1954 lead to CGCS2000 only through local parameters, which are secret
    and belong to the survey unit; what PROJ offers instead is a guess off by many metres.
    """
    for key, names in REFUSED_DATUMS.items():
        if names.search(text):
            return key
    return None


def resolve(text: str) -> str | None:
    """Return the EPSG code of a CRS that a .prj or a file's metadata describes.

    Zones of CGCS2000 are known by their parameters, whatever their name: Esri and survey tools
    name them in many ways.
    """
    found = named(text)
    if found is None:
        return None
    authority = found.to_authority(min_confidence=100)
    if authority is not None and authority[0] == "EPSG":
        return f"EPSG:{authority[1]}"
    if not _is_cgcs2000(found):
        guessed = found.to_epsg(min_confidence=70)
        return None if guessed is None else f"EPSG:{guessed}"
    if found.is_geographic:
        return GEOGRAPHIC
    return _zone_by_parameters(found)


def _is_cgcs2000(found: pyproj.CRS) -> bool:
    words = (found.to_wkt() or "").lower()
    return "cgcs" in words or "china_2000" in words or "china geodetic" in words


def _zone_by_parameters(found: pyproj.CRS) -> str | None:
    operation = found.coordinate_operation
    if operation is None:
        return None
    if any(axis.unit_conversion_factor != 1 for axis in found.axis_info):
        return None
    told = _parameters(operation)
    for zone in range(FIRST_ZONE, LAST_ZONE + 1):
        for prefix in (True, False):
            if told == _known_parameters(code_of(zone, prefix=prefix)):
                return code_of(zone, prefix=prefix)
    return None


@cache
def _known_parameters(code: str) -> tuple[str, dict[str, float]]:
    operation = pyproj.CRS.from_user_input(code).coordinate_operation
    assert operation is not None  # every zone is a projected CRS
    return _parameters(operation)


def _parameters(operation: Any) -> tuple[str, dict[str, float]]:
    return operation.method_name, {p.name: float(p.value) for p in operation.params}


def plane_area_m2(polygon: Polygon | MultiPolygon) -> float:
    """Return the plane area of a polygon in its projected CRS."""
    return float(shapely.area(polygon))


def ellipsoidal_area_m2(polygon: Polygon | MultiPolygon, crs: str) -> float:
    """Return the area of a polygon on the ellipsoid of its CRS.

    Vertices are brought to latitude and longitude and joined by lines straight in both, as the
    land survey's rule for the area of a patch does (TD/T 1055-2019, annex); the strip under each
    line down to the equator is taken in closed form on the authalic sphere, not as a series.
    """
    found = pyproj.CRS.from_user_input(crs)
    geodetic = found.geodetic_crs
    assert geodetic is not None  # no engineering CRS gets here
    assert found.ellipsoid is not None
    move = pyproj.Transformer.from_crs(found, geodetic, always_xy=True).transform
    moved = shapely.transform(polygon, lambda points: np.column_stack(move(*points.T)))
    ellipsoid = Ellipsoid(found.ellipsoid.semi_major_metre, found.ellipsoid.inverse_flattening)
    return sum(_polygon_area(part, ellipsoid) for part in shapely.get_parts(moved))


def _polygon_area(polygon: Polygon, ellipsoid: "Ellipsoid") -> float:
    shell, *holes = (
        abs(ellipsoid.ring_area_m2(shapely.get_coordinates(ring)))
        for ring in (polygon.exterior, *polygon.interiors)
    )
    return float(shell - sum(holes))


class Ellipsoid:
    """An ellipsoid of revolution, and the area under a line on it."""

    def __init__(self, semi_major_m: float, inverse_flattening: float) -> None:
        flattening = 1 / inverse_flattening
        self.eccentricity = float(np.sqrt(flattening * (2 - flattening)))
        self.semi_minor_m = semi_major_m * (1 - flattening)

    def strip_m2(self, latitude: Floats) -> Floats:
        """Return the area between the equator and a latitude, a radian of longitude wide."""
        scaled = self.eccentricity * np.sin(latitude)
        strip: Floats = (self.semi_minor_m**2 / 2) * (
            np.sin(latitude) / (1 - scaled**2) + np.arctanh(scaled) / self.eccentricity
        )
        return strip

    def ring_area_m2(self, ring: Any) -> float:
        """Return the signed area of a ring of longitudes and latitudes in degrees.

        Along a line straight in both, the strip is integrated by Simpson's rule, whose error over
        a line of a kilometre is below 1e-12 of the area.
        """
        longitude, latitude = np.radians(ring).T
        middle = (latitude[:-1] + latitude[1:]) / 2
        reference = float(latitude.mean())
        base = self.strip_m2(np.array(reference))
        first, centre, last = (
            self.strip_m2(values) - base for values in (latitude[:-1], middle, latitude[1:])
        )
        return float(np.sum(-np.diff(longitude) * (first + 4 * centre + last) / 6))
