"""Gauss–Krüger zones of CGCS2000, and what the size of coordinates tells about them.

Pure arithmetic on numbers, so that readers can use it without PROJ. EPSG gives the three-degree
zones 25 to 45 the codes 4513 to 4533 with the zone before the easting, and 4534 to 4554 without.
"""

from dataclasses import dataclass
from enum import StrEnum

FIRST_ZONE, LAST_ZONE = 25, 45
DEGREES_A_ZONE = 3
PREFIX = 1_000_000
FALSE_EASTING = 500_000
WITH_PREFIX_BASE = 4488
FIRST_WITHOUT_PREFIX = 4534
GEOGRAPHIC = "EPSG:4490"
FOOT_M = 0.3048

# Where China lies, generously: degrees, and metres of northing.
LONGITUDES, LATITUDES = (73.0, 136.0), (3.0, 54.0)
NORTHINGS = (300_000.0, 6_000_000.0)
SIX_DEGREE_ZONES = (13, 23)
HALF_CIRCLE, RIGHT_ANGLE = 180.0, 90.0


class Kind(StrEnum):
    """What a pair of coordinates looks like by its size."""

    DEGREES = "degrees"
    WITH_PREFIX = "with_prefix"
    WITHOUT_PREFIX = "without_prefix"
    SIX_DEGREE = "six_degree"
    FEET = "feet"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Look:
    """What coordinates look like: their kind, the zone their prefix names, and whether swapped."""

    kind: Kind
    zone: int | None = None
    swapped: bool = False


def code_of(zone: int, *, prefix: bool) -> str:
    """Return the EPSG code of a three-degree zone of CGCS2000, with or without zone prefix."""
    number = WITH_PREFIX_BASE + zone if prefix else FIRST_WITHOUT_PREFIX + zone - FIRST_ZONE
    return f"EPSG:{number}"


def zone_of(code: str) -> int | None:
    """Return the three-degree zone of an EPSG code, or None for any other CRS."""
    number = int(code.removeprefix("EPSG:")) if code.startswith("EPSG:") else 0
    for first in (WITH_PREFIX_BASE + FIRST_ZONE, FIRST_WITHOUT_PREFIX):
        if first <= number <= first + LAST_ZONE - FIRST_ZONE:
            return number - first + FIRST_ZONE
    return None


def central_meridian(zone: int) -> int:
    """Return the central meridian of a three-degree zone, in degrees east."""
    return zone * DEGREES_A_ZONE


def look(easting: float, northing: float) -> Look:
    """Say what one point looks like: easting (or longitude) first, as it should stand."""
    straight = _kind(easting, northing)
    if straight.kind is not Kind.UNKNOWN:
        return straight
    turned = _kind(northing, easting)
    if turned.kind is not Kind.UNKNOWN:
        return Look(turned.kind, turned.zone, swapped=True)
    if abs(easting) <= HALF_CIRCLE and abs(northing) <= RIGHT_ANGLE:
        return Look(Kind.DEGREES)
    # All northings of China are beyond the largest in metres once they are written in feet.
    feet = _kind(easting * FOOT_M, northing * FOOT_M).kind if northing > NORTHINGS[1] else None
    return Look(Kind.FEET) if feet in (Kind.WITH_PREFIX, Kind.WITHOUT_PREFIX) else straight


def _kind(easting: float, northing: float) -> Look:
    if _within(easting, LONGITUDES) and _within(northing, LATITUDES):
        return Look(Kind.DEGREES)
    if not _within(northing, NORTHINGS):
        return Look(Kind.UNKNOWN)
    zone, rest = divmod(easting, PREFIX)
    if zone == 0 and rest >= FALSE_EASTING / 5:
        return Look(Kind.WITHOUT_PREFIX)
    if FIRST_ZONE <= zone <= LAST_ZONE:
        return Look(Kind.WITH_PREFIX, int(zone))
    if SIX_DEGREE_ZONES[0] <= zone <= SIX_DEGREE_ZONES[1]:
        return Look(Kind.SIX_DEGREE, int(zone))
    return Look(Kind.UNKNOWN)


def _within(value: float, bounds: tuple[float, float]) -> bool:
    return bounds[0] <= value <= bounds[1]
