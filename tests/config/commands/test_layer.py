import json

import numpy as np
import pyogrio
import pytest
import shapely

from lantu.config.commands import main
from lantu.config.commands.layer import _limits
from lantu.geo.layerstore import open_blueprint, open_store

BOWTIE = shapely.Polygon([(500030, 0), (500040, 10), (500040, 0), (500030, 10)])


@pytest.fixture
def file(tmp_path):
    squares = [*shapely.box(500000 + np.array([0, 10, 20]), 0, 500010 + np.array([0, 10, 20]), 10)]
    return written(tmp_path / "图层.gpkg", squares)


def written(path, polygons, crs="EPSG:4547"):
    names = np.array([f"甲{at}" for at in range(len(polygons))], dtype=object)
    pyogrio.raw.write(
        path, shapely.to_wkb(polygons), [names], ["编号"], crs=crs, geometry_type="Polygon"
    )
    return path


def imported(file, folder, *options):
    return main(
        ["layer", "import", str(file), "--city", str(folder / "city"), "--layer", "land_status",
         "--create", "--city-name", "试验市", *options]
    )  # fmt: skip


def test_import_makes_a_city_and_publishes_the_layer(file, tmp_path, capsys):
    assert imported(file, tmp_path, "--as-of", "2019-06-30", "--accuracy", "0.5") == 0
    printed = capsys.readouterr().out
    assert "已导入 土地利用现状（land_status）：图斑 3，顶点 15" in printed
    assert "第 1 号蓝图" in printed
    blueprint = open_blueprint(open_store(tmp_path / "city"))
    assert blueprint.store.name == "试验市"
    assert blueprint.layers["land_status"].accuracy_m == 0.5


def test_import_again_replaces_the_layer(file, tmp_path, capsys):
    imported(file, tmp_path)
    capsys.readouterr()
    assert imported(file, tmp_path, "--key-attribute", "编号", "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["blueprint"], told["features"], told["repairs"]) == (2, 3, [])
    layer = open_blueprint(open_store(tmp_path / "city")).layers["land_status"]
    assert layer.feature_keys[:] == ["甲0", "甲1", "甲2"]


@pytest.mark.requirement("D1-12")
def test_an_imported_feature_keeps_the_number_it_had_on_the_one_map(file, tmp_path):
    imported(file, tmp_path, "--key-attribute", "编号")
    layer = open_blueprint(open_store(tmp_path / "city")).layers["land_status"]
    assert [layer.feature_key(row) for row in range(3)] == ["甲0", "甲1", "甲2"]
    assert layer.attributes(2) == {"编号": "甲2"}


@pytest.mark.requirement("D1-50")
def test_a_layer_in_another_crs_is_converted_and_the_version_says_so(tmp_path, capsys):
    file = written(tmp_path / "a.gpkg", [shapely.box(113.6, 34.7, 113.61, 34.71)], "EPSG:4326")
    assert imported(file, tmp_path) == 0
    assert "坐标已由 EPSG:4326 换算为 EPSG:4547" in capsys.readouterr().out
    layer = open_blueprint(open_store(tmp_path / "city")).layers["land_status"]
    assert layer.description.source_crs == "EPSG:4326"
    assert layer.box[0] == pytest.approx(463_400, abs=100)


@pytest.mark.requirement("D1-50")
def test_a_layer_that_does_not_say_its_crs_is_refused(tmp_path, capsys):
    file = written(tmp_path / "a.shp", [shapely.box(500000, 0, 500010, 10)])
    file.with_suffix(".prj").unlink()
    assert imported(file, tmp_path) == 2
    assert "文件未写明坐标系" in capsys.readouterr().err


@pytest.mark.requirement("D1-56")
def test_the_blueprint_lists_every_version_that_it_is_composed_of(file, tmp_path, capsys):
    imported(file, tmp_path)
    imported(file, tmp_path, "--layer", "green_line")
    capsys.readouterr()
    assert main(["layer", "list", "--city", str(tmp_path / "city"), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["blueprint"] == 2
    assert [layer["layer"] for layer in told["layers"]] == ["land_status", "green_line"]
    assert all(len(layer["digest"]) == 64 for layer in told["layers"])


def test_an_invalid_polygon_is_named_and_nothing_is_stored(tmp_path, capsys):
    file = written(tmp_path / "a.gpkg", [shapely.box(500000, 0, 500010, 10), BOWTIE])
    assert imported(file, tmp_path, "--key-attribute", "编号") == 2
    told = capsys.readouterr()
    assert "图斑“甲1”：第 2 个图斑的边界不合规则（自相交，位于 X=5.000，Y=500035.000）" in told.err
    assert told.out == ""
    assert dict(open_blueprint(open_store(tmp_path / "city")).layers) == {}


def test_a_repair_is_printed_with_both_areas(tmp_path, capsys):
    file = written(tmp_path / "a.gpkg", [shapely.box(500000, 0, 500010, 10), BOWTIE])
    assert imported(file, tmp_path, "--repair") == 0
    assert "面积 0.00 → 50.00 平方米" in capsys.readouterr().out


def test_a_layer_of_part_of_the_city_says_so(file, tmp_path, capsys):
    extent = written(tmp_path / "extent.gpkg", [shapely.box(499000, -500, 500020, 500)])
    assert imported(file, tmp_path, "--coverage", str(extent)) == 0
    capsys.readouterr()
    assert main(["layer", "list", "--city", str(tmp_path / "city"), "--json"]) == 0
    (layer,) = json.loads(capsys.readouterr().out)["layers"]
    assert layer["covers_city"] is False


def test_list_shows_every_layer(file, tmp_path, capsys):
    imported(file, tmp_path, "--as-of", "2019-06-30")
    capsys.readouterr()
    assert main(["layer", "list", "--city", str(tmp_path / "city")]) == 0
    printed = capsys.readouterr().out
    assert "试验市  第 1 号蓝图  EPSG:4547" in printed
    assert "land_status" in printed
    assert "2019-06-30" in printed


def test_verify_finds_a_changed_array(file, tmp_path, capsys):
    imported(file, tmp_path)
    city = ["--city", str(tmp_path / "city")]
    assert main(["layer", "verify", *city]) == 0
    assert "✓ 土地利用现状" in capsys.readouterr().out
    (path,) = (tmp_path / "city" / "derived").rglob("vertices.npy")
    np.save(path, np.load(path) + 1)
    assert main(["layer", "verify", *city]) == 1
    assert "派生数组 vertices.npy 与图斑不符" in capsys.readouterr().out
    assert main(["layer", "verify", *city, "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert told["layers"]["land_status"][0]["code"] == "layer_derived_changed"


@pytest.mark.parametrize("action", ["list", "verify"])
def test_a_folder_without_a_city_is_a_sentence(action, tmp_path, capsys):
    assert main(["layer", action, "--city", str(tmp_path), "--json"]) == 2
    told = capsys.readouterr()
    assert "该目录中没有图层库" in told.err
    assert json.loads(told.out)["refused"][0]["code"] == "store_absent"


def test_a_day_that_does_not_exist_is_refused(file, tmp_path, capsys):
    with pytest.raises(SystemExit) as ended:
        imported(file, tmp_path, "--as-of", "2019-02-30")
    assert ended.value.code == 2
    assert "日期“2019-02-30”写法不对或不存在" in capsys.readouterr().err


def test_a_layer_may_be_as_large_as_the_law_says():
    limits = _limits()
    assert limits.size_bytes == 2 << 30
    assert limits.features == 5_000_000
    assert limits.confinement.cpu_seconds == 30 * 60
