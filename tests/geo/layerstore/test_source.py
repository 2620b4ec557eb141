import json

import numpy as np
import pyogrio
import pytest
import shapely

from lantu.geo.finding import Refused
from lantu.geo.layerstore.source import SourceOptions, read_source, transformed

FIELDS = {"编号": ["甲1", "甲2"], "地类": ["耕地", None]}


def written(folder, name, crs="EPSG:4547", geometries=None, **options):
    squares = shapely.box([0, 10], 0, [10, 20], 10) if geometries is None else geometries
    path = folder / name
    columns = [np.array(values, dtype=object) for values in FIELDS.values()]
    pyogrio.raw.write(
        path, shapely.to_wkb(squares), columns, list(FIELDS), crs=crs, geometry_type="Polygon",
        **options,
    )  # fmt: skip
    return path


def refusal(*arguments):
    with pytest.raises(Refused) as refused:
        read_source(*arguments)
    (finding,) = refused.value.findings
    return finding


@pytest.mark.parametrize("name", ["层.gpkg", "层.geojson", "层.shp"])
def test_features_come_with_their_attributes(tmp_path, name):
    path = written(tmp_path, name, encoding="UTF-8")
    table = read_source(path, "EPSG:4547", SourceOptions(key_attribute="编号")).features
    assert table.keys.tolist() == ["甲1", "甲2"]
    assert table.attributes["地类"].tolist() == ["耕地", None]
    assert shapely.area(table.geometries).tolist() == pytest.approx([100, 100], abs=1e-6)


def test_a_shapefile_in_gbk_is_read_with_its_encoding(tmp_path):
    path = written(tmp_path, "layer.shp", encoding="GBK")
    path.with_suffix(".cpg").unlink()
    table = read_source(path, "EPSG:4547", SourceOptions(encoding="GBK")).features
    assert table.attributes["编号"].tolist() == ["甲1", "甲2"]


def test_coordinates_move_into_the_measuring_crs(tmp_path):
    meridian = shapely.box([114.0, 114.01], 34.7, [114.01, 114.02], 34.71)
    source = read_source(written(tmp_path, "a.gpkg", "EPSG:4490", meridian), "EPSG:4547")
    assert source.crs == "EPSG:4490"
    west, south, east, north = shapely.total_bounds(source.features.geometries)
    assert west == pytest.approx(500000, abs=1e-6)
    assert (east - west, north - south) == pytest.approx((1832, 1110), abs=3)


def test_features_already_in_the_measuring_crs_keep_every_digit():
    square = np.array([shapely.box(1 / 3, 0, 1, 1)])
    assert transformed(square, "EPSG:4547", "EPSG:4547") is square


def test_a_file_without_crs_is_refused_until_one_is_named(tmp_path):
    path = written(tmp_path, "a.shp")
    path.with_suffix(".prj").unlink()
    assert refusal(path, "EPSG:4547").code == "source_without_crs"
    assert len(read_source(path, "EPSG:4547", SourceOptions(crs="EPSG:4547")).features) == 2


def test_a_key_that_the_file_does_not_have_is_refused_with_those_it_has(tmp_path):
    finding = refusal(written(tmp_path, "a.gpkg"), "EPSG:4547", SourceOptions(key_attribute="BSM"))
    assert finding.facts == {"field": "BSM", "fields": "编号、地类"}


def test_keys_that_repeat_are_refused_with_an_example(tmp_path, monkeypatch):
    monkeypatch.setitem(FIELDS, "编号", ["甲1", "甲1"])
    finding = refusal(written(tmp_path, "a.gpkg"), "EPSG:4547", SourceOptions(key_attribute="编号"))
    assert finding.facts == {"field": "编号", "count": 1, "example": "甲1"}


def test_what_is_no_layer_is_refused(tmp_path):
    (tmp_path / "a.geojson").write_text("{")
    (tmp_path / "table.csv").write_text("a,b\n1,2\n")
    (tmp_path / "b.geojson").write_text(json.dumps({"type": "FeatureCollection", "features": []}))
    assert refusal(tmp_path / "absent.gpkg", "EPSG:4547").code == "file_missing"
    assert refusal(tmp_path / "a.geojson", "EPSG:4547").code == "source_unreadable"
    assert refusal(tmp_path / "table.csv", "EPSG:4547").code == "source_without_geometry"
    assert len(read_source(tmp_path / "b.geojson", "EPSG:4547").features) == 0
