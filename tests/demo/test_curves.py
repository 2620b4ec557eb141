import numpy as np
import pytest
import shapely

from lantu.demo import curves

CONTROL = np.array([[0.0, 0.0], [1000, 300], [2200, 100], [3000, 900]])


def test_a_spline_runs_through_its_control_points():
    line = shapely.LineString(curves.spline(CONTROL, 10))
    assert shapely.distance(line, shapely.points(CONTROL)).max() < 1e-9


def test_a_wandering_line_keeps_its_ends_and_leaves_the_straight_way():
    line = curves.spline(CONTROL, 10)
    bent = curves.wander(line, np.random.default_rng(3), 40, 400)
    assert bent[[0, -1]] == pytest.approx(line[[0, -1]])
    assert np.hypot(*(bent - line).T).max() > 10


def test_a_strip_has_the_area_of_its_length_and_width():
    assert curves.strip(shapely.LineString([(0, 0), (500, 0)]), 8.0).area == pytest.approx(4000)


def test_a_swelling_strip_is_as_wide_as_it_is_told_at_each_point():
    line = np.array([[0.0, 0.0], [100, 0], [200, 0]])
    river = curves.swelling_strip(line, np.array([20.0, 60.0, 20.0]))
    across = shapely.intersection(river, shapely.LineString([(100, -90), (100, 90)]))
    assert across.length == pytest.approx(60, rel=0.02)
    assert river.is_valid
