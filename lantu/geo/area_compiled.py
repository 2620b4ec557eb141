"""The area kernel of `area`, compiled: for services, whole cities and benchmarks.

Serial and free of the GIL; parallel work runs in processes or threads of its own above it.
"""

import numpy as np
from numpy.typing import NDArray

from lantu.geo.compiled import compiled
from lantu.geo.edges import EdgeArrays
from lantu.geo.index import GROUP

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]

STACK = 4096


def feature_areas(footprint: EdgeArrays, layer: EdgeArrays) -> tuple[Integers, Floats]:
    """Measure how much of a footprint every feature of a layer covers: `area.feature_areas`."""
    return areas_by_feature(
        footprint.vertices,
        footprint.ring_starts,
        footprint.piece_starts,
        footprint.piece_boxes,
        layer.vertices,
        layer.ring_starts,
        layer.piece_starts,
        layer.piece_features,
        layer.tree_boxes,
        layer.tree_levels,
    )


@compiled
def areas_by_feature(
    own_vertices: Floats,
    own_rings: Integers,
    own_pieces: Integers,
    own_boxes: Floats,
    vertices: Floats,
    rings: Integers,
    pieces: Integers,
    features: Integers,
    boxes: Floats,
    levels: Integers,
) -> tuple[Integers, Floats]:
    """Return `feature_areas`, from plain arrays as compiled code takes them."""
    found_features = np.empty(64, np.int64)
    found_areas = np.empty(64, np.float64)
    other, two = np.empty((64, 4)), np.empty((64, 6))
    count = 0
    for own in range(len(own_pieces) - 1):
        hits = _search(boxes, levels, own_boxes[own])
        if len(hits) == 0:
            continue
        own_edges = np.empty((own_rings[own_pieces[own + 1]] - own_rings[own_pieces[own]], 4))
        own_count = _edges(own_vertices, own_rings, own_pieces, own, own_edges)
        one = np.empty((own_count, 6))
        for hit in hits:
            if count == len(found_areas):
                found_features = np.concatenate((found_features, np.empty_like(found_features)))
                found_areas = np.concatenate((found_areas, np.empty_like(found_areas)))
            size = rings[pieces[hit + 1]] - rings[pieces[hit]]
            if size > len(other):
                other, two = np.empty((2 * size, 4)), np.empty((2 * size, 6))
            other_edges = other[: _edges(vertices, rings, pieces, hit, other)]
            found_features[count] = features[hit]
            found_areas[count] = _pair_area(
                own_edges[:own_count], other_edges, own_boxes[own], boxes[hit], one, two
            )
            count += 1
    return _summed_by_feature(found_features[:count], found_areas[:count])


@compiled
def _summed_by_feature(features: Integers, areas: Floats) -> tuple[Integers, Floats]:
    order = np.argsort(features, kind="mergesort")
    rows = np.empty(len(features), np.int64)
    sums = np.empty(len(features), np.float64)
    count = 0
    for at in order:
        if count == 0 or rows[count - 1] != features[at]:
            rows[count], sums[count] = features[at], 0.0
            count += 1
        sums[count - 1] += areas[at]
    return rows[:count].copy(), sums[:count].copy()


@compiled
def _search(boxes: Floats, levels: Integers, box: Floats) -> Integers:
    found = np.empty(64, np.int64)
    count = 0
    top = len(levels) - 2
    stack_node = np.empty(STACK, np.int64)
    stack_level = np.empty(STACK, np.int64)
    depth = 0
    for node in range(levels[top + 1] - levels[top] - 1, -1, -1):
        stack_node[depth], stack_level[depth] = node, top
        depth += 1
    while depth:
        depth -= 1
        node, level = stack_node[depth], stack_level[depth]
        at = levels[level] + node
        if (
            boxes[at, 0] >= box[2]
            or boxes[at, 2] <= box[0]
            or boxes[at, 1] >= box[3]
            or boxes[at, 3] <= box[1]
        ):
            continue
        if level == 0:
            if count == len(found):
                found = np.concatenate((found, np.empty_like(found)))
            found[count] = node
            count += 1
            continue
        last = min((node + 1) * GROUP, levels[level] - levels[level - 1])
        for child in range(last - 1, node * GROUP - 1, -1):
            stack_node[depth], stack_level[depth] = child, level - 1
            depth += 1
    return found[:count]


@compiled
def _edges(vertices: Floats, rings: Integers, pieces: Integers, piece: int, out: Floats) -> int:
    count = 0
    for ring in range(pieces[piece], pieces[piece + 1]):
        for at in range(rings[ring], rings[ring + 1] - 1):
            if vertices[at, 0] != vertices[at + 1, 0]:
                out[count, 0], out[count, 1] = vertices[at, 0], vertices[at, 1]
                out[count, 2], out[count, 3] = vertices[at + 1, 0], vertices[at + 1, 1]
                count += 1
    return count


@compiled
def _pair_area(
    edges: Floats, other: Floats, box: Floats, other_box: Floats, one: Floats, two: Floats
) -> float:
    corner_x, corner_y = max(box[0], other_box[0]), max(box[1], other_box[1])
    width, height = min(box[2], other_box[2]) - corner_x, min(box[3], other_box[3]) - corner_y
    if width <= 0 or height <= 0:
        return 0.0
    ones = _clip(edges, corner_x, corner_y, width, height, one)
    twos = _clip(other, corner_x, corner_y, width, height, two)
    total = 0.0
    for i in range(ones):
        for j in range(twos):
            left, right = max(one[i, 0], two[j, 0]), min(one[i, 2], two[j, 2])
            if left >= right:
                continue
            a_left = one[i, 1] + one[i, 4] * (left - one[i, 0])
            a_right = one[i, 3] - one[i, 4] * (one[i, 2] - right)
            from_left = a_left - (two[j, 1] + two[j, 4] * (left - two[j, 0]))
            from_right = a_right - (two[j, 3] - two[j, 4] * (two[j, 2] - right))
            excess = max(from_left, 0.0) + max(from_right, 0.0)
            if (from_left < 0) != (from_right < 0):
                spread = abs(from_left) + abs(from_right)
                if spread > 0:
                    excess = excess * excess / spread
            total += one[i, 5] * two[j, 5] * (right - left) * (a_left + a_right - excess)
    return total / 2


@compiled
def _clip(
    edges: Floats, corner_x: float, corner_y: float, width: float, height: float, out: Floats
) -> int:
    count = 0
    for at in range(len(edges)):
        sign = -1.0
        x, y = edges[at, 0] - corner_x, edges[at, 1] - corner_y
        next_x, next_y = edges[at, 2] - corner_x, edges[at, 3] - corner_y
        if x > next_x:
            x, y, next_x, next_y, sign = next_x, next_y, x, y, 1.0
        if next_x <= 0 or x >= width or x == next_x:
            continue
        slope = (next_y - y) / (next_x - x)
        if x < 0:
            x, y = 0.0, y - slope * x
        if next_x > width:
            next_x, next_y = width, next_y - slope * (next_x - width)
        if y < 0 and next_y < 0:
            continue
        if y >= height and next_y >= height:
            y = next_y = height
            slope = 0.0
        out[count, 0], out[count, 1] = x, y
        out[count, 2], out[count, 3] = next_x, next_y
        out[count, 4], out[count, 5] = slope, sign
        count += 1
    return count
