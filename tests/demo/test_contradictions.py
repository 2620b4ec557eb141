import pytest
import shapely

from lantu.demo.contradictions import EACH, KINDS, plant

pytestmark = pytest.mark.slow


def test_every_planted_contradiction_is_there_with_its_area(drawn):
    tables, planted = drawn
    rows = {
        layer: {key: row for row, key in enumerate(table.keys)} for layer, table in tables.items()
    }
    for one in planted:
        host, guest = (
            tables[layer].geometries[rows[layer][key]]
            for layer, key in zip(one.layers, one.keys, strict=True)
        )
        assert shapely.intersection(host, guest).area == pytest.approx(one.area_m2, abs=1e-6)
        assert one.area_m2 > 100
        assert shapely.intersection(host, guest).distance(shapely.Point(one.place)) < 0.01


def test_each_kind_is_planted_the_same_number_of_times(drawn):
    kinds = [one.kind for one in drawn[1]]
    assert {kind.name for kind in KINDS} == set(kinds)
    assert all(kinds.count(kind.name) == EACH for kind in KINDS)


def test_planting_adds_guests_and_changes_nothing_else(tables):
    grown, planted = plant(tables, 7)
    for layer, table in grown.items():
        added = sum(one.layers[1] == layer for one in planted)
        assert len(table) == len(tables[layer]) + added
        assert (table.geometries[: len(tables[layer])] == tables[layer].geometries).all()
