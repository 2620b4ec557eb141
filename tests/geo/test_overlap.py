from dataclasses import dataclass
from datetime import date

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import box

from lantu.geo import overlap_compiled
from lantu.geo.edges import EdgeArrays, derive
from lantu.geo.overlap import measure, piece
from tests.geo.polygons import areas, same_area


@dataclass
class Layer:
    """A layer held in memory."""

    shapes: list
    key: str = "green_space_plan"
    coverage: object = None
    overlapping: bool = False
    digest: str = "d" * 64
    as_of_on: date = date(2019, 6, 30)
    accuracy_m: float = 1.0

    @property
    def edges(self) -> EdgeArrays:
        return derive(np.array(self.shapes, dtype=object))

    @property
    def ground(self) -> EdgeArrays:
        return derive(np.array([shapely.union_all(self.shapes)]))

    @property
    def box(self):
        return tuple(shapely.total_bounds(self.shapes)) if self.shapes else None

    def feature_key(self, row):
        return f"f{row}"

    def attributes(self, row):
        return {"number": row}

    def geometry(self, rows):
        return np.array(self.shapes, dtype=object)[rows]


SITE = box(0, 0, 100, 100)


def test_hits_are_listed_largest_first_with_their_share():
    layer = Layer([box(-10, 0, 10, 100), box(60, 0, 120, 50), box(200, 0, 210, 9)])
    (met,) = measure(SITE, [layer])
    assert [(hit.key, hit.area_m2, hit.share) for hit in met.hits] == [
        ("f1", 2000, 0.2),
        ("f0", 1000, 0.1),
    ]
    assert (met.area_m2, met.share, met.covered_share) == (3000, 0.3, 1.0)


def test_a_neighbour_that_only_touches_is_no_hit():
    (met,) = measure(SITE, [Layer([box(100, 0, 200, 100)])])
    assert met.hits == ()
    assert met.area_m2 == 0


def test_a_sliver_is_listed_and_left_to_be_judged():
    (met,) = measure(SITE, [Layer([box(99.995, 0, 200, 100)])])
    assert met.area_m2 == pytest.approx(0.5)


def test_ground_under_two_features_of_a_layer_is_counted_once():
    shapes = [box(0, 0, 60, 100), box(40, 0, 100, 50)]
    (met,) = measure(SITE, [Layer(shapes, overlapping=True)])
    assert met.area_m2 == 8000
    assert [hit.area_m2 for hit in met.hits] == [6000, 3000]


def test_the_share_without_data_is_told():
    (met,) = measure(SITE, [Layer([], coverage=box(-50, -50, 25, 200))])
    assert met.covered_share == pytest.approx(0.25)


def test_pieces_of_a_cut_feature_are_one_hit():
    circle = shapely.Point(50, 50).buffer(40, quad_segs=400)
    (met,) = measure(SITE, [Layer([circle])])
    assert len(met.hits) == 1
    assert same_area(met.area_m2, round(circle.area, 4))


@pytest.mark.parametrize(("gap", "expected"), [(49.5, 49.5), (50.0, 50.0), (50.5, None)])
def test_the_nearest_feature_is_found_within_reach(gap, expected):
    track = box(100 + gap, -500, 120 + gap, 500)
    (met,) = measure(SITE, [Layer([track], key="railway")], near_m={"railway": 50})
    assert met.nearest_m == (None if expected is None else pytest.approx(expected))
    assert met.area_m2 == 0


def test_the_piece_of_a_hit_is_cut_from_the_whole_feature():
    layer = Layer([box(-10, 0, 10, 100)])
    assert piece(SITE, layer, 0).equals(box(0, 0, 10, 100))


@given(areas(), st.integers(2, 12))
@settings(max_examples=60, deadline=None)
def test_a_layer_that_covers_everything_takes_the_whole_footprint(footprint, count):
    west, south, east, north = footprint.bounds
    cuts = np.linspace(west - 1, east + 1, count)
    strips = shapely.box(cuts[:-1], south - 1, cuts[1:], north + 1)
    for kernel in (None, overlap_compiled.layer_areas):
        (met,) = measure(footprint, [Layer(list(strips))], **({"kernel": kernel} if kernel else {}))
        assert met.area_m2 == pytest.approx(footprint.area, rel=1e-9, abs=1e-3)
