"""The area of an intersection without the intersection.

Every non-vertical edge carries a sign: +1 where its ring runs right to left over it (a top), -1
where it runs left to right (a bottom). A polygon's indicator is then the signed sum over its edges
of "below the edge", and the area of A ∩ B is the sum over pairs of edges of the two signs times the
integral of the lower edge above a base, over their common range of x. Each integrand is piecewise
linear with at most one kink. No topological decision is taken: shared, coincident and nearly
coincident borders, holes, touching corners and the bridges left by clipping all come out exact to
rounding.

Coordinates are first moved to the corner of the common box, which costs no digit, and edges beyond
the box are dropped or flattened where that cannot change the sum: an edge strictly below the box is
a constant that the other polygon's signs cancel ("strictly" matters: an edge on the base is not);
one at or above the top is as good as the top itself.

This is the plain form, in NumPy, for commands that answer once; `area_compiled` is the same,
compiled.
"""

import numpy as np
from numpy.typing import NDArray
from shapely import MultiPolygon, Polygon

from lantu.geo.edges import EdgeArrays, derive
from lantu.geo.index import search

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]


def intersection_area_m2(first: Polygon | MultiPolygon, second: Polygon | MultiPolygon) -> float:
    """Return the plane area that two valid polygons share, in the unit of their CRS squared."""
    pair = [derive(np.array([polygon], dtype=object)) for polygon in (first, second)]
    return float(feature_areas(pair[0], pair[1])[1].sum())


def feature_areas(footprint: EdgeArrays, layer: EdgeArrays) -> tuple[Integers, Floats]:
    """Measure how much of a footprint every feature of a layer covers.

    Args:
        footprint: the pieces of one footprint.
        layer: the pieces of a layer, in the same CRS.

    Returns:
        Rows of the features whose boxes meet the footprint's, ascending, and their areas in m².
    """
    features, areas = [np.empty(0, dtype=np.int64)], [np.empty(0)]
    for own in range(len(footprint)):
        box = footprint.piece_boxes[own]
        pieces = search(layer.tree, box)
        if len(pieces) == 0:
            continue
        edges = piece_edges(footprint, own)
        features.append(layer.piece_features[pieces])
        areas.append(
            np.array(
                [
                    pair_area(edges, piece_edges(layer, piece), box, layer.piece_boxes[piece])
                    for piece in pieces
                ]
            )
        )
    return summed_by_feature(np.concatenate(features), np.concatenate(areas))


def summed_by_feature(features: Integers, areas: Floats) -> tuple[Integers, Floats]:
    """Add up the areas of pieces feature by feature, in the order of the pieces."""
    rows, groups = np.unique(features, return_inverse=True)
    sums: Floats = np.zeros(len(rows))
    np.add.at(sums, groups, areas)
    return rows, sums


def piece_edges(arrays: EdgeArrays, piece: int) -> Floats:
    """Return the edges of a piece as an array (e, 4) of x, y, next x, next y."""
    first, last = arrays.piece_starts[piece], arrays.piece_starts[piece + 1]
    starts = arrays.ring_starts[first : last + 1]
    vertices = arrays.vertices[starts[0] : starts[-1]]
    edges = np.hstack((vertices[:-1], vertices[1:]))
    return np.delete(edges, starts[1:-1] - starts[0] - 1, axis=0)


def pair_area(edges: Floats, other: Floats, box: Floats, other_box: Floats) -> float:
    """Return the area that two pieces share.

    Args:
        edges: (n, 4) edges of one piece.
        other: (m, 4) edges of the other.
        box: xmin, ymin, xmax, ymax of the first piece.
        other_box: the same of the second.
    """
    corner = np.maximum(box[:2], other_box[:2])
    extent = np.minimum(box[2:], other_box[2:]) - corner
    if extent.min() <= 0:
        return 0.0
    first = clipped(edges, corner, extent)
    second = clipped(other, corner, extent)
    return _sum_of_pairs(first, second)


def clipped(edges: Floats, corner: Floats, extent: Floats) -> Floats:
    """Clip edges to a box's range of x and order them left to right.

    Returns:
        (k, 5): left x, left y, right x, right y from the box's corner, and the sign.
    """
    moved = edges - np.tile(corner, 2)
    sign = np.where(moved[:, 0] > moved[:, 2], 1.0, -1.0)
    leftward = moved[:, 0] > moved[:, 2]
    moved = np.where(leftward[:, None], moved[:, [2, 3, 0, 1]], moved)
    reaches = (moved[:, 0] < moved[:, 2]) & (moved[:, 2] > 0) & (moved[:, 0] < extent[0])
    moved, sign = moved[reaches], sign[reaches]
    slope = (moved[:, 3] - moved[:, 1]) / (moved[:, 2] - moved[:, 0])
    left, right = np.maximum(moved[:, 0], 0), np.minimum(moved[:, 2], extent[0])
    left_y = np.where(left > moved[:, 0], moved[:, 1] + slope * (left - moved[:, 0]), moved[:, 1])
    right_y = np.where(
        right < moved[:, 2], moved[:, 3] - slope * (moved[:, 2] - right), moved[:, 3]
    )
    above = (left_y >= extent[1]) & (right_y >= extent[1])
    left_y, right_y = np.where(above, extent[1], left_y), np.where(above, extent[1], right_y)
    kept = ~((left_y < 0) & (right_y < 0))
    edges_in_box: Floats = np.column_stack((left, left_y, right, right_y, sign))[kept]
    return edges_in_box


def _sum_of_pairs(first: Floats, second: Floats) -> float:
    """Sum sign · sign · ∫ lower edge dx over all pairs that share a range of x."""
    one, two = np.nonzero(
        (first[:, None, 0] < second[None, :, 2]) & (second[None, :, 0] < first[:, None, 2])
    )
    a, b = first[one], second[two]
    left, right = np.maximum(a[:, 0], b[:, 0]), np.minimum(a[:, 2], b[:, 2])
    a_left, a_right = _heights(a, left, right)
    b_left, b_right = _heights(b, left, right)
    from_left, from_right = a_left - b_left, a_right - b_right
    crosses = (from_left < 0) != (from_right < 0)
    spread = np.where(crosses, np.abs(from_left) + np.abs(from_right), 1.0)
    spread = np.where(spread > 0, spread, 1.0)
    excess = np.maximum(from_left, 0) + np.maximum(from_right, 0)
    overshoot = np.where(crosses, excess * excess / spread, excess)
    return float(np.sum(a[:, 4] * b[:, 4] * (right - left) * (a_left + a_right - overshoot)) / 2)


def _heights(edges: Floats, left: Floats, right: Floats) -> tuple[Floats, Floats]:
    slope = (edges[:, 3] - edges[:, 1]) / (edges[:, 2] - edges[:, 0])
    return (
        edges[:, 1] + slope * (left - edges[:, 0]),
        edges[:, 3] - slope * (edges[:, 2] - right),
    )
