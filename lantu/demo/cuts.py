"""Blocks cut into parcels, cut after cut, as land is divided: kinked cuts, lanes between.

The chance of a cut hangs on the block and on the path to the piece alone. So two plans over the
same blocks share their borders bit by bit, a coarser plan's pieces are unions of a finer one's,
and a block can be moved or redrawn for itself.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from lantu.demo.chance import mix, salt, uniform

Target = Callable[[NDArray[np.float64]], NDArray[np.float64]]
DEEPEST = 22
STREAMS = {
    name: salt(0, "cut", name) for name in ("size", "place", "tilt", "kink", "side", "shift")
}


@dataclass(frozen=True, slots=True, eq=False)
class Pieces:
    """What cutting leaves: n polygons with the block they lie in, their path, and lanes marked."""

    geometries: NDArray[Any]
    blocks: NDArray[np.int64]
    paths: NDArray[np.uint64]
    lanes: NDArray[np.bool_]

    def chosen(self, mask: NDArray[Any]) -> "Pieces":
        """Return the pieces of a mask or an index."""
        return Pieces(self.geometries[mask], self.blocks[mask], self.paths[mask], self.lanes[mask])


@dataclass(frozen=True, slots=True)
class Rules:
    """How to cut.

    Attributes:
        target_m2: area wished for at n points.
        lane_width_m: width of the lane left by a cut of a piece at n points with n areas, 0 none.
        slender: true at n points where strips are wished for (fields), false where blocks are.
    """

    target_m2: Target
    lane_width_m: Callable[[NDArray[np.float64], NDArray[np.float64]], NDArray[np.float64]]
    slender: Callable[[NDArray[np.float64]], NDArray[np.bool_]]


def cut(
    blocks: NDArray[Any],
    keys: NDArray[np.uint64],
    rules: Rules,
    shifts_m: NDArray[np.float64] | None = None,
) -> Pieces:
    """Cut n blocks into pieces near the target size; together they fill the blocks exactly.

    Args:
        blocks: polygons.
        keys: the chance of each block; the same key cuts the same way.
        rules: sizes, lanes and shapes.
        shifts_m: the furthest that a block's cuts are moved sideways (moved borders), or none.
    """
    shifts = np.zeros(len(blocks)) if shifts_m is None else shifts_m
    alive = Pieces(blocks, np.arange(len(blocks)), keys, np.zeros(len(blocks), dtype=bool))
    done: list[Pieces] = []
    for _ in range(DEEPEST):
        inner = _centres(alive.geometries)
        areas = shapely.area(alive.geometries)
        large = areas > rules.target_m2(inner) * (
            0.75 + 0.9 * uniform(alive.paths, STREAMS["size"])
        )
        large &= ~alive.lanes
        done.append(alive.chosen(~large))
        if not large.any():
            return _joined(done)
        alive = _halved(alive.chosen(large), inner[large], areas[large], rules, shifts)
    return _joined([*done, alive])


def _halved(
    pieces: Pieces,
    inner: NDArray[np.float64],
    areas: NDArray[np.float64],
    rules: Rules,
    shifts: NDArray[np.float64],
) -> Pieces:
    lines = _cut_lines(pieces, rules.slender(inner), shifts)
    widths = rules.lane_width_m(inner, areas)
    wide = widths > 0
    strips = shapely.buffer(
        shapely.linestrings(lines),
        np.maximum(widths, 0.1) / 2,
        quad_segs=1,
        cap_style="flat",
        join_style="mitre",
    )
    cutters = np.where(wide, strips, _half_planes(lines))
    first = shapely.intersection(pieces.geometries, cutters)
    second = shapely.difference(pieces.geometries, cutters)
    return _joined(
        [_polygons(first, pieces, 1, wide), _polygons(second, pieces, 2, np.zeros_like(wide))]
    )


def _cut_lines(
    pieces: Pieces, slender: NDArray[np.bool_], shifts: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return n cut lines (n × 3 × 2), across the long side, or along it where strips are wished."""
    corners = shapely.get_coordinates(shapely.oriented_envelope(pieces.geometries)).reshape(
        -1, 5, 2
    )[:, :4]
    one, other = corners[:, 1] - corners[:, 0], corners[:, 3] - corners[:, 0]
    one_m, other_m = np.hypot(*one.T), np.hypot(*other.T)
    aspect = np.maximum(one_m, other_m) / np.maximum(np.minimum(one_m, other_m), 0.01)
    along = slender & (aspect < 2.6)
    swap = (one_m < other_m) ^ along
    run = np.where(swap[:, None], other, one)
    across = np.where(swap[:, None], one, other)
    draw = {name: uniform(pieces.paths, stream) for name, stream in STREAMS.items()}
    share = 0.5 + (draw["place"] - 0.5) * 0.3
    run_m, across_m = np.hypot(*run.T), np.hypot(*across.T)
    moved = shifts[pieces.blocks] * (0.3 + 0.7 * draw["shift"]) / np.maximum(run_m, 1)
    lean = (draw["tilt"] - 0.5) * 0.14
    kink = (draw["kink"] - 0.5) * 0.09 * np.minimum(across_m / np.maximum(run_m, 1), 1.0)
    bend = 0.3 + 0.4 * draw["side"]
    stations = (
        (-1.0, share - lean),
        (bend, share + lean * (2 * bend - 1) + kink),
        (2.0, share + lean),
    )
    return np.stack(
        [
            corners[:, 0] + run * (at + moved)[:, None] + across * np.reshape(far, (-1, 1))
            for far, at in stations
        ],
        axis=1,
    )


def _half_planes(lines: NDArray[np.float64]) -> NDArray[Any]:
    """Return a polygon that covers everything on the left of each cut line."""
    along = lines[:, 2] - lines[:, 0]
    left = np.column_stack([-along[:, 1], along[:, 0]]) * 6
    rings = np.concatenate(
        [lines, (lines[:, 2] + left)[:, None], (lines[:, 0] + left)[:, None]], axis=1
    )
    return np.asarray(shapely.polygons(rings))


def _polygons(
    geometries: NDArray[Any], pieces: Pieces, branch: int, lanes: NDArray[np.bool_]
) -> Pieces:
    parts, origin = shapely.get_parts(geometries, return_index=True)
    solid = (shapely.get_type_id(parts) == 3) & (shapely.area(parts) > 1e-6)
    parts, origin = parts[solid], origin[solid]
    number = np.arange(len(origin)) - np.searchsorted(origin, origin)
    with np.errstate(over="ignore"):
        paths = mix(
            pieces.paths[origin] * np.uint64(31)
            + np.uint64(branch)
            + number.astype(np.uint64) * np.uint64(7919)
        )
    return Pieces(parts, pieces.blocks[origin], paths, lanes[origin])


def _joined(parts: list[Pieces]) -> Pieces:
    return Pieces(
        *(
            np.concatenate([getattr(part, name) for part in parts])
            for name in ("geometries", "blocks", "paths", "lanes")
        )
    )


def _centres(geometries: NDArray[Any]) -> NDArray[np.float64]:
    return shapely.get_coordinates(shapely.centroid(geometries))
