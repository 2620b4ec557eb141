import numpy as np
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import box

from lantu.geo.overlap import measure
from lantu.geo.overlap_compiled import layer_areas
from tests.geo.polygons import ORIGINS, areas_at, same_area
from tests.geo.test_overlap import SITE, Layer


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_compiled_and_plain_find_the_same_on_every_layer(data):
    origin = np.array(data.draw(st.sampled_from(ORIGINS)))
    shapes = data.draw(st.lists(areas_at(origin, 20), min_size=1, max_size=4))
    layers = [Layer(shapes, overlapping=True), Layer([]), Layer(shapes[:1]), Layer([], key="b")]
    footprint = data.draw(areas_at(origin, 20))
    plain = measure(footprint, layers)
    compiled = measure(footprint, layers, kernel=layer_areas)
    for one, other in zip(plain, compiled, strict=True):
        assert same_in_last_digit(one.area_m2, other.area_m2)
        own, others = ({hit.row: hit.area_m2 for hit in met.hits} for met in (one, other))
        for row in own.keys() | others.keys():
            assert same_in_last_digit(own.get(row, 0.0), others.get(row, 0.0))


def same_in_last_digit(one, other):
    return same_area(one, other) or abs(one - other) <= 1.01e-4


def test_more_hits_than_the_first_arrays_hold_are_all_found():
    corners = np.arange(1000) * 0.1
    strips = list(shapely.box(corners, 0, corners + 0.1, 100))
    met, again = measure(SITE, [Layer(strips), Layer(strips)], kernel=layer_areas)
    assert len(met.hits) == len(again.hits) == 1000
    assert same_area(met.area_m2, 10_000)


def test_other_layers_do_not_get_the_answers_of_earlier_ones():
    for width in range(1, 12):
        (met,) = measure(SITE, [Layer([box(0, 0, width, 100)])], kernel=layer_areas)
        assert met.area_m2 == width * 100


def test_no_layers_give_no_overlaps():
    assert measure(SITE, [], kernel=layer_areas) == ()
