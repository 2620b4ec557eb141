import numpy as np
import pytest
import shapely

from lantu.geo.feature import FeatureTable
from lantu.geo.finding import Refused
from lantu.geo.layerstore.acceptance import accept, invalid_features

BOWTIE = shapely.Polygon([(0, 0), (10, 10), (10, 0), (0, 10)])
SPIKE = shapely.Polygon([(0, 0), (10, 0), (10, 10), (10, 20), (10, 10), (0, 10)])
SQUARE = shapely.box(100, 0, 110, 10)
FLAT = shapely.Polygon([(0, 0), (10, 0), (5, 0)])


def table(*geometries, **attributes):
    keys = np.array([f"图斑{at}" for at in range(len(geometries))], dtype=object)
    return FeatureTable(keys, np.array(geometries, dtype=object), attributes)


def test_valid_features_are_taken_as_they_are():
    features = table(SQUARE)
    assert accept(features, repair=False) == (features, ())


def test_every_invalid_feature_is_named_with_reason_and_place():
    with pytest.raises(Refused) as refused:
        accept(table(SQUARE, BOWTIE, SPIKE), repair=False)
    findings = refused.value.findings
    assert [finding.place.feature for finding in findings] == ["图斑1", "图斑2"]
    assert findings[0].facts == {"row": 2, "reason": "Self-intersection[5 5]"}


def test_repair_makes_valid_and_records_the_areas_before_and_after():
    repaired, repairs = accept(table(SQUARE, BOWTIE, SPIKE), repair=True)
    assert shapely.is_valid(repaired.geometries).all()
    assert [(one.key, one.area_before_m2, one.area_after_m2) for one in repairs] == [
        ("图斑1", 0.0, 50.0),
        ("图斑2", 100.0, 100.0),
    ]
    assert invalid_features(repaired) == []


@pytest.mark.parametrize(
    ("geometry", "code"),
    [
        (shapely.Point(0, 0), "layer_feature_not_polygon"),
        (None, "layer_feature_not_polygon"),
        (
            shapely.Polygon([(0, 0), (np.inf, 0), (5, 5)]),
            "layer_feature_not_finite",
        ),
    ],
)
def test_what_no_repair_can_help_is_refused(geometry, code):
    with pytest.raises(Refused) as refused:
        accept(table(SQUARE, geometry), repair=True)
    assert [finding.code for finding in refused.value.findings] == [code]
    assert refused.value.findings[0].place.feature == "图斑1"


@pytest.mark.parametrize(
    ("geometry", "code"),
    [(shapely.Polygon(), "layer_feature_empty"), (FLAT, "layer_feature_invalid")],
)
def test_what_has_no_area_is_refused_or_left_out_and_recorded(geometry, code):
    features = table(geometry, SQUARE, 地类=np.array(["耕地", "林地"]))
    with pytest.raises(Refused) as refused:
        accept(features, repair=False)
    assert [finding.code for finding in refused.value.findings] == [code]
    repaired, (repair,) = accept(features, repair=True)
    assert repaired.keys.tolist() == ["图斑1"]
    assert repaired.attributes["地类"].tolist() == ["林地"]
    assert (repair.key, repair.area_after_m2) == ("图斑0", 0.0)


def test_an_attribute_may_not_take_the_name_of_a_column_of_ours():
    with pytest.raises(Refused) as refused:
        accept(table(SQUARE, geometry=np.array([1])), repair=False)
    assert refused.value.findings[0].place.field == "geometry"
