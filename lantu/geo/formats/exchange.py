"""A reading, or a refusal, as JSON with geometries in WKB: what a child hands its parent."""

import json
from dataclasses import asdict
from typing import Any

import shapely
from shapely import MultiPolygon, Polygon
from shapely.errors import ShapelyError

from lantu.geo.finding import Finding, Place, Refused, Severity
from lantu.geo.formats.reading import DetectedCrs, ReadFeature, Reading


def encode(answer: Reading | Refused) -> bytes:
    """Write an answer down."""
    if isinstance(answer, Refused):
        content: dict[str, Any] = {"refused": [asdict(finding) for finding in answer.findings]}
    else:
        content = {
            "file": answer.file,
            "format": answer.format,
            "encoding": answer.encoding,
            "crs": None if answer.crs is None else asdict(answer.crs),
            "features": [_feature(feature) for feature in answer.features],
            "findings": [asdict(finding) for finding in answer.findings],
            "header": dict(answer.header),
        }
    return json.dumps(content, ensure_ascii=False).encode()


def decode(data: bytes) -> Reading:
    """Read an answer.

    Raises:
        Refused: that was the answer.
        ValueError: this is no answer.
    """
    try:
        content = json.loads(data)
        if content.get("refused"):
            raise Refused(*map(_finding, content["refused"]))
        return Reading(
            content["file"],
            content["format"],
            content["encoding"],
            None if content["crs"] is None else DetectedCrs(**content["crs"]),
            tuple(map(_read_feature, content["features"])),
            tuple(map(_finding, content["findings"])),
            content["header"],
        )
    except (KeyError, ValueError, TypeError, AttributeError, ShapelyError) as error:
        raise ValueError("no answer of a reader") from error


def _feature(feature: ReadFeature) -> dict[str, Any]:
    return {
        "name": feature.name,
        "wkb": shapely.to_wkb(feature.geometry, hex=True),
        "attributes": dict(feature.attributes),
        "declared_area_m2": feature.declared_area_m2,
        "declared_point_count": feature.declared_point_count,
        "place": asdict(feature.place),
    }


def _read_feature(content: dict[str, Any]) -> ReadFeature:
    geometry = shapely.from_wkb(content.pop("wkb"))
    if not isinstance(geometry, Polygon | MultiPolygon):
        raise TypeError("a feature that is no polygon")
    return ReadFeature(geometry=geometry, **{**content, "place": Place(**content["place"])})


def _finding(content: dict[str, Any]) -> Finding:
    return Finding(
        content["code"],
        Severity(content["severity"]),
        Place(**content["place"]),
        content["facts"],
        content["repair"],
    )
