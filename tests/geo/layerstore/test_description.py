from datetime import date

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from lantu.geo.layerstore.description import LayerDescription, extent_from_hex, extent_to_hex


@given(
    as_of_on=st.dates(),
    accuracy_m=st.none() | st.floats(0, 100),
    coverage=st.sampled_from([None, shapely.box(0, 0, 1 / 3, 1)]),
)
def test_a_description_comes_back_from_plain_data(as_of_on, accuracy_m, coverage):
    told = LayerDescription("roads", "道路", as_of_on, "测绘院", accuracy_m, coverage, "DLBM")
    read = LayerDescription.from_plain(told.to_plain())
    assert (read.as_of_on, read.accuracy_m) == (as_of_on, accuracy_m)
    assert read.to_plain() == told.to_plain()


def test_an_extent_is_the_same_wherever_its_ring_starts():
    one, other = (
        shapely.Polygon([(0, 0), (1, 0), (1, 1)]),
        shapely.Polygon([(1, 1), (0, 0), (1, 0)]),
    )
    assert extent_to_hex(one) == extent_to_hex(other)


def test_an_extent_must_be_a_polygon():
    with pytest.raises(ValueError, match="Point"):
        extent_from_hex(shapely.Point(0, 0).wkb_hex)


def test_a_layer_without_coverage_covers_the_city():
    assert LayerDescription("roads", "道路", date(2019, 1, 1), "测绘院").coverage is None
