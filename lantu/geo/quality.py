"""What is wrong with a red line, feature by feature, and what a repair would change."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import shapely
from shapely import MultiPolygon, Polygon, box
from shapely.validation import explain_validity

from lantu.geo import crs as reference
from lantu.geo.detection import detect
from lantu.geo.finding import Fact, Finding, Place, Severity
from lantu.geo.formats.reading import DetectedCrs, Limits, ReadFeature, Reading
from lantu.geo.shift import undo_gcj
from lantu.geo.zones import GEOGRAPHIC, LATITUDES, LONGITUDES, code_of, zone_of

# Declared areas are printed to four decimals of a hectare, and computed on the plane or the
# ellipsoid: what differs by less than a thousandth says the same.
SAME_AREA = 1e-3
HECTARE_M2 = 1e4
SPIKE_DEGREES = 1.0
# No plane system of the earth reaches so far; beyond lie slips of the pen and infinity.
FARTHEST_M = 1e9
# Less than this outside is the city's border itself, drawn by two hands.
BORDER_M2 = 1.0
CHINA = (LONGITUDES[0], LATITUDES[0], LONGITUDES[1], LATITUDES[1])


@dataclass(frozen=True, slots=True)
class Examination:
    """A red line in the measuring CRS, with everything found about it.

    Attributes:
        crs: the CRS it was read in, or None where nothing tells.
        footprint: as read; None where it cannot be measured as it stands.
        repaired: as it would be with every proposed repair; None where none is proposed.
        findings: all of them, refusals included.
        area_m2: plane area in the measuring CRS of what would be measured.
        ellipsoidal_area_m2: the same on the ellipsoid.
    """

    crs: DetectedCrs | None
    footprint: MultiPolygon | None
    repaired: MultiPolygon | None
    findings: tuple[Finding, ...]
    area_m2: float
    ellipsoidal_area_m2: float


def examine(
    reading: Reading,
    *,
    measuring_crs: str,
    city_boundary: Polygon | MultiPolygon | None = None,
    limits: Limits | None = None,
    crs: str | None = None,
) -> Examination:
    """Examine a red line as it was read.

    Args:
        reading: what a reader handed back.
        measuring_crs: the city's CRS.
        city_boundary: the city in that CRS; None leaves out the tests of place.
        limits: how many plots and points a red line may have.
        crs: what the applicant says the CRS is.
    """
    findings = list(_over_limits(reading, limits))
    detection = detect(reading, measuring_crs=measuring_crs, declared=crs)
    findings += detection.findings
    if detection.crs is None or _incurable(detection.findings):
        return Examination(detection.crs, None, None, tuple(findings), 0.0, 0.0)
    plots = [
        _moved(f, detection.crs.code, measuring_crs, detection.swapped) for f in reading.features
    ]
    unmeasurable = list(_not_finite(reading, plots))
    if unmeasurable:
        found = (*findings, *unmeasurable)
        return Examination(detection.crs, None, None, found, 0.0, 0.0)
    read = reading.findings
    curable = any(finding.repair is not None for finding in detection.findings) or _refused(read)
    for feature, plot in zip(reading.features, plots, strict=True):
        faults = list(_faults(feature, plot, measuring_crs))
        curable = curable or any(fault.repair is not None for fault in faults)
        findings += faults
    findings += _overlapping_plots(reading, plots)
    sound = _joined([_sound(plot) for plot in plots])
    if sound.is_empty:
        return Examination(detection.crs, None, None, tuple(findings), 0.0, 0.0)
    findings += _of_place(reading, sound, city_boundary, measuring_crs, detection.crs.code)
    return Examination(
        crs=detection.crs,
        footprint=None if _refused((*read, *findings)) else sound,
        repaired=sound if curable and not _incurable((*read, *findings)) else None,
        findings=tuple(findings),
        area_m2=reference.plane_area_m2(sound),
        ellipsoidal_area_m2=reference.ellipsoidal_area_m2(sound, measuring_crs),
    )


def _refused(findings: Any) -> bool:
    return any(finding.severity is Severity.REFUSAL for finding in findings)


def _incurable(findings: Iterable[Finding]) -> bool:
    return _refused(finding for finding in findings if not finding.repair)


def _over_limits(reading: Reading, limits: Limits | None) -> Iterator[Finding]:
    if limits is None:
        return
    vertices = sum(int(shapely.get_num_coordinates(f.geometry)) for f in reading.features)
    for code, count, limit in (
        ("too_many_plots", len(reading.features), limits.features),
        ("too_many_points", vertices, limits.vertices),
    ):
        if count > limit:
            facts = {"count": count, "limit": limit}
            yield Finding(code, Severity.REFUSAL, Place(file=reading.file), facts)


def _moved(feature: ReadFeature, source: str, target: str, swapped: bool) -> Polygon | MultiPolygon:
    shape = feature.geometry
    if swapped:
        shape = shapely.transform(shape, lambda points: points[:, ::-1])
    return reference.transform(shape, source, target)


def _not_finite(reading: Reading, plots: list[Any]) -> Iterator[Finding]:
    """Name the plots whose coordinates the transformation cannot take."""
    for feature, plot in zip(reading.features, plots, strict=True):
        if not (np.abs(shapely.get_coordinates(plot)) < FARTHEST_M).all():
            yield Finding("coordinates_not_finite", Severity.REFUSAL, feature.place)


def _faults(
    feature: ReadFeature, plot: Polygon | MultiPolygon, measuring_crs: str
) -> Iterator[Finding]:
    place = feature.place
    sound = _sound(plot)
    if not plot.is_valid:
        yield _crossing(plot, sound, place)
    if sound.area <= 0:
        yield Finding("zero_area", Severity.REFUSAL, place)
        return
    yield from _spikes(plot, place)
    if feature.declared_area_m2 is not None:
        computed = (
            reference.plane_area_m2(sound),
            reference.ellipsoidal_area_m2(sound, measuring_crs),
        )
        tolerance = max(SAME_AREA * computed[0], 1.0)
        if all(abs(feature.declared_area_m2 - area) > tolerance for area in computed):
            facts = {
                "declared_m2": round(feature.declared_area_m2, 2),
                "plane_m2": round(computed[0], 2),
                "ellipsoidal_m2": round(computed[1], 2),
            }
            slip = abs(feature.declared_area_m2 / HECTARE_M2 - computed[0]) <= tolerance
            code = "area_not_in_hectares" if slip else "area_differs"
            yield Finding(code, Severity.WARNING, place, facts)


def _crossing(plot: Polygon | MultiPolygon, sound: MultiPolygon, place: Place) -> Finding:
    """Name what GEOS finds wrong with a border, where, and what the repair does to the area."""
    facts: dict[str, Fact] = {
        "reason": explain_validity(plot),
        "area_before_m2": round(abs(plot.area), 2),
        "area_after_m2": round(sound.area, 2),
    }
    return Finding("self_crossing", Severity.REFUSAL, place, facts, repair="make_valid")


def _spikes(plot: Polygon | MultiPolygon, place: Place) -> Iterator[Finding]:
    """Find corners so sharp that they are slips of the pen, not borders."""
    for number, ring in enumerate(shapely.get_rings(plot), start=1):
        corners = shapely.get_coordinates(ring)[:-1]
        before, after = (
            np.roll(corners, 1, axis=0) - corners,
            np.roll(corners, -1, axis=0) - corners,
        )
        lengths = np.hypot(*before.T) * np.hypot(*after.T)
        cosine = (before * after).sum(axis=1) / np.where(lengths > 0, lengths, np.inf)
        for at in np.flatnonzero(cosine > np.cos(np.radians(SPIKE_DEGREES))):
            facts = {"x": round(float(corners[at, 1]), 3), "y": round(float(corners[at, 0]), 3)}
            yield Finding("spike", Severity.WARNING, replace(place, ring=number), facts)


def _overlapping_plots(reading: Reading, plots: list[Any]) -> Iterator[Finding]:
    sound = [_sound(plot) for plot in plots]
    tree = shapely.STRtree(sound)
    first, second = tree.query(sound, predicate="intersects")
    for one, two in zip(first, second, strict=True):
        if one >= two:
            continue
        area_m2 = round(float(shapely.intersection(sound[one], sound[two]).area), 2)
        if area_m2 > 0:
            facts = {"other": reading.features[two].name, "area_m2": area_m2}
            yield Finding("plots_overlap", Severity.WARNING, reading.features[one].place, facts)


def _of_place(
    reading: Reading,
    footprint: MultiPolygon,
    boundary: Polygon | MultiPolygon | None,
    measuring_crs: str,
    source: str,
) -> Iterator[Finding]:
    if boundary is None:
        return
    place = Place(file=reading.file)
    outside_m2 = _outside_m2(footprint, boundary)
    if outside_m2 < min(BORDER_M2, footprint.area):
        return
    if outside_m2 < footprint.area:
        percent = outside_m2 / footprint.area * 100
        facts = {"area_m2": round(outside_m2, 2), "percent": round(percent, 2)}
        yield Finding("partly_outside_city", Severity.WARNING, place, facts)
    else:
        distance_m = float(shapely.distance(boundary, footprint))
        facts = {"distance_km": round(distance_m / 1000, 2)}
        yield Finding("outside_city", Severity.REFUSAL, place, facts)
        zone, own = zone_of(source), zone_of(measuring_crs)
        if zone != own and _inside_in_zone(footprint, boundary, measuring_crs, zone, own):
            zones: dict[str, Fact] = {"zone": zone, "own": own}
            yield Finding("zone_suspected", Severity.WARNING, place, zones)
    if _inside_once_unshifted(footprint, boundary, measuring_crs):
        yield Finding("gcj_suspected", Severity.WARNING, place)


def _outside_m2(footprint: MultiPolygon, boundary: Polygon | MultiPolygon) -> float:
    return float(footprint.area - shapely.intersection(boundary, footprint).area)


def _inside_in_zone(
    footprint: MultiPolygon,
    boundary: Polygon | MultiPolygon,
    measuring_crs: str,
    zone: int | None,
    own: int | None,
) -> bool:
    """Whether the same coordinates, read in the city's own zone, fall into the city."""
    if zone is None or own is None:
        return False
    written = reference.transform(footprint, measuring_crs, code_of(zone, prefix=False))
    moved = reference.transform(written, code_of(own, prefix=False), measuring_crs)
    return _outside_m2(moved, boundary) < BORDER_M2


def _inside_once_unshifted(
    footprint: MultiPolygon, boundary: Polygon | MultiPolygon, measuring_crs: str
) -> bool:
    """Whether a footprint falls into the city once the shift of web maps is taken away.

    The shift exists in China alone; what the formula gives elsewhere means nothing.
    """
    shifted = reference.transform(footprint, measuring_crs, GEOGRAPHIC)
    west, south, east, north = shifted.bounds
    if not box(*CHINA).covers(box(west, south, east, north)):
        return False
    moved = reference.transform(undo_gcj(shifted), GEOGRAPHIC, measuring_crs)
    return _outside_m2(moved, boundary) < min(BORDER_M2, moved.area)


def _sound(plot: Polygon | MultiPolygon) -> MultiPolygon:
    """Return the areal parts of a plot, its crossings resolved."""
    made = plot if plot.is_valid else shapely.make_valid(plot)
    return _joined([made])


def _joined(shapes: list[Any]) -> MultiPolygon:
    parts = shapely.get_parts(shapely.get_parts(np.array(shapes, dtype=object)))
    areal = [part for part in parts if isinstance(part, Polygon) and part.area > 0]
    whole = MultiPolygon(areal)
    if whole.is_valid:
        return whole
    union = shapely.get_parts(shapely.union_all(areal))
    return MultiPolygon([part for part in union if isinstance(part, Polygon)])
