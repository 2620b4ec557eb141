import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely import box

from lantu.geo.finding import Refused
from lantu.geo.formats.geojson import parse
from lantu.geo.formats.reading import Limits
from lantu.geo.wording import sentence
from tests.geo.formats.samples import LIMITS, codes

RING = [[113.0, 34.0], [113.1, 34.0], [113.1, 34.1], [113.0, 34.1], [113.0, 34.0]]
POLYGON = {"type": "Polygon", "coordinates": [RING]}


def feature(geometry=POLYGON, **properties):
    return {"type": "Feature", "geometry": geometry, "properties": properties}


def collection(*features, **more):
    return {"type": "FeatureCollection", "features": list(features), **more}


def read(content, limits=LIMITS):
    data = content if isinstance(content, bytes) else json.dumps(content).encode()
    return parse(data, file="a.geojson", limits=limits)


def refusal(content, limits=LIMITS):
    with pytest.raises(Refused) as refused:
        read(content, limits)
    assert all(sentence(finding) for finding in refused.value.findings)
    return refused.value.findings


@pytest.mark.parametrize("content", [POLYGON, feature(), collection(feature())])
def test_a_geometry_a_feature_and_a_collection_are_read(content):
    found = read(content)
    assert found.features[0].geometry.equals(box(113, 34, 113.1, 34.1))
    assert found.crs is None


def test_a_multipolygon_and_holes_are_read():
    hole = [[113.02, 34.02], [113.04, 34.02], [113.04, 34.04], [113.02, 34.02]]
    shape = {"type": "MultiPolygon", "coordinates": [[RING, hole]]}
    assert len(read(shape).features[0].geometry.geoms[0].interiors) == 1


def test_names_and_properties_are_kept():
    (found,) = read(collection(feature(名称="一号", 面积=2.5, 空=None, 多=[1, 2]))).features
    assert found.name == "一号"
    assert found.attributes == {"名称": "一号", "面积": 2.5, "空": None, "多": "[1, 2]"}
    assert found.place.feature == "一号"


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("urn:ogc:def:crs:EPSG::4547", "EPSG:4547"),
        ("EPSG:4526", "EPSG:4526"),
        ("urn:ogc:def:crs:OGC:1.3:CRS84", "EPSG:4326"),
        ("local", None),
    ],
)
def test_the_older_form_names_its_crs(name, code):
    crs = read(collection(feature(), crs={"type": "name", "properties": {"name": name}})).crs
    assert (crs.code if crs else None) == code


def test_heights_are_dropped_and_said():
    solid = {"type": "Polygon", "coordinates": [[[*position, 101.5] for position in RING]]}
    found = read(solid)
    assert not found.features[0].geometry.has_z
    assert codes(found.findings) == ["height_dropped"]


def polygon(*positions):
    return {"type": "Polygon", "coordinates": [list(positions)]}


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"{", "json_malformed"),
        (b'{"type": NaN}', "json_malformed"),
        (b"[" * 100_000, "json_too_deep"),
        ([], "json_not_geojson"),
        ({"type": "Topology"}, "json_not_geojson"),
        ({"type": "FeatureCollection", "features": [3]}, "json_not_geojson"),
        (collection(), "no_plot"),
        (feature(None), "geometry_empty"),
        (feature({"type": "Polygon", "coordinates": []}), "geometry_empty"),
        (feature({"type": "MultiPolygon", "coordinates": [[]]}), "geometry_empty"),
        ({"type": "Point", "coordinates": [1, 2]}, "geometry_not_areal"),
        ({"type": "LineString", "coordinates": RING}, "geometry_not_areal"),
        (polygon(*RING[:-1], [113, 34.05]), "ring_not_closed_geojson"),
        (polygon(*RING[:2]), "ring_too_few_points"),
        (polygon(*RING[:3], ["113", 34], RING[0]), "coordinate_not_a_number"),
        (polygon(*RING[:3], [True, 34], RING[0]), "coordinate_not_a_number"),
        (polygon(*RING[:3], [10**400, 34], RING[0]), "coordinate_not_a_number"),
        (polygon(*RING[:3], [1e308, 34], RING[0]), "coordinate_not_a_number"),
        (polygon(*RING[:3], 7, RING[0]), "coordinate_not_a_number"),
    ],
)
def test_what_is_no_sound_polygon_is_refused(content, code):
    assert codes(refusal(content)) == [code]


def test_every_faulty_feature_is_named():
    findings = refusal(collection(feature(None, name="甲"), feature(), feature(None, name="乙")))
    assert [finding.place.feature for finding in findings] == ["甲", "乙"]


def test_the_line_of_broken_json_is_named():
    (finding,) = refusal(b'{\n"type": "Polygon",\n"coordinates": [[[1, 2],\n}')
    assert finding.place.line == 4


def test_more_features_or_points_than_allowed_are_refused():
    many = collection(feature(), feature())
    assert codes(refusal(many, Limits(999, 1, 99, 9))) == ["too_many_plots"]
    assert codes(refusal(many, Limits(999, 9, 7, 9))) == ["too_many_points"]


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=5)
        | st.dictionaries(
            st.sampled_from(["type", "coordinates", "features", "geometry", "properties", "crs"]),
            inner,
        )
    ),
    max_leaves=20,
)
shapes = st.sampled_from(["Polygon", "MultiPolygon", "Feature", "FeatureCollection"])


@given(shapes, values, values)
def test_any_json_is_a_reading_or_a_refusal_that_can_be_said(kind, first, second):
    content = {
        "type": kind,
        "coordinates": first,
        "features": first,
        "geometry": first,
        "crs": second,
    }
    for data in (json.dumps(content), json.dumps(first)):
        try:
            found = read(data.encode()).features
        except Refused as refused:
            found = [sentence(finding) for finding in refused.findings]
        assert found
