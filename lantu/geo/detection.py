"""Which CRS a red line is in: by declaration, by the file, by the size of its coordinates.

The file's word and the look of its coordinates have to agree; where they do not, the finding says
both, and nothing is guessed.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import shapely

from lantu.geo.crs import WGS84, named, refused_datum
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
    told = _told(reading, declared, place, findings)
    if any(finding.severity is Severity.REFUSAL for finding in findings):
        return Detection(None, False, tuple(findings))
    if told is None:
        told = _by_coordinates(looks, measuring_crs, place, findings)
    elif declared is None and told.how == "header_words":
        told = _by_header(told, looks, reading.header, measuring_crs, place, findings)
    if told is not None:
        _contradictions(told, looks, place, findings)
        if told.code == WGS84:
            findings.append(Finding("wgs84_taken_as_cgcs2000", Severity.NOTE, place))
    swapped = told is not None and looks.swapped and looks.kind is not Kind.UNKNOWN
    if swapped:
        findings.append(Finding("axes_swapped", Severity.REFUSAL, place, repair="swap_axes"))
    return Detection(told, swapped, tuple(findings))


def _look(reading: Reading) -> Look:
    """Look at the point in the middle of all: one broken coordinate must not decide."""
    points = [shapely.get_coordinates(feature.geometry) for feature in reading.features]
    middle = np.median(np.concatenate(points), axis=0)
    return look(float(middle[0]), float(middle[1]))


def _told(
    reading: Reading, declared: str | None, place: Place, findings: list[Finding]
) -> DetectedCrs | None:
    """Return what applicant or file say. Words of a header are only half a CRS: no zone yet."""
    if declared is not None:
        if named(declared) is None:
            facts = {"crs": declared}
            findings.append(Finding("crs_unknown", Severity.REFUSAL, place, facts))
            return None
        return _accepted(DetectedCrs(declared, "declared"), declared, place, findings)
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


def _contradictions(told: DetectedCrs, looks: Look, place: Place, findings: list[Finding]) -> None:
    """Compare a CRS that was told with what its coordinates look like."""
    found = named(told.code)
    degrees = found is not None and found.is_geographic
    if degrees != (looks.kind is Kind.DEGREES) and (degrees or zone_of(told.code) is not None):
        facts = {"crs": told.code, "look": looks.kind.value}
        findings.append(Finding("crs_contradiction", Severity.REFUSAL, place, facts))
        return
    zone = zone_of(told.code)
    if zone is not None and looks.zone is not None and zone != looks.zone:
        zones: dict[str, Fact] = {"header": zone, "coordinates": looks.zone}
        findings.append(Finding("zone_contradiction", Severity.REFUSAL, place, zones))
