"""A check as data: JSON for other systems, GeoJSON for a map. What a layer hides stays hidden."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from lantu.geo import crs
from lantu.geo.finding import Finding
from lantu.geo.overlap import LayerOverlap, piece
from lantu.geo.wording import sentence
from lantu.law.blueprint.judgement import LayerJudgement
from lantu.law.edition import Edition
from lantu.law.rows import Visibility
from lantu.systems.blueprint.check import Check

GEOGRAPHIC = "EPSG:4490"


def as_json(check: Check, edition: Edition, rank: str) -> dict[str, Any]:
    """Return a check as plain data: everything the text says, and every hit."""
    examination = check.examination
    return {
        "file": check.reading.file,
        "rank": rank,
        "format": check.reading.format,
        "encoding": check.reading.encoding,
        "crs": None if examination.crs is None else asdict(examination.crs),
        "area_m2": round(examination.area_m2, 4),
        "ellipsoidal_area_m2": round(examination.ellipsoidal_area_m2, 4),
        "findings": [finding_as_json(finding) for finding in check.findings],
        "repaired": check.repaired,
        "blueprint": {
            "city": check.blueprint.store.name,
            "number": check.blueprint.number,
            "demo": check.blueprint.store.demo,
        },
        "checked_on": check.checked_on.isoformat(),
        "outcome": None if check.verdict is None else check.verdict.outcome.value,
        "receipt": None if check.verdict is None else _plain(asdict(check.verdict.receipt)),
        "rows": [] if check.verdict is None else [_row(row) for row in check.verdict.rows],
        "layers": list(_layers(check, edition)),
    }


def finding_as_json(finding: Finding) -> dict[str, Any]:
    """Return a finding as plain data with its sentence."""
    place = {name: value for name, value in asdict(finding.place).items() if value is not None}
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "place": place,
        "facts": dict(finding.facts),
        "repair": finding.repair,
        "sentence": sentence(finding),
    }


def _row(row: LayerJudgement) -> dict[str, Any]:
    return {
        "layer": row.layer,
        "name": row.name,
        "owner": row.owner_name,
        "force": row.force.value,
        "judgement": row.judgement.value,
        "area_m2": row.area_m2,
        "share": row.share,
        "covered_share": row.covered_share,
        "as_of_on": None if row.as_of_on is None else row.as_of_on.isoformat(),
        "version": row.version,
        "citation": str(row.citation),
        "consulted": [asdict(consultation) for consultation in row.consulted],
        "sentences": list(row.sentences),
    }


def _layers(check: Check, edition: Edition) -> Iterator[dict[str, Any]]:
    for overlap in check.overlaps.values():
        seen = _visibility(edition, overlap.layer)
        if seen is Visibility.TRIGGER_ONLY:
            continue
        yield {
            "layer": overlap.layer,
            "version": overlap.version,
            "area_m2": overlap.area_m2,
            "share": overlap.share,
            "covered_share": overlap.covered_share,
            "nearest_m": overlap.nearest_m,
            "hits": _hits(overlap) if seen is Visibility.GEOMETRY else [],
        }


def _hits(overlap: LayerOverlap) -> list[dict[str, Any]]:
    return [
        {
            "key": hit.key,
            "area_m2": hit.area_m2,
            "share": hit.share,
            "attributes": _plain(hit.attributes),
        }
        for hit in overlap.hits
    ]


def as_geojson(check: Check, edition: Edition, rank: str) -> dict[str, Any]:
    """Return the red line and the piece of every hit as GeoJSON in longitude and latitude.

    Pieces are cut from whole features; a layer that shows only its area gives no piece.
    """
    line = {"kind": "red_line", "rank": rank, "area_m2": round(check.examination.area_m2, 4)}
    features = [_feature(check, check.footprint, line)]
    for overlap in check.overlaps.values():
        if _visibility(edition, overlap.layer) is not Visibility.GEOMETRY:
            continue
        layer = check.blueprint.layers[overlap.layer]
        for hit in overlap.hits:
            facts = {
                "kind": "hit",
                "layer": overlap.layer,
                "key": hit.key,
                "area_m2": hit.area_m2,
                "share": hit.share,
                **_plain(hit.attributes),
            }
            features.append(_feature(check, piece(check.footprint, layer, hit.row), facts))
    return {"type": "FeatureCollection", "features": features}


def _feature(check: Check, geometry: BaseGeometry, facts: Mapping[str, Any]) -> dict[str, Any]:
    moved = crs.transform(geometry, check.blueprint.store.crs, GEOGRAPHIC)
    shape = {"type": moved.geom_type, **shapely.geometry.mapping(moved)}
    return {"type": "Feature", "geometry": shape, "properties": dict(facts)}


def _visibility(edition: Edition, key: str) -> Visibility:
    """Return what may be seen of a layer; one that the catalogue does not know hides nothing."""
    known = (layer.visibility for layer in edition.layers if layer.key == key)
    return next(known, Visibility.GEOMETRY)


def _plain(facts: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _plain_value(value) for name, value in facts.items()}


def _plain_value(value: Any) -> Any:
    if isinstance(value, np.generic):
        return value.item()
    return value.isoformat() if isinstance(value, date) else value
