"""Where the projects of the demonstration lie: blocks of the area plans, none taken twice."""

from dataclasses import dataclass, field

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import MultiPolygon, Polygon, affinity
from shapely.geometry.base import BaseGeometry

from lantu.geo.layerstore import Blueprint
from lantu.geo.overlap import measure

BLOCKS = "regulatory_plan"
# A sketch is drawn by hand: rounder and larger than the line that the lead corrects.
SKETCH_REACH_M = 9.0
CORRECTION_M = 1.0
SEED = 20190902
M2_PER_HECTARE = 10_000
# How much of a block counts as a small part of it.
SOME = (0.01, 0.3)
# How many features are tried before another block is.
TRIES = 12
# What a site stays off unless its story lies there: hard bars, and what a unit would object to.
AVOIDED = (
    "permanent_basic_farmland",
    "ecological_redline",
    "prohibited_zone",
    "mandatory_content",
    "water_blue_line",
    "forest_land",
    "wetland",
    "heritage_protection",
    "greening_green_line",
    "observation_environment",
    "vacated_industrial_sites",
    "education_facilities",
    "welfare_facilities",
    "health_facilities",
    "sports_facilities",
)


@dataclass
class Ground:
    """The blocks of a city's area plans, given out one by one."""

    blueprint: Blueprint
    _shapes: NDArray[np.object_] = field(init=False)
    _free: NDArray[np.bool_] = field(init=False)
    _order: NDArray[np.int64] = field(init=False)

    def __post_init__(self) -> None:
        layer = self.blueprint.layers[BLOCKS]
        drawn = layer.geometry(np.arange(len(layer.feature_keys)))
        self._shapes = shapely.get_geometry(drawn[shapely.get_num_geometries(drawn) == 1], 0)
        self._free = np.ones(len(self._shapes), dtype=bool)
        self._order = np.random.default_rng(SEED).permutation(len(self._shapes))

    def take(self, least_ha: float, most_ha: float, meets: str = "") -> Polygon:
        """Return a block of a size that nobody has yet.

        Args:
            least_ha: how large it is at least.
            most_ha: and at most.
            meets: the key of a layer that it shall lie on with a small part, or nothing.

        Raises:
            LookupError: there is none.
        """
        areas = shapely.area(self._shapes)
        fits = (areas > least_ha * M2_PER_HECTARE) & (areas < most_ha * M2_PER_HECTARE)
        for row in self._order:
            shape = self._shapes[row]
            if not (self._free[row] and fits[row] and _is_plain(shape)):
                continue
            placed = self._beside(shape, meets) if meets else self._clear(shape, "")
            if placed is not None:
                self._free[row] = False
                return placed
        raise LookupError(f"片区控规中没有 {least_ha} 至 {most_ha} 公顷、压占 {meets} 的空闲地块")

    def _beside(self, block: Polygon, layer: str) -> Polygon | None:
        """Return a block moved to the edge of the nearest large feature of a layer, or None."""
        shapes = self._features(layer)
        nearest = shapes[np.argsort(shapely.distance(shapes, block.centroid))[:TRIES]]
        for shape in nearest:
            edge = shapely.line_interpolate_point(shapely.boundary(shape), 0.3, normalized=True)
            outward = np.array([edge.x - shape.centroid.x, edge.y - shape.centroid.y])
            outward /= np.hypot(*outward) or 1.0
            reach_m = np.sqrt(block.area) * 0.42
            to = np.array([edge.x, edge.y]) + outward * reach_m
            moved = affinity.translate(block, to[0] - block.centroid.x, to[1] - block.centroid.y)
            if SOME[0] < self._share(moved, layer) < SOME[1] and self._clear(moved, layer):
                return moved
        return None

    def _clear(self, block: Polygon, meets: str) -> Polygon | None:
        """Return a block that meets nothing of what a site stays off but one layer, or None."""
        avoided = [self.blueprint.layers[layer] for layer in AVOIDED if layer != meets]
        met = measure(corrected_of(block), avoided)
        return None if any(layer.hits for layer in met) else block

    def _features(self, layer: str) -> NDArray[np.object_]:
        """Return the larger features of a layer."""
        opened = self.blueprint.layers[layer]
        shapes = opened.geometry(np.arange(len(opened.feature_keys)))
        areas = shapely.area(shapes)
        return shapes[areas >= np.median(areas)]

    def _share(self, shape: Polygon, layer: str) -> float:
        """Return which share of a block lies on a layer."""
        (met,) = measure(corrected_of(shape), [self.blueprint.layers[layer]])
        return sum(hit.area_m2 for hit in met.hits) / shape.area


def sketch_of(block: Polygon) -> MultiPolygon:
    """Return a block as somebody draws it by hand: a little too large, its corners cut."""
    drawn = shapely.buffer(block, SKETCH_REACH_M, join_style="mitre").simplify(SKETCH_REACH_M)
    return whole(drawn)


def corrected_of(block: Polygon) -> MultiPolygon:
    """Return a block as the lead corrects its red line."""
    return whole(shapely.buffer(block, -CORRECTION_M, join_style="mitre"))


def whole(shape: BaseGeometry) -> MultiPolygon:
    """Return a shape to the millimetre, as the polygons that it has."""
    parts = shapely.get_parts(shapely.set_precision(shape, 0.001))
    return MultiPolygon([part for part in parts if isinstance(part, Polygon)])


def _is_plain(shape: Polygon) -> bool:
    """Return whether a block looks like a site: one ring, and not much of a strip."""
    roundness = shape.area / shape.minimum_rotated_rectangle.area
    return not shape.interiors and roundness > 0.6 and shape.buffer(-6).geom_type == "Polygon"
