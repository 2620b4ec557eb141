"""One footprint against all layers of a blueprint in one compiled call, for services and bulk work.

A call of compiled code costs about as much as measuring a layer that is hardly met. The arrays of
all layers are therefore listed once and handed over together.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

import numba
import numpy as np
from numpy.typing import NDArray

from lantu.geo.area_compiled import areas_by_feature
from lantu.geo.compiled import compiled
from lantu.geo.edges import EdgeArrays
from lantu.geo.overlap import NOTHING_MET, UNITS, LayerAreas, MeasuredLayer

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]

BLUEPRINTS_KEPT = 4


def layer_areas(footprint: EdgeArrays, layers: Sequence[MeasuredLayer]) -> list[LayerAreas]:
    """Measure a footprint against every layer: `overlap.layer_areas`."""
    if not layers:
        return []
    ends, totals, rows, areas = _areas_by_layer(
        footprint.vertices,
        footprint.ring_starts,
        footprint.piece_starts,
        footprint.piece_boxes,
        _listed(layers),
    )
    found = []
    first = 0
    for last, total in zip(ends.tolist(), totals.tolist(), strict=True):
        met = (
            LayerAreas(rows[first:last], areas[first:last], total) if last > first else NOTHING_MET
        )
        found.append(met)
        first = last
    return found


def _listed(layers: Sequence[MeasuredLayer]) -> Any:
    """Return the arrays of layers as compiled code takes them; made once for the same layers."""
    identity = tuple(map(id, layers))
    kept = _kept.get(identity)
    if kept is None:
        kept = _Listed(tuple(layers), _typed_list(layers))
        _kept[identity] = kept
        while len(_kept) > BLUEPRINTS_KEPT:
            _kept.pop(next(iter(_kept)), None)
    return kept.arrays


class _Listed(NamedTuple):
    """Listed arrays, and their layers: while these are held no other object can take their ids."""

    layers: tuple[MeasuredLayer, ...]
    arrays: Any


_kept = dict[tuple[int, ...], _Listed]()


def _typed_list(layers: Sequence[MeasuredLayer]) -> Any:
    listed = numba.typed.List()
    for layer in layers:
        ground = layer.ground if layer.overlapping else _NOTHING
        listed.append((*_plain(layer.edges), *_plain(ground)))
    return listed


def _plain(edges: EdgeArrays) -> tuple[NDArray[Any], ...]:
    arrays = (
        edges.vertices,
        edges.ring_starts,
        edges.piece_starts,
        edges.piece_features,
        edges.tree_boxes,
        edges.tree_levels,
    )
    return tuple(map(_read_only, arrays))


def _read_only(array: NDArray[Any]) -> NDArray[Any]:
    view = array.view()
    view.flags.writeable = False
    return view


_NOTHING = EdgeArrays(
    np.empty((0, 2)),
    np.zeros(1, np.int64),
    np.zeros(1, np.int64),
    np.empty(0, np.int64),
    np.empty((0, 4)),
    np.zeros(2, np.int64),
)


@compiled
def _areas_by_layer(
    vertices: Floats, rings: Integers, pieces: Integers, boxes: Floats, listed: Any
) -> tuple[Integers, Floats, Integers, Floats]:
    """Return where each layer's hits end, the ground each covers, all rows and all areas."""
    ends = np.empty(len(listed), np.int64)
    totals = np.zeros(len(listed))
    rows = np.empty(256, np.int64)
    areas = np.empty(256, np.float64)
    count = 0
    for at in range(len(listed)):
        layer = listed[at]
        features, measured = areas_by_feature(
            vertices, rings, pieces, boxes,
            layer[0], layer[1], layer[2], layer[3], layer[4], layer[5],
        )  # fmt: skip
        first = count
        while count + len(features) > len(rows):
            rows = np.concatenate((rows, np.empty_like(rows)))
            areas = np.concatenate((areas, np.empty_like(areas)))
        units_in_all = 0.0
        for feature, area in zip(features, measured):  # noqa: B905
            units = np.rint(area * UNITS)
            if units > 0:
                rows[count], areas[count] = feature, units / UNITS
                units_in_all += units
                count += 1
        if count - first > 1 and len(layer[9]) > 0:
            _, on_ground = areas_by_feature(
                vertices, rings, pieces, boxes,
                layer[6], layer[7], layer[8], layer[9], layer[10], layer[11],
            )  # fmt: skip
            units_in_all = np.rint(on_ground.sum() * UNITS)
        ends[at], totals[at] = count, units_in_all / UNITS
    return ends, totals, rows[:count].copy(), areas[:count].copy()
