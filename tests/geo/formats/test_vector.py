import shutil

import numpy as np
import pytest
import shapely
from shapely import LineString, MultiPolygon, Point, Polygon, box

from lantu.geo.finding import Refused
from lantu.geo.formats.reading import Limits
from lantu.geo.formats.vector import crs_of, read_features
from tests.geo.formats.samples import LIMITS, LOT, codes, write_vector

SOLID = shapely.force_3d(LOT, 101.5)


def features(path, limits=LIMITS):
    return read_features(path, file=path.name, limits=limits)


@pytest.fixture
def measured(shared_data, tmp_path):
    """Copies of two shapefiles that others made, since GDAL might write beside what it reads."""
    for path in (shared_data / "files/shp").glob("polygonm_with*"):
        shutil.copyfile(path, tmp_path / path.name)
    return tmp_path


def refusal(path, limits=LIMITS):
    with pytest.raises(Refused) as refused:
        features(path, limits)
    return refused.value.findings


def test_polygons_come_with_their_attributes(tmp_path):
    path = write_vector(tmp_path / "a.gpkg", [LOT], 地块名称=["一号"], 层数=[np.int64(3)])
    found, findings = features(path)
    assert found[0].name == "一号"
    assert found[0].attributes == {"地块名称": "一号", "层数": "3"}
    assert found[0].geometry == LOT
    assert findings == []


def test_a_feature_without_a_name_is_counted(tmp_path):
    found, _ = features(write_vector(tmp_path / "a.gpkg", [LOT, LOT], code=["7", "8"]))
    assert [feature.name for feature in found] == ["第1块", "第2块"]


def test_heights_are_dropped_and_said(tmp_path):
    found, findings = features(write_vector(tmp_path / "a.gpkg", [SOLID], kind="Polygon Z"))
    assert not found[0].geometry.has_z
    assert codes(findings) == ["height_dropped"]


def test_measures_are_dropped_and_said(measured):
    _, findings = features(measured / "polygonm_with_m.shp")
    assert codes(findings) == ["measure_dropped"]


def test_rings_that_are_not_closed_are_closed_and_said(measured):
    found, findings = features(measured / "polygonm_without_m.shp")
    assert codes(findings) == ["ring_not_closed"] * 2
    assert [finding.repair for finding in findings] == ["close_by_first"] * 2
    assert found[0].geometry.area == 0.5


@pytest.mark.parametrize(
    ("shape", "kind"), [(Point(1, 1), "Point"), (LineString([(0, 0), (1, 1)]), "LineString")]
)
def test_a_feature_that_is_no_polygon_is_named(shape, kind, tmp_path):
    path = write_vector(tmp_path / "a.gpkg", [LOT, shape], kind="Unknown")
    (finding,) = refusal(path)
    assert finding.code == "geometry_not_areal"
    assert finding.facts == {"kind": kind}
    assert finding.place.feature == "地块2"


@pytest.mark.parametrize("shape", [None, Polygon(), MultiPolygon()])
def test_a_feature_without_a_shape_is_named(shape, tmp_path):
    path = write_vector(tmp_path / "a.gpkg", [LOT, shape], kind="Unknown")
    assert codes(refusal(path)) == ["geometry_empty"]


def test_more_features_or_points_than_allowed_are_refused(tmp_path):
    path = write_vector(tmp_path / "a.gpkg", [box(at, 0, at + 1, 1) for at in range(4)])
    few_features, few_vertices = Limits(1 << 20, 3, 999, 9), Limits(1 << 20, 9, 19, 9)
    for limits, code, count in (
        (few_features, "too_many_plots", 4),
        (few_vertices, "too_many_points", 20),
    ):
        (finding,) = refusal(path, limits)
        assert finding.code == code
        assert finding.facts["count"] == count


def test_a_table_without_shapes_is_refused(tmp_path):
    import pyogrio

    path = tmp_path / "a.gpkg"
    pyogrio.raw.write(
        path, None, [np.array([1])], ["code"], driver="GPKG", geometry_type=None, layer="a"
    )
    assert codes(refusal(path)) == ["vector_without_geometry"]


def test_no_feature_at_all_is_refused(tmp_path):
    assert codes(refusal(write_vector(tmp_path / "a.gpkg", [], name=[]))) == ["no_plot"]


def test_a_damaged_file_is_refused(tmp_path):
    path = tmp_path / "a.shp"
    path.write_bytes(b"\x00\x00\x27\x0a" + bytes(200))
    assert codes(refusal(path)) == ["vector_damaged"]


def test_an_odd_name_of_a_zone_is_resolved(shared_data):
    (path,) = (shared_data / "files/prj").glob("*.prj")
    assert crs_of(path.read_text(), file="a.prj", how="prj").code == "EPSG:4526"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ('PROJCS["Xian_1980_3_Degree_GK_Zone_38"]', "datum_xian"),
        ('GEOGCS["GCS_Beijing_1954",DATUM["D_Beijing_1954"]]', "datum_beijing"),
        ('LOCAL_CS["郑州城建坐标系"]', "prj_unknown"),
        ("nonsense", "prj_unknown"),
    ],
)
def test_a_crs_that_cannot_be_taken_is_refused_by_name(text, code):
    with pytest.raises(Refused) as refused:
        crs_of(text, file="a.prj", how="prj")
    assert codes(refused.value.findings) == [code]
