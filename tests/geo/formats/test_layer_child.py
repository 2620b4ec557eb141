import json

import pytest

from lantu.geo.formats.confinement import FilterUnavailable
from lantu.geo.formats.layer_child import main, read
from lantu.geo.formats.layer_exchange import read_columns
from tests.geo.formats.samples import LOT, write_vector
from tests.geo.formats.test_child import Standard


def answer(path, folder, features=10):
    return read(str(path), folder=folder, layer=None, encoding=None, features=features)


def test_columns_are_written_into_the_folder(tmp_path):
    assert answer(write_vector(tmp_path / "a.gpkg"), tmp_path) == {}
    assert read_columns(tmp_path).geometries[0].equals(LOT)


def test_more_features_than_allowed_are_refused(tmp_path):
    path = write_vector(tmp_path / "a.gpkg")
    found = answer(path, tmp_path, features=0)
    assert found == {"code": "layer_too_many_features", "facts": {"limit": 0}}


def test_the_reason_names_no_folder_of_the_machine(tmp_path):
    (tmp_path / "a.geojson").write_text("{")
    found = answer(tmp_path / "a.geojson", tmp_path)
    assert found["code"] == "source_unreadable"
    assert str(tmp_path) not in found["facts"]["reason"]


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (FilterUnavailable, "reader_not_confined"),
        (MemoryError, "layer_out_of_memory"),
    ],
)
def test_a_child_that_cannot_be_bound_or_fed_says_so(error, code, monkeypatch):
    def fails(confinement):
        raise error

    output = Standard()
    monkeypatch.setattr("lantu.geo.formats.layer_child.confine", fails)
    monkeypatch.setattr("sys.stdin", Standard(json.dumps({"confinement": {}}).encode()))
    monkeypatch.setattr("sys.stdout", output)
    main()
    assert json.loads(output.answer) == {"code": code}
