import numpy as np
import shapely
from hypothesis import given
from hypothesis import strategies as st

from lantu.geo.shift import offset, undo_gcj


@given(st.floats(112.7, 114.3), st.floats(34.2, 35.0))
def test_in_zhengzhou_the_shift_is_some_hundred_metres(longitude, latitude):
    east, north = offset(np.array([[longitude, latitude]]))[0]
    east_m, north_m = east * 111_320 * np.cos(np.radians(latitude)), north * 110_940
    assert 100 < np.hypot(east_m, north_m) < 1_000


def test_a_known_point_is_shifted_as_web_maps_shift_it():
    # The square of Tiananmen as published for both frames by open map projects.
    shifted = np.array([[116.397428, 39.90923]])
    true = shifted - offset(shifted)
    np.testing.assert_allclose(true, [[116.391186, 39.907827]], atol=1e-4)


def test_undoing_moves_every_vertex_and_nothing_else():
    box = shapely.box(113.6, 34.7, 113.61, 34.71)
    moved = undo_gcj(box)
    assert moved.geom_type == "Polygon"
    assert shapely.get_num_coordinates(moved) == shapely.get_num_coordinates(box)
    assert 0.001 < shapely.distance(moved.centroid, box.centroid) < 0.02
