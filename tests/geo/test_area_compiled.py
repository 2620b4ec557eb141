import numpy as np
import shapely
from hypothesis import given, settings

from lantu.geo import area, area_compiled
from lantu.geo.edges import derive
from tests.geo.polygons import area_by_geos, areas, pairs, same_area


@given(pairs())
@settings(max_examples=300, deadline=None)
def test_the_compiled_kernel_gives_the_area_of_the_intersection(pair):
    first, second = map(shapely.make_valid, pair)
    arrays = [derive(np.array([polygon], dtype=object)) for polygon in (first, second)]
    _, areas_m2 = area_compiled.feature_areas(*arrays)
    assert same_area(areas_m2.sum(), area_by_geos(first, second))


@given(areas(largest=400))
@settings(max_examples=60, deadline=None)
def test_both_forms_of_the_kernel_find_the_same_features_and_areas(footprint):
    west, south, east, north = footprint.bounds
    columns, rows = np.meshgrid(np.linspace(west, east, 9)[:-1], np.linspace(south, north, 9)[:-1])
    width, height = (east - west) / 8, (north - south) / 8
    cells = shapely.box(columns, rows, columns + width, rows + height).ravel()
    layer = derive(cells[shapely.area(cells) > 0])
    own = derive(np.array([footprint], dtype=object))
    plain, compiled = area.feature_areas(own, layer), area_compiled.feature_areas(own, layer)
    assert plain[0].tolist() == compiled[0].tolist()
    np.testing.assert_allclose(plain[1], compiled[1], rtol=1e-9, atol=1e-6)
