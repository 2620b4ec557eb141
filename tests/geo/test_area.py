import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import Polygon, box

from lantu.geo.area import feature_areas, intersection_area_m2
from lantu.geo.edges import derive
from tests.geo.polygons import ORIGINS, area_by_geos, areas, only_polygons, pairs, same_area


@given(pairs())
@settings(max_examples=300, deadline=None)
def test_the_area_is_that_of_the_intersection_which_geos_builds(pair):
    first, second = map(shapely.make_valid, pair)
    assert same_area(intersection_area_m2(first, second), area_by_geos(first, second))


@given(pairs())
@settings(max_examples=100, deadline=None)
def test_the_area_is_symmetric(pair):
    first, second = pair
    there, back = intersection_area_m2(first, second), intersection_area_m2(second, first)
    assert same_area(there, back)


@given(areas(), st.floats(-300, 300), st.booleans())
@settings(max_examples=100, deadline=None)
def test_the_areas_of_a_partition_add_up(area, offset, upright):
    west, south, east, north = area.bounds
    middle = (west + east + offset) / 2 if upright else (south + north + offset) / 2
    whole = box(west - 1, south - 1, east + 1, north + 1)
    lower, upper = whole.bounds[:2], whole.bounds[2:]
    cut = np.clip(middle, lower[not upright], upper[not upright])
    first = box(*lower, cut, upper[1]) if upright else box(*lower, upper[0], cut)
    second = box(cut, lower[1], *upper) if upright else box(lower[0], cut, *upper)
    total = intersection_area_m2(area, first) + intersection_area_m2(area, second)
    assert same_area(total, area.area)


@given(areas())
@settings(max_examples=100, deadline=None)
def test_an_area_shares_all_of_itself_with_itself(area):
    assert same_area(intersection_area_m2(area, area), area.area)


@pytest.mark.parametrize("origin", ORIGINS)
def test_neighbours_that_share_a_border_share_no_area(origin):
    x, y = origin
    kinked = [(x + 100, y), (x + 97.3, y + 40.1), (x + 103.9, y + 71.7), (x + 100, y + 120)]
    west = Polygon([(x, y), *kinked, (x, y + 120)])
    east = Polygon([(x + 200, y), (x + 200, y + 120), *reversed(kinked)])
    corner = box(x + 200, y + 120, x + 300, y + 200)
    assert abs(intersection_area_m2(west, east)) < 1e-8
    assert intersection_area_m2(east, corner) == 0


@pytest.mark.parametrize("origin", ORIGINS)
def test_what_lies_in_a_hole_is_not_met(origin):
    x, y = origin
    ring = box(x, y, x + 100, y + 100).difference(box(x + 40, y + 40, x + 60, y + 60))
    assert abs(intersection_area_m2(ring, box(x + 45, y + 45, x + 55, y + 55))) < 1e-8
    assert intersection_area_m2(ring, box(x + 30, y + 45, x + 50, y + 55)) == pytest.approx(100)


def test_an_edge_lying_on_the_base_of_the_common_box_counts():
    comb = Polygon([(0, 0), (30, 0), (30, 20), (20, 20), (20, 0), (10, 0), (10, 20), (0, 20)])
    comb = only_polygons(shapely.make_valid(comb))
    assert intersection_area_m2(comb, box(-5, 0, 40, 5)) == pytest.approx(100)
    assert intersection_area_m2(box(-5, -9, 40, 0), comb) == 0


def test_areas_are_summed_feature_by_feature():
    strip = [box(column, 0, column + 1, 1) for column in range(5)]
    layer = derive(np.array([*strip, shapely.union_all(strip[:2])], dtype=object))
    rows, met = feature_areas(derive(np.array([box(0.5, 0.2, 3.5, 0.7)], dtype=object)), layer)
    assert rows.tolist() == [0, 1, 2, 3, 5]
    assert met == pytest.approx([0.25, 0.5, 0.5, 0.25, 0.75])
