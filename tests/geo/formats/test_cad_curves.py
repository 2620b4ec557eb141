import math
from itertools import pairwise

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from lantu.geo.formats.cad_curves import (
    CHORD_TOLERANCE_M,
    arc_between,
    arcs_of,
    flattened,
    point_count,
    turned_back,
)

HALF_TURN = 1.0


def test_a_half_turn_is_an_arc_around_the_middle_to_the_left_of_the_way():
    arc = arc_between((0.0, 0.0, HALF_TURN), (10.0, 0.0, 0.0))
    assert arc.centre == pytest.approx((5, 0))
    assert arc.radius == pytest.approx(5)
    lowest = min(north for _, north in arc.spots())
    assert lowest == pytest.approx(-5, abs=2 * CHORD_TOLERANCE_M)


def test_two_half_turns_make_a_circle_of_its_area():
    circle = shapely.Polygon(flattened([(0.0, 0.0, 1.0), (100.0, 0.0, 1.0)]))
    assert circle.area == pytest.approx(math.pi * 2500, abs=0.001 * math.pi * 100)


@given(st.floats(0.001, 20) | st.floats(-20, -0.001), st.floats(0.01, 10_000), st.floats(0, 6.28))
def test_no_chord_lies_further_from_its_arc_than_the_tolerance(bulge, chord, turn):
    end = (chord * math.cos(turn), chord * math.sin(turn), 0.0)
    arc = arc_between((0.0, 0.0, bulge), end)
    if arc is None:
        assert abs(bulge) * chord / 2 <= CHORD_TOLERANCE_M
        return
    spots = [(0.0, 0.0), *arc.spots(), end[:2]]
    for (x1, y1), (x2, y2) in pairwise(spots):
        middle = math.hypot((x1 + x2) / 2 - arc.centre[0], (y1 + y2) / 2 - arc.centre[1])
        assert arc.radius - middle <= CHORD_TOLERANCE_M * 1.0001 + 1e-9 * arc.radius
        assert math.hypot(x1 - arc.centre[0], y1 - arc.centre[1]) == pytest.approx(arc.radius)


def test_what_is_as_good_as_straight_stays_straight():
    ring = [(0.0, 0.0, 1e-9), (100.0, 0.0, 0.0), (100.0, 100.0, 0.0)]
    assert flattened(ring) == [(0, 0), (100, 0), (100, 100)]
    assert arcs_of(ring) == []


def test_points_are_counted_without_being_made():
    ring = [(0.0, 0.0, 0.5), (100.0, 0.0, 0.0), (100.0, 100.0, -2.0)]
    assert point_count(ring) == len(flattened(ring))


def test_a_line_walked_backwards_bends_the_same_way():
    line = [(0.0, 0.0, 0.5), (100.0, 0.0, 0.0), (100.0, 100.0, 0.0)]
    back = turned_back(line)
    assert back == [(100.0, 100.0, -0.0), (100.0, 0.0, -0.5), (0.0, 0.0, 0.0)]
    forth, other = arc_between(*line[:2]), arc_between(*back[1:])
    assert forth.centre == pytest.approx(other.centre)
    assert turned_back(back) == line
