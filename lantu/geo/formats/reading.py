"""What a reader hands back: features with their places, the CRS and how it was known, findings."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from shapely import MultiPolygon, Polygon

from lantu.geo.finding import Fact, Finding, Place


@dataclass(frozen=True, slots=True)
class Limits:
    """How large a file may be. The numbers come from the caller, who knows the law (AMB-85)."""

    size_bytes: int
    features: int
    vertices: int
    seconds: float


@dataclass(frozen=True, slots=True)
class DetectedCrs:
    """The CRS of a file and how it is known.

    `how` is header, prj, coordinates or declared; `prefix` says that eastings carry the zone.
    """

    code: str
    how: str
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class ReadFeature:
    """One feature as read: coordinates in the file's CRS, easting or longitude first."""

    name: str
    geometry: Polygon | MultiPolygon
    attributes: Mapping[str, Fact] = field(default_factory=dict)
    declared_area_m2: float | None = None
    declared_point_count: int | None = None
    place: Place = Place()


@dataclass(frozen=True, slots=True)
class Reading:
    """A file as read. `crs` is None where nothing tells it; `header` holds no secret parameter."""

    file: str
    format: str
    encoding: str | None
    crs: DetectedCrs | None
    features: tuple[ReadFeature, ...]
    findings: tuple[Finding, ...] = ()
    header: Mapping[str, str] = field(default_factory=dict)
