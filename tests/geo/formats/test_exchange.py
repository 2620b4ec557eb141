import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely import MultiPolygon, Polygon, box

from lantu.geo.finding import Finding, Place, Refused, Severity
from lantu.geo.formats.exchange import decode, encode
from lantu.geo.formats.reading import DetectedCrs, ReadFeature, Reading

FINDING = Finding(
    "zone_unknown", Severity.WARNING, Place("a.txt", 3, "一号", "带号", 1, "J1"), {"zone": 7}, "x"
)
HOLED = Polygon(box(0, 0, 9, 9).exterior, [box(1, 1, 2, 2).exterior])


def reading(geometry, attributes):
    feature = ReadFeature("一号", geometry, attributes, 12.5, 4, Place("a.txt", 8))
    crs = DetectedCrs("EPSG:4526", "header", prefix=True)
    return Reading("a.txt", "界址点文本", "gb18030", crs, (feature,), (FINDING,), {"带号": "38"})


@pytest.mark.parametrize("geometry", [box(0, 0, 1, 1), HOLED, MultiPolygon([box(0, 0, 1, 1)])])
def test_a_reading_comes_back_as_it_went(geometry):
    sent = reading(geometry, {"用途": "住宅", "面积": 1.5, "层数": 3, "空": None})
    assert decode(encode(sent)) == sent


@given(st.tuples(st.floats(-1e8, 1e8), st.floats(-1e8, 1e8)))
def test_coordinates_come_back_to_the_last_bit(corner):
    polygon = Polygon([corner, (1e7 + 0.1, 3e6), (1e7, 4e6 + 1 / 3)])
    assert decode(encode(reading(polygon, {}))).features[0].geometry == polygon


def test_a_refusal_comes_back_as_a_refusal():
    with pytest.raises(Refused) as refused:
        decode(encode(Refused(FINDING, FINDING)))
    assert refused.value.findings == (FINDING, FINDING)


def answer(**changes):
    return json.dumps({**json.loads(encode(reading(HOLED, {}))), **changes}).encode()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"nonsense",
        b"\xff\xfe",
        b"[]",
        b"3",
        b"{}",
        b'{"refused": [{}]}',
        b'{"refused": [3]}',
        answer(features=[{"wkb": "00"}]),
        answer(features=3),
        answer(crs={"code": 1, "other": 2}),
        answer(findings=[{"code": "x", "severity": "none"}]),
    ],
)
def test_what_is_no_answer_is_a_value_error(data):
    with pytest.raises(ValueError, match="no answer"):
        decode(data)


def test_a_feature_that_is_no_polygon_is_no_answer():
    changed = json.loads(encode(reading(HOLED, {})))
    changed["features"][0]["wkb"] = "0101000000000000000000F03F000000000000F03F"
    with pytest.raises(ValueError, match="answer"):
        decode(json.dumps(changed).encode())
