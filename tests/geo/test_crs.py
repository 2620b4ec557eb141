import numpy as np
import pyproj
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from lantu.geo import crs

GRS80 = pyproj.Geod(ellps="GRS80")
# Lines straight in latitude and longitude against geodesics: the strip between them, over sides of
# a few hundred metres, stays below a millionth of the area.
SAME = 1e-6


@pytest.mark.requirement("D1-50")
@pytest.mark.parametrize(
    ("code", "easting", "northing"),
    [("EPSG:4526", 38465698.2782, 3846545.0574), ("EPSG:4547", 465698.2782, 3846545.0574)],
)
def test_a_known_point_lands_where_it_should_with_easting_first(code, easting, northing):
    point = crs.transform(shapely.Point(113.6254, 34.7466), "EPSG:4490", code)
    assert (point.x, point.y) == pytest.approx((easting, northing), abs=1e-4)


@given(st.floats(112.7, 114.2), st.floats(34.2, 35.0))
def test_there_and_back_is_the_same_point(longitude, latitude):
    point = shapely.Point(longitude, latitude)
    for code in ("EPSG:4526", "EPSG:4547", "EPSG:4546", "EPSG:4525"):
        back = crs.transform(crs.transform(point, "EPSG:4490", code), code, "EPSG:4490")
        assert shapely.distance(back, point) < 1e-10


def test_a_zone_prefix_is_taken_off_and_put_on_without_losing_a_digit():
    lot = shapely.box(38_465_698.5, 3_846_545.25, 38_465_898.5, 3_846_645.25)
    bare = crs.transform(lot, "EPSG:4526", "EPSG:4547")
    assert bare.bounds == (465_698.5, 3_846_545.25, 465_898.5, 3_846_645.25)
    assert crs.transform(bare, "EPSG:4547", "EPSG:4526").equals(lot)


def test_wgs84_is_taken_as_cgcs2000():
    point = shapely.Point(113.6254, 34.7466)
    assert crs.transform(point, "EPSG:4326", "EPSG:4490").equals(point)


def test_a_lot_of_two_hectares_has_its_known_area_on_the_ellipsoid():
    lot = shapely.box(465698, 3846545, 465898, 3846645)
    assert crs.plane_area_m2(lot) == 20000.0
    assert crs.ellipsoidal_area_m2(lot, "EPSG:4547") == pytest.approx(19999.42, abs=0.005)


@given(
    st.floats(385_000, 520_000), st.floats(3_795_000, 3_870_000),
    st.floats(5, 600), st.floats(5, 600),
)  # fmt: skip
@settings(deadline=None)
def test_the_ellipsoidal_area_is_that_of_an_independent_method(x, y, width, height):
    lot = shapely.box(x, y, x + width, y + height)
    round_the_earth = crs.transform(lot, "EPSG:4547", "EPSG:4490")
    expected = abs(GRS80.geometry_area_perimeter(round_the_earth)[0])
    assert crs.ellipsoidal_area_m2(lot, "EPSG:4547") == pytest.approx(expected, rel=SAME, abs=1e-4)


def test_holes_are_taken_off_and_parts_added_on_the_ellipsoid():
    hole = shapely.box(465750, 3846570, 465780, 3846600)
    lot = shapely.box(465698, 3846545, 465898, 3846645)
    other = shapely.box(466000, 3846545, 466100, 3846645)
    whole = shapely.MultiPolygon([shapely.difference(lot, hole), other])
    parts = [crs.ellipsoidal_area_m2(part, "EPSG:4547") for part in (lot, hole, other)]
    assert crs.ellipsoidal_area_m2(whole, "EPSG:4547") == pytest.approx(
        parts[0] - parts[1] + parts[2], rel=1e-9
    )


def test_in_the_west_of_the_city_a_hectare_differs_by_metres():
    lot = shapely.box(385_000, 3_810_000, 385_100, 3_810_100)
    lost = lot.area - crs.ellipsoidal_area_m2(lot, "EPSG:4547")
    assert 3.0 < lost < 3.5


def test_a_city_in_another_country_measures_in_its_own_system():
    lot = shapely.box(231_000, 901_000, 231_100, 901_100)
    there = crs.transform(lot, "EPSG:26986", "EPSG:4269")
    expected = abs(GRS80.geometry_area_perimeter(there)[0])
    assert crs.ellipsoidal_area_m2(lot, "EPSG:26986") == pytest.approx(expected, rel=SAME)


@pytest.mark.parametrize(
    "code", ["EPSG:4490", "EPSG:4326", "EPSG:4526", "EPSG:4547", "EPSG:4546", "EPSG:26986"]
)
@pytest.mark.parametrize("version", ["WKT1_ESRI", "WKT1_GDAL", "WKT2_2019"])
def test_every_way_of_writing_a_system_leads_to_its_code(code, version):
    assert crs.resolve(pyproj.CRS.from_user_input(code).to_wkt(version)) == code


def test_the_projection_files_of_survey_tools_are_resolved(shared_data):
    paths = [*shared_data.glob("files/prj/*.prj"), *shared_data.glob("files/derived_gbk/*.prj")]
    assert len(paths) >= 2
    for path in paths:
        assert crs.resolve(path.read_text("utf-8-sig")) == "EPSG:4526", path.name


def test_what_is_no_system_is_not_resolved():
    assert crs.resolve("PROJCS[broken") is None
    assert crs.named("EPSG:999999") is None


@pytest.mark.parametrize(
    ("text", "datum"),
    [
        ("1980西安坐标系", "xian"),
        ("西安80", "xian"),
        ("1954北京坐标系", "beijing"),
        (pyproj.CRS("EPSG:2362").to_wkt(), "xian"),
        (pyproj.CRS("EPSG:2362").to_wkt("WKT1_ESRI"), "xian"),
        (pyproj.CRS("EPSG:2414").to_wkt(), "beijing"),
        ("2000国家大地坐标系", None),
        (pyproj.CRS("EPSG:4526").to_wkt(), None),
    ],
)
def test_older_datums_are_recognised_in_words_and_in_wkt(text, datum):
    assert crs.refused_datum(text) == datum


def test_the_strip_below_a_latitude_grows_to_a_quarter_of_the_ellipsoid():
    ellipsoid = crs.Ellipsoid(6378137.0, 298.257222101)
    half_surface = 2 * np.pi * ellipsoid.strip_m2(np.array(np.pi / 2))
    assert 2 * half_surface == pytest.approx(510_065_621_724_088, rel=1e-9)


SURVEY_TOOL = (
    'PROJCS["{name}",GEOGCS["{geographic}",DATUM["{datum}",SPHEROID["CGCS2000",6378137.0,'
    '298.257222101]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],'
    'PROJECTION["{projection}"],PARAMETER["False_Easting",{easting}],'
    'PARAMETER["False_Northing",{northing}],PARAMETER["Central_Meridian",114.0],'
    'PARAMETER["Scale_Factor",{scale}],PARAMETER["Latitude_Of_Origin",0.0],UNIT[{unit}]]'
)
AS_USUAL = {
    "name": "CGCS2000_3_Degree_GK_Zone_38",
    "geographic": "GCS_China_Geodetic_Coordinate_System_2000",
    "datum": "D_China_2000",
    "projection": "Gauss_Kruger",
    "easting": "38500000.0",
    "northing": "0.0",
    "scale": "1.0",
    "unit": '"Meter",1.0',
}


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, "EPSG:4526"),
        ({"name": "郑州红线"}, "EPSG:4526"),
        ({"name": "Unnamed", "easting": "500000"}, "EPSG:4547"),
        ({"projection": "Transverse_Mercator"}, "EPSG:4526"),
        ({"geographic": "CGCS2000", "datum": "China_2000"}, "EPSG:4526"),
        ({"datum": "D_China_Geodetic_Coordinate_System_2000"}, "EPSG:4526"),
    ],
)
def test_a_zone_is_known_by_its_parameters_whatever_its_name(changes, expected):
    assert crs.resolve(SURVEY_TOOL.format_map(AS_USUAL | changes)) == expected


@pytest.mark.parametrize(
    "changes",
    [
        {"easting": "38600000.0"},
        {"northing": "-3000000.0"},
        {"scale": "0.9996"},
        {"unit": '"Foot",0.3048'},
    ],
)
def test_a_local_grid_that_only_looks_like_a_zone_is_not_taken_for_it(changes):
    assert crs.resolve(SURVEY_TOOL.format_map(AS_USUAL | changes)) is None


def test_every_real_projection_file_is_resolved_to_a_code_or_to_none(shared_data):
    codes = {
        path.name: crs.resolve(path.read_text("utf-8-sig", errors="replace"))
        for path in shared_data.rglob("*.prj")
    }
    assert codes["prjwithutf8bom.prj"] == "EPSG:4269"
    assert codes["demographics.prj"] == "EPSG:3395"
    assert all(code is None or code.startswith("EPSG:") for code in codes.values())


@pytest.mark.parametrize(
    ("words", "datum"),
    [
        ("1980年西安坐标系", "xian"),
        ("西安1980坐标系", "xian"),
        ("80西安", "xian"),
        ("国家80坐标系", "xian"),
        ("1954年北京坐标系", "beijing"),
        ("北京1954", "beijing"),
        ("New Beijing / 3-degree Gauss-Kruger zone 38", "beijing"),
        ("WGS84", None),
        ("西安城市坐标系", None),
    ],
)
def test_older_datums_are_recognised_however_people_write_the_year(words, datum):
    assert crs.refused_datum(words) == datum


def test_an_area_on_the_ellipsoid_does_not_depend_on_the_system_it_is_measured_from():
    lot = shapely.box(465698, 3846545, 465898, 3846645)
    expected = crs.ellipsoidal_area_m2(lot, "EPSG:4547")
    for code in ("EPSG:4526", "EPSG:4546", "EPSG:4490"):
        moved = crs.transform(lot, "EPSG:4547", code)
        assert crs.ellipsoidal_area_m2(moved, code) == pytest.approx(expected, abs=0.001)
        assert crs.ellipsoidal_area_m2(moved.reverse(), code) == pytest.approx(expected, abs=0.001)


@given(st.floats(0.05, 0.95), st.floats(112.7, 114.2), st.floats(34.2, 35.0))
def test_two_parts_cut_along_a_parallel_add_up_to_the_whole(share, west, south):
    east, north = west + 0.01, south + 0.01
    cut = south + share * (north - south)
    parts = [
        crs.ellipsoidal_area_m2(shapely.box(west, low, east, high), "EPSG:4490")
        for low, high in ((south, cut), (cut, north), (south, north))
    ]
    assert parts[0] + parts[1] == pytest.approx(parts[2], rel=1e-9)
