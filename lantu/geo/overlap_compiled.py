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
from lantu.geo.overlap import LayerAreas, MeasuredLayer

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]

BLUEPRINTS_KEPT = 4


def layer_areas(footprint: EdgeArrays, layers: Sequence[MeasuredLayer]) -> list[LayerAreas]:
    """Measure a footprint against every layer: `overlap.layer_areas`."""
    if not layers:
        return []
    ends, rows, areas = _areas_by_layer(
        footprint.vertices,
        footprint.ring_starts,
        footprint.piece_starts,
        footprint.piece_boxes,
        _listed(layers),
    )
    found = []
    first = 0
    for last, on_ground in ends.tolist():
        found.append(LayerAreas(rows[first:last], areas[first:last], areas[last:on_ground]))
        first = on_ground
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
) -> tuple[Integers, Integers, Floats]:
    """Return where each layer's hits and its areas on the ground end, all rows and all areas."""
    ends = np.empty((len(listed), 2), np.int64)
    rows = np.empty(256, np.int64)
    areas = np.empty(256, np.float64)
    count = 0
    for at in range(len(listed)):
        layer = listed[at]
        for ground in range(2):
            if ground:
                features, measured = areas_by_feature(
                    vertices, rings, pieces, boxes,
                    layer[6], layer[7], layer[8], layer[9], layer[10], layer[11],
                )  # fmt: skip
            else:
                features, measured = areas_by_feature(
                    vertices, rings, pieces, boxes,
                    layer[0], layer[1], layer[2], layer[3], layer[4], layer[5],
                )  # fmt: skip
            while count + len(features) > len(rows):
                rows = np.concatenate((rows, np.empty_like(rows)))
                areas = np.concatenate((areas, np.empty_like(areas)))
            rows[count : count + len(features)] = features
            areas[count : count + len(features)] = measured
            count += len(features)
            ends[at, ground] = count
    return ends, rows[:count].copy(), areas[:count].copy()
