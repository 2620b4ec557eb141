import pytest
from shapely import affinity, box

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
