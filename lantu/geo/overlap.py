"""One footprint against the layers of a blueprint: what it meets, and how much."""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple, Protocol

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

from lantu.geo import area
from lantu.geo.edges import EdgeArrays, derive
from lantu.geo.index import search

Area = Polygon | MultiPolygon
Box = tuple[float, float, float, float]

DECIMALS = 4
SEARCH_MARGIN = 1.0
LARGEST_FOOTPRINT_PIECE = 1024  # below it, cutting costs more than it saves


class MeasuredLayer(Protocol):
    """What measuring needs to know of an open layer version."""

    @property
    def key(self) -> str:
        """The layer."""

    @property
    def digest(self) -> str:
        """The identity of the version."""

    @property
    def as_of_on(self) -> date | None:
        """The day that the content describes."""

    @property
    def accuracy_m(self) -> float | None:
        """How far a border may be off, where that is known."""

    @property
    def box(self) -> Box | None:
        """The box of all features; None where there is none."""

    @property
    def coverage(self) -> Area | None:
        """Where the layer has data; None is the whole city."""

    @property
    def overlapping(self) -> bool:
        """Whether features overlap each other by more than rounding."""

    @property
    def edges(self) -> EdgeArrays:
        """The derived arrays."""

    @property
    def ground(self) -> EdgeArrays:
        """The arrays of the ground that the features cover, each place once."""

    def feature_key(self, row: int) -> str:
        """Return the key of a feature."""

    def attributes(self, row: int) -> Mapping[str, Any]:
        """Return the attributes of a feature."""

    def geometry(self, rows: NDArray[np.int64]) -> NDArray[Any]:
        """Return whole features as Shapely geometries."""


class LayerAreas(NamedTuple):
    """What a kernel finds on a layer.

    Attributes:
        rows: the features whose boxes meet the footprint's, ascending.
        areas: (n,) the area in m² of each within the footprint.
        on_ground: areas in m² of the ground they cover, each place once; empty where features
            do not lie over each other.
    """

    rows: NDArray[np.int64]
    areas: NDArray[np.float64]
    on_ground: NDArray[np.float64]


Kernel = Callable[[EdgeArrays, Sequence[MeasuredLayer]], list[LayerAreas]]

NOTHING_MET = LayerAreas(np.empty(0, dtype=np.int64), np.empty(0), np.empty(0))


@dataclass(frozen=True, slots=True)
class FeatureOverlap:
    """A feature that a footprint meets. `share` is of the footprint, 0 to 1."""

    key: str
    row: int
    attributes: Mapping[str, Any]
    area_m2: float
    share: float


@dataclass(frozen=True, eq=False)
class LayerOverlap:
    """What a footprint meets on one layer.

    Attributes:
        source: the open layer.
        footprint_m2: the plane area of the footprint.
        covered_share: how much of the footprint lies where the layer has data at all, 0 to 1.
        area_m2: the plane area of the union of the layer's features within the footprint.
        rows: (n,) the features met, largest area first.
        areas_m2: (n,) the plane area of each within the footprint.
        nearest_m: the distance to the nearest feature where it was asked for and one lies within
            reach.
    """

    source: MeasuredLayer
    footprint_m2: float
    covered_share: float
    area_m2: float
    rows: NDArray[np.int64]
    areas_m2: NDArray[np.float64]
    nearest_m: float | None = None

    @property
    def layer(self) -> str:
        """The key of the layer."""
        return self.source.key

    @property
    def version(self) -> str:
        """The identity of the layer version."""
        return self.source.digest

    @property
    def as_of_on(self) -> date | None:
        """The day that the layer describes."""
        return self.source.as_of_on

    @property
    def accuracy_m(self) -> float | None:
        """How far a border of the layer may be off, where that is known."""
        return self.source.accuracy_m

    @property
    def share(self) -> float:
        """The area met as a share of the footprint, 0 to 1."""
        return min(self.area_m2 / self.footprint_m2, 1.0)

    @cached_property
    def hits(self) -> tuple[FeatureOverlap, ...]:
        """The features met with their attributes, largest area first; read when asked for."""
        met = zip(self.rows.tolist(), self.areas_m2.tolist(), strict=True)
        return tuple(self._hit(row, area_m2) for row, area_m2 in met)

    def _hit(self, row: int, area_m2: float) -> FeatureOverlap:
        return FeatureOverlap(
            key=self.source.feature_key(row),
            row=row,
            attributes=self.source.attributes(row),
            area_m2=area_m2,
            share=min(area_m2 / self.footprint_m2, 1.0),
        )


def measure(
    footprint: Area,
    layers: Sequence[MeasuredLayer],
    *,
    near_m: Mapping[str, float] | None = None,
    kernel: Kernel | None = None,
) -> tuple[LayerOverlap, ...]:
    """Measure a footprint against every layer, in the order of the layers.

    Args:
        footprint: a valid polygon in the measuring CRS.
        layers: open layer versions in the same CRS.
        near_m: layer → distance within which the nearest feature is looked for.
        kernel: `overlap_compiled.layer_areas` for services and bulk work; else the plain form.
    """
    own = derive(np.array([footprint], dtype=object), LARGEST_FOOTPRINT_PIECE)
    whole = float(shapely.area(footprint))
    overlaps = []
    for layer, found in zip(layers, (kernel or layer_areas)(own, layers), strict=True):
        rows, areas, total = _rounded(layer, found)
        reach_m = (near_m or {}).get(layer.key)
        overlaps.append(
            LayerOverlap(
                source=layer,
                footprint_m2=whole,
                covered_share=_covered_share(footprint, layer.coverage, whole),
                area_m2=total,
                rows=rows,
                areas_m2=areas,
                nearest_m=None if reach_m is None else _nearest_m(footprint, layer, reach_m),
            )
        )
    return tuple(overlaps)


def layer_areas(footprint: EdgeArrays, layers: Sequence[MeasuredLayer]) -> list[LayerAreas]:
    """Measure a footprint against every layer; layers whose box lies elsewhere stay unopened."""
    low, high = footprint.piece_boxes[:, :2].min(axis=0), footprint.piece_boxes[:, 2:].max(axis=0)
    box = (*low.tolist(), *high.tolist())
    found = []
    for layer in layers:
        if layer.box is None or not _boxes_meet(layer.box, box):
            found.append(NOTHING_MET)
            continue
        rows, areas = area.feature_areas(footprint, layer.edges)
        several = layer.overlapping and len(rows) > 1
        on_ground = area.feature_areas(footprint, layer.ground)[1] if several else NOTHING_MET.areas
        found.append(LayerAreas(rows, areas, on_ground))
    return found


def _boxes_meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _rounded(
    layer: MeasuredLayer, found: LayerAreas
) -> tuple[NDArray[np.int64], NDArray[np.float64], float]:
    """Return the features met and their areas, largest first, and the ground they cover in m²."""
    if len(found.rows) == 0:
        return found.rows, found.areas, 0.0
    areas = np.round(found.areas, DECIMALS)
    order = np.lexsort((found.rows, -areas))[: np.count_nonzero(areas > 0)]
    rows, areas = found.rows[order], areas[order]
    once = found.on_ground if layer.overlapping and len(rows) > 1 else areas
    return rows, areas, round(math.fsum(once), DECIMALS)


def _covered_share(footprint: Area, coverage: Area | None, whole_m2: float) -> float:
    if coverage is None or shapely.covers(coverage, footprint):
        return 1.0
    return float(shapely.area(shapely.intersection(coverage, footprint))) / whole_m2


def _nearest_m(footprint: Area, layer: MeasuredLayer, reach_m: float) -> float | None:
    """Return the distance to the nearest feature within reach, 0 where the footprint meets one."""
    box = np.array(footprint.bounds) + np.array([-1.0, -1.0, 1.0, 1.0]) * (reach_m + SEARCH_MARGIN)
    pieces = search(layer.edges.tree, box)
    if len(pieces) == 0:
        return None
    features = layer.geometry(np.unique(layer.edges.piece_features[pieces]))
    nearest = float(shapely.distance(features, footprint).min())
    return nearest if nearest <= reach_m else None


def piece(footprint: Area, layer: MeasuredLayer, row: int) -> BaseGeometry:
    """Return the part of a feature that lies in the footprint, cut from the whole feature."""
    whole = layer.geometry(np.array([row]))[0]
    cut: BaseGeometry = shapely.intersection(shapely.make_valid(whole), footprint)
    return cut
