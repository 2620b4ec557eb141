"""A packed R-tree in plain arrays: boxes in Hilbert order, groups of sixteen boxed level by level.

After Roussopoulos and Leifker (1985) and Kamel and Faloutsos (1993): as nothing is ever inserted,
the tree is a pyramid of boxes that can be mapped from disk and searched without building anything.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]

GROUP = 16
HILBERT_BITS = 16


@dataclass(frozen=True, slots=True, eq=False)
class Tree:
    """The pyramid over n boxes.

    Attributes:
        boxes: (m, 4) boxes xmin, ymin, xmax, ymax of all levels, the n leaves first.
        levels: (k + 1,) where each level starts in `boxes`, and the end of the last one.
    """

    boxes: Floats
    levels: Integers


def hilbert_order(boxes: Floats) -> Integers:
    """Return the order of boxes along a Hilbert curve through their centres (stable)."""
    if len(boxes) < 2:
        return np.arange(len(boxes))
    centres = (boxes[:, :2] + boxes[:, 2:]) / 2
    low, extent = centres.min(axis=0), np.ptp(centres, axis=0)
    cells = (1 << HILBERT_BITS) - 1
    scaled = ((centres - low) / np.where(extent > 0, extent, 1) * cells).astype(np.int64)
    return np.argsort(_hilbert_distance(scaled[:, 0], scaled[:, 1]), kind="stable")


def _hilbert_distance(x: Integers, y: Integers) -> Integers:
    distance = np.zeros_like(x)
    side = 1 << (HILBERT_BITS - 1)
    while side:
        right = (x & side) > 0
        upper = (y & side) > 0
        distance += side * side * ((3 * right) ^ upper)
        flipped = ~upper & right
        x, y = np.where(flipped, side - 1 - x, x), np.where(flipped, side - 1 - y, y)
        x, y = np.where(upper, x, y) & (side - 1), np.where(upper, y, x) & (side - 1)
        side >>= 1
    return distance


def build(boxes: Floats) -> Tree:
    """Build the pyramid over boxes that are already in Hilbert order."""
    levels = [np.ascontiguousarray(boxes, dtype=np.float64).reshape(-1, 4)]
    while len(levels[-1]) > GROUP:
        starts = np.arange(0, len(levels[-1]), GROUP)
        low = np.minimum.reduceat(levels[-1][:, :2], starts, axis=0)
        high = np.maximum.reduceat(levels[-1][:, 2:], starts, axis=0)
        levels.append(np.hstack((low, high)))
    offsets = np.concatenate(([0], np.cumsum([len(level) for level in levels])))
    return Tree(np.concatenate(levels), offsets.astype(np.int64))


def search(tree: Tree, box: Floats) -> Integers:
    """Return the leaves whose boxes share more than a border with a box, in ascending order.

    Args:
        tree: the pyramid.
        box: xmin, ymin, xmax, ymax.
    """
    found = np.arange(tree.levels[-2], tree.levels[-1])
    for level in range(len(tree.levels) - 2, -1, -1):
        boxes = tree.boxes[found]
        meets = (
            (boxes[:, 0] < box[2])
            & (boxes[:, 2] > box[0])
            & (boxes[:, 1] < box[3])
            & (boxes[:, 3] > box[1])
        )
        found = found[meets] - tree.levels[level]
        if level:
            below = tree.levels[level] - tree.levels[level - 1]
            children = (found[:, None] * GROUP + np.arange(GROUP)).ravel()
            found = children[children < below] + tree.levels[level - 1]
    return found
