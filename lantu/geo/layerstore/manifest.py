"""The manifest of a layer version: its identity, and where its features lie."""

import json
from collections.abc import Mapping
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import shapely

from lantu.geo.feature import FeatureTable
from lantu.geo.layerstore.canonical import features_digest, mapping_digest
from lantu.geo.layerstore.description import LayerDescription, LayerVersion, Repair

NAME = "manifest.json"
FORMAT = 1


def describe(
    table: FeatureTable, description: LayerDescription, repairs: tuple[Repair, ...], crs: str
) -> LayerVersion:
    """Return the version that a canonical table and its description make, in a measuring CRS."""
    version = LayerVersion(
        digest="",
        features_digest=features_digest(table),
        layer=description.key,
        description=description,
        feature_count=len(table),
        vertex_count=int(shapely.get_num_coordinates(table.geometries).sum()),
        box=_box(table),
        crs=crs,
        repairs=repairs,
    )
    return replace(version, digest=mapping_digest(_identity(version)))


def _box(table: FeatureTable) -> tuple[float, float, float, float] | None:
    if len(table) == 0:
        return None
    west, south, east, north = shapely.total_bounds(table.geometries).tolist()
    return west, south, east, north


def _identity(version: LayerVersion) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "crs": version.crs,
        "features_digest": version.features_digest,
        "description": version.description.to_plain(),
        "feature_count": version.feature_count,
        "vertex_count": version.vertex_count,
        "box": version.box,
        "repairs": [asdict(repair) for repair in version.repairs],
    }


def _version(identity: Mapping[str, Any], digest: str) -> LayerVersion:
    description = LayerDescription.from_plain(identity["description"])
    return LayerVersion(
        digest=digest,
        features_digest=identity["features_digest"],
        layer=description.key,
        description=description,
        feature_count=identity["feature_count"],
        vertex_count=identity["vertex_count"],
        box=None if identity["box"] is None else tuple(identity["box"]),
        crs=identity["crs"],
        repairs=tuple(Repair(**repair) for repair in identity["repairs"]),
    )


def write_manifest(folder: Path, version: LayerVersion, parts: list[str]) -> None:
    """Write the manifest into the folder of a version."""
    content = {"identity": _identity(version), "digest": version.digest, "parts": parts}
    (folder / NAME).write_text(json.dumps(content, ensure_ascii=False, indent=1), "utf-8")


def read_manifest(folder: Path) -> LayerVersion:
    """Read the version of a folder; nothing is recomputed."""
    content = _content(folder)
    return _version(content["identity"], content["digest"])


def recomputed_digest(folder: Path) -> str:
    """Return the digest that follows from what the manifest of a folder says."""
    return mapping_digest(_content(folder)["identity"])


def read_part_names(folder: Path) -> list[str]:
    """Return the names of the parts of a version."""
    return list(_content(folder)["parts"])


def _content(folder: Path) -> dict[str, Any]:
    return dict(json.loads((folder / NAME).read_text("utf-8")))
