"""Cutting of large polygons into pieces on a fixed grid.

Cuts run along multiples of powers of two of the CRS's unit, so that they depend on the polygon
alone and not on its neighbours, the order of work or the number of processes. Rings are clipped one
by one against half-planes (Sutherland and Hodgman, 1974). The degenerate bridges that this leaves
along a cut cancel in the area kernel, which takes no topological decision; nothing here asks GEOS.
"""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]

LARGEST_PIECE = 256
SMALLEST_EXTENT = 0.5


@dataclass(frozen=True, slots=True, eq=False)
class Rings:
    """Rings of one polygon or of a piece of it: exterior counter-clockwise, holes clockwise.

    Attributes:
        vertices: (v, 2) coordinates; every ring repeats its first vertex at its end.
        starts: (r + 1,) where each ring starts in `vertices`, and the end of the last one.
    """

    vertices: Floats
    starts: Integers


def subdivide(rings: Rings, largest: int = LARGEST_PIECE) -> list[Rings]:
    """Cut a polygon into pieces of at most `largest` vertices, as far as its extent allows.

    Returns:
        Pieces in the order of halving: lower or left half first.
    """
    pieces: list[Rings] = []
    waiting = [rings]
    while waiting:
        piece = waiting.pop()
        extent = np.ptp(piece.vertices, axis=0)
        if len(piece.vertices) <= largest or extent.max() < SMALLEST_EXTENT:
            pieces.append(piece)
            continue
        axis = int(extent[1] > extent[0])
        values = piece.vertices[:, axis]
        bound = grid_line(float(values.min()), float(values.max()))
        halves = (clip(piece, axis, bound, side) for side in (1.0, -1.0))
        waiting.extend(half for half in halves if len(half.vertices))
    return pieces


def grid_line(low: float, high: float) -> float:
    """Return the coarsest grid line strictly between two values: a multiple of 2ᵏ, k greatest."""
    step = 2.0 ** np.floor(np.log2(high - low))
    line = np.floor(low / (2 * step) + 1) * (2 * step)
    if line < high:
        return float(line)
    line = np.floor(low / step + 1) * step
    return float(line if line < high else (low + high) / 2)


def clip(rings: Rings, axis: int, bound: float, side: float) -> Rings:
    """Keep what lies on one side of a grid line.

    Args:
        rings: what is cut.
        axis: 0 for a vertical line x = bound, 1 for a horizontal one.
        bound: where the line lies.
        side: 1.0 keeps the greater side, -1.0 the lesser.
    """
    ends = rings.starts[1:] - 1
    has_edge = np.ones(len(rings.vertices), dtype=bool)
    has_edge[ends] = False
    starts_at = np.flatnonzero(has_edge)
    begin, end = rings.vertices[starts_at], rings.vertices[starts_at + 1]
    height = side * (begin[:, axis] - bound)
    next_height = side * (end[:, axis] - bound)
    stays = height >= 0
    crosses = (height > 0) & (next_height < 0) | (height < 0) & (next_height > 0)
    emitted = stays.astype(np.int64) + crosses
    positions = np.concatenate(([0], np.cumsum(emitted)))
    vertices = np.empty((positions[-1], 2))
    vertices[positions[:-1][stays]] = begin[stays]
    crossing = _crossings(begin[crosses], end[crosses], axis, bound)
    vertices[positions[1:][crosses] - 1] = crossing
    ring_of_edge = np.repeat(np.arange(len(ends)), np.diff(rings.starts) - 1)
    kept = np.bincount(ring_of_edge, weights=emitted, minlength=len(ends)).astype(np.int64)
    return _closed(vertices, kept, axis)


def _crossings(begin: Floats, end: Floats, axis: int, bound: float) -> Floats:
    other = 1 - axis
    share = (bound - begin[:, axis]) / (end[:, axis] - begin[:, axis])
    points = np.empty_like(begin)
    points[:, axis] = bound
    points[:, other] = begin[:, other] + share * (end[:, other] - begin[:, other])
    return points


def _closed(vertices: Floats, kept: Integers, axis: int) -> Rings:
    """Close the rings that are left, and drop those that have collapsed onto the line."""
    offsets = np.concatenate(([0], np.cumsum(kept)))
    rings = []
    for first, last in pairwise(offsets):
        ring = vertices[first:last]
        if len(ring) > 2 and np.ptp(ring[:, axis]) > 0:
            rings.append(np.concatenate((ring, ring[:1])))
    lengths = [len(ring) for ring in rings]
    joined = np.concatenate(rings) if rings else np.empty((0, 2))
    return Rings(joined, np.concatenate(([0], np.cumsum(lengths, dtype=np.int64))).astype(np.int64))
