"""Vector tiles of a layer version: GeoJSON cut to a fixed grid in the measuring CRS.

The grid is the same for every layer and every version, so that a tile's address never changes its
meaning. Coarse levels show what a screen can show: shapes simplified to a pixel and joined by
class; the finest level shows the features as they are, to a centimetre.
"""

import json
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import Polygon
from shapely.geometry.base import BaseGeometry

from lantu.geo.index import search
from lantu.geo.layerstore import OpenLayer

FORMAT = "tiles-1"
FINEST = 6
WHOLE_EDGE_M = 131_072.0
NORTH_EDGE_M = 32 * WHOLE_EDGE_M
PIXELS = 512
MARGIN_PIXELS = 6
JOINED_UP_TO = 2  # up to this level features of one class are joined
SMALLEST_PIXELS = 1.0
DECIMALS = 2

Box = tuple[float, float, float, float]


def edge_m(level: int) -> float:
    """Return how long the edge of a tile is at a level, in metres."""
    return float(WHOLE_EDGE_M / 2**level)


def box_of(level: int, column: int, row: int) -> Box:
    """Return the box of a tile; columns count from easting 0 eastwards, rows southwards.

    Raises:
        ValueError: there is no such level.
    """
    if not 0 <= level <= FINEST:
        raise ValueError(f"没有第 {level} 级瓦片，只有 0 至 {FINEST} 级")
    edge = edge_m(level)
    west, north = column * edge, NORTH_EDGE_M - row * edge
    return west, north - edge, west + edge, north


def tile(layer: OpenLayer, level: int, column: int, row: int) -> bytes:
    """Return the features of a layer within a tile as GeoJSON in the measuring CRS.

    Args:
        layer: an open layer version.
        level: 0 (coarse) to FINEST (as it is).
        column: counted eastwards.
        row: counted southwards.

    Raises:
        ValueError: there is no such level.
    """
    box = box_of(level, column, row)
    pixel_m = edge_m(level) / PIXELS
    margin = MARGIN_PIXELS * pixel_m
    wide = (box[0] - margin, box[1] - margin, box[2] + margin, box[3] + margin)
    rows = _rows_within(layer, wide)
    shapes = layer.geometry(rows) if len(rows) else np.empty(0, dtype=object)
    classes = _classes(layer, rows)
    if level < FINEST:
        shapes, classes, rows = _coarsened(shapes, classes, rows, pixel_m)
    if level <= JOINED_UP_TO:
        shapes, classes = _joined(shapes, classes, pixel_m)
        rows = np.empty(0, dtype=np.int64)
    shapes = _clipped(shapes, shapely.box(*wide))
    keys: list[str | None] = [layer.feature_key(int(at)) for at in rows]
    keys = keys or [None] * len(shapes)
    features = [
        _feature(shape, name, key)
        for shape, name, key in zip(shapes, classes, keys, strict=True)
        if not shape.is_empty and shape.area > 0
    ]
    content = {"type": "FeatureCollection", "features": features}
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()


def _rows_within(layer: OpenLayer, box: Box) -> NDArray[np.int64]:
    own = layer.box
    if own is None or own[0] > box[2] or box[0] > own[2] or own[1] > box[3] or box[1] > own[3]:
        return np.empty(0, dtype=np.int64)
    pieces = search(layer.edges.tree, np.array(box))
    return np.unique(layer.edges.piece_features[pieces]).astype(np.int64)


def _classes(layer: OpenLayer, rows: NDArray[np.int64]) -> NDArray[Any]:
    name = layer.description.class_attribute
    if name is None or not len(rows):
        return np.full(len(rows), "", dtype=object)
    return np.array([str(layer.attributes(int(row)).get(name) or "") for row in rows], dtype=object)


def _coarsened(
    shapes: NDArray[Any], classes: NDArray[Any], rows: NDArray[np.int64], pixel_m: float
) -> tuple[NDArray[Any], NDArray[Any], NDArray[np.int64]]:
    large = shapely.area(shapes) >= (SMALLEST_PIXELS * pixel_m) ** 2 / 4
    shapes = shapely.simplify(shapes[large], pixel_m / 2, preserve_topology=False)
    left = ~shapely.is_empty(shapes)
    return shapes[left], classes[large][left], rows[large][left]


def _joined(
    shapes: NDArray[Any], classes: NDArray[Any], pixel_m: float
) -> tuple[NDArray[Any], NDArray[Any]]:
    """Join the shapes of each class, so that a coarse tile holds no thousand small ones."""
    names = sorted(set(classes))
    joined = [
        shapely.union_all(shapely.make_valid(shapes[classes == name]), grid_size=pixel_m / 2)
        for name in names
    ]
    return np.array(joined, dtype=object), np.array(names, dtype=object)


def _clipped(shapes: NDArray[Any], box: Polygon) -> NDArray[Any]:
    """Cut what reaches over the edge; what lies inside stays as it is."""
    crossing = ~shapely.contains_properly(box, shapes)
    cut = shapes.copy()
    cut[crossing] = shapely.intersection(shapely.make_valid(shapes[crossing]), box)
    return cut


def _feature(shape: BaseGeometry, name: str, key: str | None) -> dict[str, Any]:
    geometry = shapely.geometry.mapping(shapely.transform(shape, lambda p: np.round(p, DECIMALS)))
    if geometry["type"] == "GeometryCollection":
        areal = [part for part in shapely.get_parts(shape) if part.area > 0]
        geometry = shapely.geometry.mapping(shapely.union_all(areal))
    facts = {"class": name} if key is None else {"class": name, "key": key}
    return {"type": "Feature", "geometry": geometry, "properties": facts}
