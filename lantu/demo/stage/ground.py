"""Where the projects of the demonstration lie: blocks of the area plans, none taken twice."""

from dataclasses import dataclass, field

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

from lantu.geo.layerstore import Blueprint

BLOCKS = "regulatory_plan"
# A sketch is drawn by hand: rounder and larger than the line that the lead corrects.
SKETCH_REACH_M = 9.0
CORRECTION_M = 1.0
SEED = 20190902
M2_PER_HECTARE = 10_000


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

    def take(self, least_ha: float, most_ha: float) -> Polygon:
        """Return a block of a size that nobody has yet.

        Raises:
            LookupError: there is none.
        """
        areas = shapely.area(self._shapes)
        fits = (areas > least_ha * M2_PER_HECTARE) & (areas < most_ha * M2_PER_HECTARE)
        for row in self._order:
            shape = self._shapes[row]
            if self._free[row] and fits[row] and isinstance(shape, Polygon) and _is_plain(shape):
                self._free[row] = False
                return shape
        raise LookupError(f"片区控规中没有 {least_ha} 至 {most_ha} 公顷的空闲地块")


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
