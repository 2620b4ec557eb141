import pytest

from lantu.geo.layerstore import open_blueprint, open_store
from lantu.law.rows import Visibility
from lantu.systems.blueprint.point import features_at, labels, places

EAST, NORTH = 465_000.0, 3_846_000.0


@pytest.fixture(scope="module")
def blueprint(small_city):
    return open_blueprint(open_store(small_city))


def test_a_point_tells_every_layer_it_lies_on_with_attributes_in_chinese(blueprint):
    found = features_at(blueprint, EAST, NORTH, {})
    assert found["land_status"][0].attributes["地类"] == "0701"
    assert found["wetland"] == []


def test_a_layer_that_shows_areas_alone_cannot_be_asked_point_by_point(blueprint):
    seen = {"land_status": Visibility.AREA_ONLY}
    assert "land_status" not in features_at(blueprint, EAST, NORTH, seen)


def test_a_place_is_found_by_a_part_of_its_name_and_a_parcel_by_its_key(blueprint):
    assert {place.layer for place in places(blueprint, "贾鲁河", {})} >= {"水利专业规划"}
    (parcel,) = places(blueprint, "dltb-0000301", {})
    assert parcel.words == "图斑 DLTB-0000301"
    assert places(blueprint, "没有这个地方", {}) == []


def test_a_hidden_layer_tells_no_places(blueprint):
    seen = dict.fromkeys(blueprint.layers, Visibility.HIDDEN)
    assert places(blueprint, "贾鲁河", seen) == []


def test_every_attribute_of_the_demo_city_has_its_chinese_name(blueprint):
    names = {name for layer in blueprint.layers.values() for name in layer.attributes(0)}
    assert names <= set(labels())
