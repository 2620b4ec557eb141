import pytest
from shapely import MultiPolygon, Polygon, affinity, box

from lantu.geo.detection import detect
from lantu.geo.finding import Severity
from lantu.geo.formats.reading import DetectedCrs
from lantu.geo.wording import sentence
from tests.geo.readings import DEGREES, HEADER, LOT, PREFIXED, codes, reading, swapped


def detected(red_line, declared=None, measuring_crs="EPSG:4547"):
    found = detect(red_line, measuring_crs=measuring_crs, declared=declared)
    for finding in found.findings:
        assert sentence(finding)
    return found


def test_a_header_with_its_zone_tells_the_system():
    found = detected(reading(PREFIXED, header=HEADER))
    assert found.crs == DetectedCrs("EPSG:4526", "header", prefix=True)
    assert found.findings == ()


def test_a_header_without_prefix_in_the_coordinates_tells_the_system():
    assert detected(reading(LOT, header=HEADER)).crs == DetectedCrs("EPSG:4547", "header")


def test_without_header_a_prefix_tells_the_system():
    found = detected(reading(PREFIXED))
    assert found.crs == DetectedCrs("EPSG:4526", "coordinates", prefix=True)


def test_without_header_and_prefix_the_zone_of_the_city_is_taken_and_said():
    found = detected(reading(LOT))
    assert found.crs == DetectedCrs("EPSG:4547", "coordinates")
    assert codes(found.findings) == ["zone_taken_from_city"]


def test_degrees_are_taken_as_degrees():
    assert detected(reading(DEGREES)).crs == DetectedCrs("EPSG:4490", "coordinates")
    assert detected(reading(DEGREES, header={"坐标系": "CGCS2000"})).crs.code == "EPSG:4490"


@pytest.mark.parametrize("plot", [LOT, PREFIXED, DEGREES])
def test_swapped_axes_are_refused_with_a_repair(plot):
    found = detected(reading(swapped(plot), header={}))
    assert found.swapped
    (finding,) = [f for f in found.findings if f.severity is Severity.REFUSAL]
    assert (finding.code, finding.repair) == ("axes_swapped", "swap_axes")


@pytest.mark.parametrize(
    ("header", "code"),
    [
        ({"坐标系": "1980西安坐标系"}, "datum_xian"),
        ({"坐标系": "北京54"}, "datum_beijing"),
        ({"坐标系": "某市独立坐标系"}, "crs_unknown"),
        ({**HEADER, "几度分带": "6"}, "zones_of_six_degrees"),
        ({**HEADER, "带号": "39"}, "zone_contradiction"),
        ({**HEADER, "计量单位": "英尺"}, "unit_not_metre"),
    ],
)
def test_a_header_that_cannot_be_right_is_refused(header, code):
    found = detected(reading(PREFIXED, header=header))
    assert found.crs is None
    assert code in codes(found.findings)


def test_a_zone_that_does_not_exist_is_named():
    assert codes(detected(reading(LOT, header={**HEADER, "带号": "99"})).findings) == [
        "zone_unknown"
    ]


@pytest.mark.parametrize(
    ("plot", "code"),
    [
        (affinity.translate(LOT, 19_000_000), "zones_of_six_degrees"),
        (affinity.scale(LOT, 1 / 0.3048, 1 / 0.3048, origin=(0, 0)), "looks_like_feet"),
        (affinity.translate(LOT, 5e9), "crs_not_told"),
    ],
)
def test_coordinates_that_tell_nothing_usable_are_refused(plot, code):
    found = detected(reading(plot))
    assert found.crs is None
    assert codes(found.findings) == [code]


@pytest.mark.parametrize("code", ["EPSG:2362", "EPSG:4610"])
def test_an_older_datum_is_refused_whoever_says_it(code):
    assert detected(reading(LOT), declared=code).crs is None
    assert codes(detected(reading(LOT, crs=code)).findings) == ["datum_xian"]


def test_what_the_applicant_says_stands_above_the_file():
    found = detected(reading(LOT, header={"坐标系": "某市独立坐标系"}), declared="EPSG:4547")
    assert found.crs == DetectedCrs("EPSG:4547", "declared")


def test_a_declared_system_that_the_coordinates_contradict_is_refused():
    assert codes(detected(reading(LOT), declared="EPSG:4490").findings) == ["crs_contradiction"]
    found = detected(reading(PREFIXED), declared="EPSG:4527")
    assert codes(found.findings) == ["zone_contradiction"]
    assert codes(detected(reading(LOT), declared="EPSG:0").findings) == ["crs_unknown"]


def test_wgs84_is_taken_and_said():
    found = detected(reading(DEGREES, crs="EPSG:4326"))
    assert found.crs.code == "EPSG:4326"
    assert codes(found.findings) == ["wgs84_taken_as_cgcs2000"]


def test_one_broken_coordinate_does_not_decide_what_the_others_are():
    broken = box(38_465_698, 3_846_545, 38_465_898, 3_846_645).exterior.coords[:-1]
    plot = type(LOT)([*broken, (38, 3_846_600)])
    assert detected(reading(plot, header=HEADER)).crs.code == "EPSG:4526"


def test_a_city_abroad_takes_its_own_system_by_declaration():
    parcel = box(231_000, 901_000, 231_050, 901_050)
    found = detected(reading(parcel), declared="EPSG:26986", measuring_crs="EPSG:26986")
    assert found.crs == DetectedCrs("EPSG:26986", "declared")
    assert found.findings == ()


@pytest.mark.parametrize("told", ["crs", "declared"])
@pytest.mark.parametrize(
    ("plot", "code", "written"),
    [(LOT, "EPSG:4526", "EPSG:4547"), (PREFIXED, "EPSG:4547", "EPSG:4526")],
)
def test_a_prefix_that_is_told_otherwise_than_written_is_repaired(told, plot, code, written):
    options = {"declared": code} if told == "declared" else {}
    found = detected(reading(plot, crs=code if told == "crs" else None), **options)
    assert found.crs.code == written
    (finding,) = found.findings
    assert (finding.severity, finding.repair) == (Severity.REFUSAL, "read_as_written")
    assert finding.facts["written"] == written


def test_a_prefix_told_as_written_is_known():
    found = detected(reading(PREFIXED, crs="EPSG:4526"))
    assert found.crs == DetectedCrs("EPSG:4526", "prj", prefix=True)
    assert found.findings == ()


def test_what_coordinates_look_like_is_said_in_chinese():
    (finding,) = detected(reading(DEGREES, crs="EPSG:4547")).findings
    assert "坐标看起来是经纬度（度）" in sentence(finding)
    assert "degrees" not in sentence(finding)


@pytest.mark.parametrize(
    "name", ["epsg:4547", " EPSG:4547", "4547", "CGCS2000 / 3-degree Gauss-Kruger CM 114E"]
)
def test_a_declared_system_is_known_however_it_is_named(name):
    assert detected(reading(LOT), declared=name).crs == DetectedCrs("EPSG:4547", "declared")


@pytest.mark.parametrize("name", ["EPSG:5737", "EPSG:4479", "", "x" * 1000])
def test_a_declared_system_that_can_hold_no_red_line_is_refused(name):
    found = detected(reading(LOT), declared=name)
    assert found.crs is None
    assert codes(found.findings) == ["crs_unknown"]
    assert len(found.findings[0].facts["crs"]) <= 40


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("EPSG:2362", "datum_xian"),
        ("1980年西安坐标系", "datum_xian"),
        ("EPSG:4214", "datum_beijing"),
        ("EPSG:4555", "datum_beijing"),
        ("北京54", "datum_beijing"),
    ],
)
def test_a_declared_older_datum_is_refused_by_its_name(words, code):
    assert codes(detected(reading(LOT), declared=words).findings) == [code]


def test_metres_on_wgs84_are_taken_and_said():
    found = detected(reading(PREFIXED, header={**HEADER, "坐标系": "WGS84"}))
    assert found.crs.code == "EPSG:4526"
    assert codes(found.findings) == ["wgs84_taken_as_cgcs2000"]


def test_a_header_without_zone_takes_the_prefix_or_the_city():
    header = {"坐标系": "2000国家大地坐标系", "带号": ""}
    assert detected(reading(PREFIXED, header=header)).crs == DetectedCrs(
        "EPSG:4526", "header", prefix=True
    )
    found = detected(reading(LOT, header=header))
    assert found.crs == DetectedCrs("EPSG:4547", "header")
    assert codes(found.findings) == ["zone_taken_from_city"]


def test_no_zone_is_taken_from_a_city_that_has_none():
    found = detected(reading(LOT), measuring_crs="EPSG:26986")
    assert found.crs is None
    assert codes(found.findings) == ["crs_not_told"]


@pytest.mark.parametrize("plots", [(), (Polygon(),), (Polygon(), MultiPolygon())])
def test_a_file_without_a_point_is_refused_and_does_not_crash(plots):
    found = detected(reading(*plots))
    assert found.crs is None
    assert codes(found.findings) == ["no_plot"]
