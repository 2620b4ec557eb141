import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from lantu.geo.area import intersection_area_m2, piece_edges
from lantu.geo.edges import derive
from lantu.geo.subdivision import SMALLEST_EXTENT, Rings, grid_line, subdivide
from tests.geo.polygons import areas, same_area


@given(st.floats(-1e7, 1e7), st.floats(1, 1e5))
def test_a_cut_lies_inside_and_on_the_grid(low, extent):
    line = grid_line(low, low + extent)
    assert low < line < low + extent
    step = 2.0 ** np.floor(np.log2(extent) - 1)
    assert line % step == 0


@given(areas(largest=900))
@settings(max_examples=60, deadline=None)
def test_pieces_are_small_and_add_up_to_the_whole(area):
    whole = derive(np.array([area], dtype=object), largest_piece=10**9)
    pieces = derive(np.array([area], dtype=object), largest_piece=16)
    sizes = np.diff(pieces.ring_starts[pieces.piece_starts])
    extents = (pieces.piece_boxes[:, 2:] - pieces.piece_boxes[:, :2]).max(axis=1)
    assert ((sizes <= 16) | (extents < SMALLEST_EXTENT)).all()
    # A cut places its points to the resolution of the coordinates, along every edge that it cuts.
    resolution = np.spacing(np.abs(whole.vertices).max())
    assert abs(signed_area(pieces) - area.area) <= 1e-6 + resolution * area.length
    assert same_area(signed_area(whole), area.area)


def signed_area(arrays):
    corner = arrays.vertices[0]
    total = 0.0
    for piece in range(len(arrays)):
        x, y, next_x, next_y = (piece_edges(arrays, piece) - np.tile(corner, 2)).T
        total += np.sum((x - next_x) * (y + next_y)) / 2
    return total


def test_a_cut_does_not_depend_on_the_neighbours():
    circle = shapely.Point(465698.3, 3846545.1).buffer(700, quad_segs=300)
    alone = derive(np.array([circle], dtype=object))
    joined = derive(np.array([shapely.box(0, 0, 1, 1), circle], dtype=object))
    boxes = joined.piece_boxes[joined.piece_features == 1]
    assert sorted(map(tuple, boxes)) == sorted(map(tuple, alone.piece_boxes))


def test_a_footprint_of_a_hundred_thousand_vertices_is_measured():
    angle = np.linspace(0, 2 * np.pi, 100_000, endpoint=False)
    radius = 3000 + 100 * np.sin(300 * angle)
    shell = np.column_stack((465e3 + radius * np.cos(angle), 3846e3 + radius * np.sin(angle)))
    footprint, block = shapely.Polygon(shell), shapely.box(465e3, 3844e3, 468.5e3, 3847e3)
    expected = shapely.intersection(footprint, block).area
    assert same_area(intersection_area_m2(footprint, block), expected)


def test_a_ring_that_cannot_be_cut_further_stays_whole():
    dense = np.column_stack((np.linspace(0, 0.1, 500), np.zeros(500)))
    ring = np.vstack((dense, [[0.1, 0.1], [0, 0]]))
    assert len(subdivide(Rings(ring, np.array([0, len(ring)])))) == 1


def test_lines_of_the_grid_are_coarse_first():
    assert grid_line(3, 70) == 64
    assert grid_line(65, 127) == 96
    assert grid_line(-3, 2) == pytest.approx(0)
