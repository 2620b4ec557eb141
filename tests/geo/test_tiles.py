import json

import pytest
import shapely
from shapely.geometry import box, shape

from lantu.geo.layerstore import open_blueprint, open_store
from lantu.geo.tiles import FINEST, NORTH_EDGE_M, box_of, edge_m, tile

CENTRE = (465_000.0, 3_846_000.0)


@pytest.fixture(scope="module")
def layer(small_city):
    return open_blueprint(open_store(small_city)).layers["land_status"]


def address(level):
    edge = edge_m(level)
    return level, int(CENTRE[0] // edge), int((NORTH_EDGE_M - CENTRE[1]) // edge)


def drawn(layer, level, column, row):
    content = json.loads(tile(layer, level, column, row))
    return [(shape(one["geometry"]), one["properties"]) for one in content["features"]]


def test_a_tile_lies_where_its_address_says():
    west, south, east, north = box_of(*address(FINEST))
    assert west <= CENTRE[0] < east
    assert south <= CENTRE[1] < north
    with pytest.raises(ValueError, match="级瓦片"):
        box_of(FINEST + 1, 0, 0)


def test_the_finest_level_shows_features_as_they_are(layer):
    own = box(*box_of(*address(FINEST)))
    shapes = drawn(layer, *address(FINEST))
    assert all(facts["key"] for _, facts in shapes)
    rows = [layer.feature_keys[:].index(facts["key"]) for _, facts in shapes[:3]]
    for (cut, _), row in zip(shapes, rows, strict=False):
        whole = layer.geometry([row])[0]
        assert shapely.intersection(cut, own).area == pytest.approx(
            shapely.intersection(whole, own).area, abs=5.0
        )


def test_a_coarse_tile_joins_what_is_of_one_class(layer):
    classes = [facts["class"] for _, facts in drawn(layer, *address(2))]
    assert len(classes) == len(set(classes)) > 5


def test_where_the_layer_has_nothing_the_tile_is_empty(layer):
    assert drawn(layer, FINEST, 0, 0) == []
