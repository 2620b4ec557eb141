import json

from lantu.geo.layerstore import Repair
from lantu.geo.layerstore.canonical import canonical_table
from lantu.geo.layerstore.manifest import (
    NAME,
    describe,
    read_manifest,
    read_part_names,
    recomputed_digest,
    write_manifest,
)
from tests.geo.layerstore.squares import CRS, description, squares

REPAIRS = (Repair("地块001", "Self-intersection[5 5]", 0.0, 50.0),)


def test_a_version_comes_back_from_its_manifest(tmp_path):
    version = describe(canonical_table(squares()), description(), REPAIRS, CRS)
    write_manifest(tmp_path, version, ["whole"])
    assert read_manifest(tmp_path) == version
    assert read_part_names(tmp_path) == ["whole"]
    assert recomputed_digest(tmp_path) == version.digest


def test_counts_and_box_are_those_of_the_features():
    version = describe(canonical_table(squares(4)), description(), (), CRS)
    assert (version.feature_count, version.vertex_count) == (4, 20)
    assert version.box == (0, 0, 40, 10)


def test_repairs_and_crs_belong_to_the_identity():
    table = canonical_table(squares())
    digests = {
        describe(table, description(), repairs, crs).digest
        for repairs in ((), REPAIRS)
        for crs in (CRS, "EPSG:4526")
    }
    assert len(digests) == 4


def test_a_manifest_that_was_changed_betrays_itself(tmp_path):
    version = describe(canonical_table(squares()), description(), (), CRS)
    write_manifest(tmp_path, version, ["whole"])
    content = json.loads((tmp_path / NAME).read_text("utf-8"))
    content["identity"]["description"]["as_of_on"] = "2018-01-01"
    (tmp_path / NAME).write_text(json.dumps(content), "utf-8")
    assert recomputed_digest(tmp_path) != version.digest
