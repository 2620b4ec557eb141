"""Which CRS a red line is in: by declaration, by the file, by the size of its coordinates.

The file's word and the look of its coordinates have to agree; where they do not, the finding says
both, and nothing is guessed.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import shapely

from lantu.geo.crs import WGS84, named, refused_datum, resolve_named
from lantu.geo.finding import Fact, Finding, Place, Severity
from lantu.geo.formats.reading import DetectedCrs, Reading
from lantu.geo.zones import GEOGRAPHIC, Kind, Look, code_of, look, zone_of

CRS_KEY, WIDTH_KEYS, ZONE_KEY, UNIT_KEY = "坐标系", ("几度分带", "分带"), "带号", "计量单位"
CGCS2000_WORDS = ("2000", "cgcs")
WGS84_WORDS = ("wgs", "84坐标")
METRE_WORDS = ("", "米", "m", "meter", "metre")


@dataclass(frozen=True, slots=True)
class Detection:
    """The CRS that was told, whether the axes have to be swapped, and what was found on the way."""

    crs: DetectedCrs | None
    swapped: bool
    findings: tuple[Finding, ...]


def detect(reading: Reading, *, measuring_crs: str, declared: str | None) -> Detection:
    """Tell the CRS of a reading.

    Args:
        reading: what was read; easting or longitude should stand first.
        measuring_crs: the city's CRS, which settles the zone where coordinates carry none.
        declared: what the applicant says, which stands above the file.
    """
    findings: list[Finding] = []
    place = Place(file=reading.file)
    looks = _look(reading)
    if looks is None:
        findings.append(Finding("no_plot", Severity.REFUSAL, place))
        return Detection(None, False, tuple(findings))
    told = _told(reading, declared, place, findings)
    if any(finding.severity is Severity.REFUSAL for finding in findings):
        return Detection(None, False, tuple(findings))
    if told is None:
        told = _by_coordinates(looks, measuring_crs, place, findings)
    elif declared is None and told.how == "header_words":
        told = _by_header(told, looks, reading.header, measuring_crs, place, findings)
    if told is not None:
        told = _agreed(told, looks, place, findings)
        if told.code == WGS84:
            findings.append(Finding("wgs84_taken_as_cgcs2000", Severity.NOTE, place))
    swapped = told is not None and looks.swapped and looks.kind is not Kind.UNKNOWN
    if swapped:
        findings.append(Finding("axes_swapped", Severity.REFUSAL, place, repair="swap_axes"))
    return Detection(told, swapped, tuple(findings))


def _look(reading: Reading) -> Look | None:
    """Look at the point in the middle of all: one broken coordinate must not decide."""
    points = shapely.get_coordinates([feature.geometry for feature in reading.features])
    if len(points) == 0:
        return None
    finite = points[np.isfinite(points).all(axis=1)]
    if len(finite) == 0:
        return Look(Kind.UNKNOWN)
    middle = np.median(finite, axis=0)
    return look(float(middle[0]), float(middle[1]))


def _told(
    reading: Reading, declared: str | None, place: Place, findings: list[Finding]
) -> DetectedCrs | None:
    """Return what applicant or file say. Words of a header are only half a CRS: no zone yet."""
    if declared is not None:
        code = resolve_named(declared)
        if code is None and refused_datum(declared) is None:
            facts = {"crs": declared[:40]}
            findings.append(Finding("crs_unknown", Severity.REFUSAL, place, facts))
            return None
        return _accepted(DetectedCrs(code or "", "declared"), code or declared, place, findings)
    if reading.crs is not None:
        return _accepted(reading.crs, reading.crs.code, place, findings)
    words = reading.header.get(CRS_KEY, "")
    unit = reading.header.get(UNIT_KEY, "").strip().lower()
    where = Place(file=reading.file, field=CRS_KEY)
    if unit not in METRE_WORDS and "度" not in unit:
        facts = {"unit": unit}
        field = Place(file=reading.file, field=UNIT_KEY)
        findings.append(Finding("unit_not_metre", Severity.REFUSAL, field, facts))
    if not words:
        return None
    accepted = _accepted(DetectedCrs(GEOGRAPHIC, "header_words"), words, where, findings)
    if accepted is None:
        return None
    if any(word in words.lower() for word in WGS84_WORDS):
        return DetectedCrs(WGS84, "header_words")
    if not any(word in words.lower() for word in CGCS2000_WORDS):
        facts = {"crs": words[:40]}
        findings.append(Finding("crs_unknown", Severity.REFUSAL, where, facts))
        return None
    return accepted


def _accepted(
    told: DetectedCrs, text: str, place: Place, findings: list[Finding]
) -> DetectedCrs | None:
    found = named(text) if text.upper().startswith("EPSG:") else None
    datum = refused_datum(f"{text} {found.name if found else ''}")
    if datum is None:
        return told
    findings.append(Finding(f"datum_{datum}", Severity.REFUSAL, place))
    return None


def _by_header(
    told: DetectedCrs,
    looks: Look,
    header: Mapping[str, str],
    measuring_crs: str,
    place: Place,
    findings: list[Finding],
) -> DetectedCrs | None:
    """Complete the words of a header by its zone and by the look of the coordinates."""
    width = next((header[key] for key in WIDTH_KEYS if header.get(key)), "3")
    if "6" in width:
        findings.append(Finding("zones_of_six_degrees", Severity.REFUSAL, place))
        return None
    if looks.kind is Kind.DEGREES:
        return DetectedCrs(told.code, "header")
    if told.code == WGS84:
        findings.append(Finding("wgs84_taken_as_cgcs2000", Severity.NOTE, place))
    digits = re.search(r"\d+", header.get(ZONE_KEY, ""))
    zone = int(digits.group()) if digits else None
    if zone is None:
        found = _by_coordinates(looks, measuring_crs, place, findings)
        return None if found is None else DetectedCrs(found.code, "header", found.prefix)
    if looks.zone is not None and looks.zone != zone:
        facts: dict[str, Fact] = {"header": zone, "coordinates": looks.zone}
        field = Place(file=place.file, field=ZONE_KEY)
        findings.append(Finding("zone_contradiction", Severity.REFUSAL, field, facts))
        return None
    if looks.kind not in (Kind.WITH_PREFIX, Kind.WITHOUT_PREFIX):
        return _by_coordinates(looks, measuring_crs, place, findings)
    prefix = looks.kind is Kind.WITH_PREFIX
    code = code_of(zone, prefix=prefix)
    if named(code) is None or zone_of(code) != zone:
        field = Place(file=place.file, field=ZONE_KEY)
        findings.append(Finding("zone_unknown", Severity.REFUSAL, field, {"zone": zone}))
        return None
    return DetectedCrs(code, "header", prefix)


def _by_coordinates(
    looks: Look, measuring_crs: str, place: Place, findings: list[Finding]
) -> DetectedCrs | None:
    """Tell the CRS by size alone; without a prefix the city's own zone is taken, and said."""
    if looks.kind is Kind.WITH_PREFIX and looks.zone is not None:
        return DetectedCrs(code_of(looks.zone, prefix=True), "coordinates", prefix=True)
    if looks.kind is Kind.DEGREES:
        return DetectedCrs(GEOGRAPHIC, "coordinates")
    if looks.kind is Kind.WITHOUT_PREFIX and zone_of(measuring_crs) is not None:
        facts = {"crs": measuring_crs}
        findings.append(Finding("zone_taken_from_city", Severity.WARNING, place, facts))
        zone = zone_of(measuring_crs)
        assert zone is not None
        return DetectedCrs(code_of(zone, prefix=False), "coordinates")
    code = {
        Kind.SIX_DEGREE: "zones_of_six_degrees",
        Kind.FEET: "looks_like_feet",
    }.get(looks.kind, "crs_not_told")
    findings.append(Finding(code, Severity.REFUSAL, place))
    return None


def _agreed(told: DetectedCrs, looks: Look, place: Place, findings: list[Finding]) -> DetectedCrs:
    """Compare a CRS that was told with what its coordinates look like.

    Only the prefix is put right, and that as a repair: the zone stays what was told.
    """
    found = named(told.code)
    degrees = found is not None and found.is_geographic
    zone = zone_of(told.code)
    if degrees != (looks.kind is Kind.DEGREES) and (degrees or zone is not None):
        facts: dict[str, Fact] = {"crs": told.code, "look": looks.kind.value}
        findings.append(Finding("crs_contradiction", Severity.REFUSAL, place, facts))
        return told
    if zone is None:
        return told
    if looks.zone not in (None, zone):
        zones: dict[str, Fact] = {"header": zone, "coordinates": looks.zone}
        findings.append(Finding("zone_contradiction", Severity.REFUSAL, place, zones))
        return told
    return _with_written_prefix(told, zone, looks, place, findings)


def _with_written_prefix(
    told: DetectedCrs, zone: int, looks: Look, place: Place, findings: list[Finding]
) -> DetectedCrs:
    """Return the CRS of the same zone whose eastings are written as these are."""
    if looks.kind not in (Kind.WITH_PREFIX, Kind.WITHOUT_PREFIX):
        return told
    prefix = looks.kind is Kind.WITH_PREFIX
    written = code_of(zone, prefix=prefix)
    if written == told.code:
        return DetectedCrs(told.code, told.how, prefix)
    facts: dict[str, Fact] = {"crs": told.code, "look": looks.kind.value, "written": written}
    findings.append(
        Finding("prefix_contradiction", Severity.REFUSAL, place, facts, repair="read_as_written")
    )
    return DetectedCrs(written, told.how, prefix)
