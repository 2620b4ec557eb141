"""What lies at a point, layer by layer, and where something of a name lies."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import shapely

from lantu.geo.finding import Fact
from lantu.geo.index import search
from lantu.geo.layerstore import Blueprint, OpenLayer
from lantu.law.rows import Visibility
from lantu.law.strict import read_yaml

REACH_M = 0.01
NAMED_BY = ("name", "township", "district", "source_plan", "plan")
MOST_PLACES = 24


@dataclass(frozen=True, slots=True)
class FoundFeature:
    """A feature of a layer at a point, its attributes by their Chinese names."""

    layer: str
    key: str
    attributes: Mapping[str, Fact]


@dataclass(frozen=True, slots=True)
class Place:
    """Something that a search found: what it is, on which layer, and a point inside."""

    words: str
    layer: str
    east: float
    north: float


def features_at(
    blueprint: Blueprint, east: float, north: float, seen: Mapping[str, Visibility]
) -> dict[str, list[FoundFeature]]:
    """Return the features at a point of every layer whose shapes the viewer may see.

    A layer that shows areas or names alone is left out: asked point by point it would be drawn.

    Args:
        blueprint: the working blueprint.
        east: easting in the measuring CRS, without the zone.
        north: northing.
        seen: layer → how much the viewer sees of it.
    """
    point = shapely.Point(east, north)
    return {
        key: list(_at(layer, point))
        for key, layer in blueprint.layers.items()
        if seen.get(key, Visibility.GEOMETRY) is Visibility.GEOMETRY
    }


def _at(layer: OpenLayer, point: shapely.Point) -> Iterator[FoundFeature]:
    box = np.array([point.x - REACH_M, point.y - REACH_M, point.x + REACH_M, point.y + REACH_M])
    pieces = search(layer.edges.tree, box)
    rows = np.unique(layer.edges.piece_features[pieces]).astype(np.int64)
    if not len(rows):
        return
    for row in rows[shapely.intersects(layer.geometry(rows), point)]:
        facts = layer.attributes(int(row))
        named = {labels().get(name, name): fact for name, fact in facts.items()}
        yield FoundFeature(layer.key, layer.feature_key(int(row)), named)


@cache
def labels() -> Mapping[str, str]:
    """Return how the attributes of layers are called on a page."""
    content = read_yaml(Path(__file__).with_name("attributes.yaml"))
    assert isinstance(content, dict)
    return content


def places(blueprint: Blueprint, words: str, seen: Mapping[str, Visibility]) -> list[Place]:
    """Find features by a part of a name or by their key, at most two dozen.

    Args:
        blueprint: the working blueprint.
        words: a part of a name, or the key of a parcel.
        seen: layer → how much the viewer sees of it.
    """
    found: list[Place] = []
    for key, layer in blueprint.layers.items():
        if seen.get(key, Visibility.GEOMETRY) is not Visibility.GEOMETRY:
            continue
        for row, said in _matching(layer, words):
            inside = shapely.point_on_surface(layer.geometry(np.array([row]))[0])
            name = layer.description.name
            found.append(Place(said, name, float(inside.x), float(inside.y)))
            if len(found) >= MOST_PLACES:
                return found
    return found


def _matching(layer: OpenLayer, words: str) -> Iterator[tuple[int, str]]:
    """Yield one feature for each name that holds the words, and the feature of that very key."""
    attributes = layer.attributes(0) if layer.version.feature_count else {}
    for name in NAMED_BY:
        if not isinstance(attributes.get(name), str):
            continue
        codes, texts = layer.codes(name)
        for code, text in enumerate(texts):
            if words in text:
                yield int(np.argmax(codes == code)), text
    if any(letter.isdigit() for letter in words):
        wanted = words.lower()
        for row, key in enumerate(layer.feature_keys):
            if key.lower() == wanted:
                yield row, f"图斑 {key}"
                return
