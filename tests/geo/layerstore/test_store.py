import numpy as np
import pytest

from lantu.geo.feature import FeatureTable
from lantu.geo.finding import Refused
from lantu.geo.layerstore import create, open_store, read_features, write_layer
from tests.geo.layerstore.squares import CITY, CRS, city, description, squares


def test_a_store_is_opened_as_it_was_created(tmp_path):
    create(tmp_path / "city", name="试验市", crs=CRS, boundary=CITY, demo=True)
    store = open_store(tmp_path / "city")
    assert (store.name, store.crs, store.demo) == ("试验市", CRS, True)
    assert store.boundary.equals(CITY)


def test_a_second_store_in_the_same_place_is_refused(tmp_path):
    city(tmp_path)
    with pytest.raises(Refused) as refused:
        city(tmp_path)
    assert refused.value.findings[0].code == "store_exists"


def test_a_folder_without_a_store_is_refused(tmp_path):
    with pytest.raises(Refused) as refused:
        open_store(tmp_path)
    assert refused.value.findings[0].code == "store_absent"


def test_features_come_back_sorted_by_key(tmp_path):
    store = city(tmp_path)
    table = squares()
    backwards = FeatureTable(
        table.keys[::-1],
        table.geometries[::-1],
        {name: column[::-1] for name, column in table.attributes.items()},
    )
    version = write_layer(store, description(), backwards)
    read = read_features(store, version.digest)
    assert read.keys.tolist() == table.keys.tolist()
    assert read.attributes["地类"].tolist() == table.attributes["地类"].tolist()
    np.testing.assert_array_equal(read.attributes["面积"], table.attributes["面积"])
    assert all(
        one.equals(other) for one, other in zip(read.geometries, table.geometries, strict=True)
    )


def test_writing_the_same_twice_gives_the_same_version(tmp_path):
    store = city(tmp_path)
    versions = [write_layer(store, description(), squares()) for _ in range(2)]
    assert versions[0] == versions[1]
    assert len(list((store.root / "layers").iterdir())) == 1
    assert list(store.incoming.iterdir()) == []


def test_a_new_date_makes_a_new_version_of_the_same_features(tmp_path):
    store = city(tmp_path)
    first = write_layer(store, description(), squares())
    second = write_layer(store, description(source="复核"), squares())
    assert first.digest != second.digest
    assert first.features_digest == second.features_digest
    assert len(list(store.derived_folder("x").parent.iterdir())) == 1


def test_every_step_is_told(tmp_path):
    steps = []
    write_layer(city(tmp_path), description(), squares(), progress=steps.append)
    assert steps == ["accept", "digest", "derive", "write"]


def test_a_layer_without_features_can_be_stored(tmp_path):
    store = city(tmp_path)
    version = write_layer(store, description(), squares(0))
    assert (version.feature_count, version.box) == (0, None)
    assert len(read_features(store, version.digest)) == 0
