from importlib.resources import files

import pytest
import shapely
import yaml

from lantu.demo import catalogue


def test_there_is_one_layer_for_every_key_of_the_layer_catalogue():
    text = files("lantu.law").joinpath("blueprint", "layers.yaml").read_text("utf-8")
    assert [entry.key for entry in catalogue.entries()] == [
        row["key"] for row in yaml.safe_load(text)
    ]


def test_all_sources_are_marked_as_demo():
    assert all("演示" in entry.source for entry in catalogue.entries())


def test_some_layers_are_partial_and_one_is_old(city):
    partial = [entry for entry in catalogue.entries() if entry.coverage]
    assert len(partial) >= 2
    for entry in partial:
        extent = catalogue.coverage(city, entry)
        assert 0.05 < extent.area / city.ground.boundary.area < 0.5
    assert min(entry.as_of_on for entry in catalogue.entries()).year == 2011


@pytest.mark.slow
def test_every_layer_is_valid_described_and_inside_its_coverage(city, tables):
    for entry in catalogue.entries():
        table = tables[entry.key]
        assert len(table) > 0
        assert shapely.is_valid(table.geometries).all(), entry.key
        assert entry.class_attribute in table.attributes
        extent = catalogue.coverage(city, entry)
        if extent is not None:
            assert shapely.covers(shapely.buffer(extent, 0.01), table.geometries).all(), entry.key


@pytest.mark.slow
def test_the_small_city_has_some_sixty_thousand_features(tables):
    assert 50_000 < sum(len(table) for table in tables.values()) < 75_000
