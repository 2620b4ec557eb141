import shutil

import numpy as np
import pytest

from lantu.geo.layerstore import open_blueprint, publish, write_layer
from lantu.geo.layerstore.manifest import NAME
from lantu.geo.layerstore.verification import verify_blueprint, verify_version
from tests.geo.layerstore.squares import city, description, squares


@pytest.fixture
def stored(tmp_path):
    store = city(tmp_path)
    return store, write_layer(store, description(), squares())


def codes(store, version):
    return [finding.code for finding in verify_version(store, version.digest)]


def test_a_version_as_written_is_whole(stored):
    assert codes(*stored) == []


def test_every_layer_of_a_blueprint_is_verified(stored):
    store, version = stored
    publish(store, [version, write_layer(store, description("roads"), squares(2))], note="")
    verified = dict(verify_blueprint(open_blueprint(store)))
    assert verified == {"land_use_plan": [], "roads": []}


def test_a_missing_version_is_named(stored):
    store, version = stored
    shutil.rmtree(store.layer_folder(version.digest))
    assert codes(store, version) == ["layer_version_absent"]


def test_a_changed_manifest_is_named(stored):
    store, version = stored
    path = store.layer_folder(version.digest) / NAME
    path.write_text(path.read_text("utf-8").replace("2019-06-30", "2019-07-01"), "utf-8")
    assert codes(store, version) == ["layer_manifest_changed"]


def test_changed_features_are_named(stored):
    store, version = stored
    other = write_layer(store, description(), squares(5))
    parts = [store.layer_folder(one.digest) / "parts" / "whole.parquet" for one in (version, other)]
    shutil.copyfile(parts[1], parts[0])
    assert codes(store, version) == ["layer_parts_changed"]


def test_a_truncated_part_is_named(stored):
    store, version = stored
    part = store.layer_folder(version.digest) / "parts" / "whole.parquet"
    part.write_bytes(part.read_bytes()[:200])
    assert codes(store, version) == ["layer_parts_unreadable"]


def test_a_derived_array_that_was_changed_is_named(stored):
    store, version = stored
    path = store.derived_folder(version.features_digest) / "vertices.npy"
    np.save(path, np.load(path) + 1)
    findings = verify_version(store, version.digest)
    assert [finding.facts for finding in findings] == [{"array": "vertices.npy"}]


def test_derived_arrays_may_be_absent(stored):
    store, version = stored
    shutil.rmtree(store.derived_folder(version.features_digest))
    assert codes(store, version) == []
