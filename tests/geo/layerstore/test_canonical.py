import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from lantu.geo.feature import FeatureTable
from lantu.geo.layerstore.canonical import canonical_table, features_digest, mapping_digest
from tests.geo.layerstore.squares import squares

HOLED = shapely.Polygon(
    [(0, 0), (30, 0), (30, 30), (0, 30)], [[(10, 10), (10, 20), (20, 20), (20, 10)]]
)


def digest(table):
    return features_digest(canonical_table(table))


def one(geometry, **attributes):
    columns = {name: np.array([value]) for name, value in attributes.items()}
    return FeatureTable(np.array(["甲"], dtype=object), np.array([geometry]), columns)


@given(order=st.permutations(range(6)))
def test_the_digest_does_not_depend_on_the_order_of_features(order):
    table = squares(6)
    rows = np.array(order)
    shuffled = FeatureTable(
        table.keys[rows],
        table.geometries[rows],
        {name: table.attributes[name][rows] for name in reversed(table.attributes)},
    )
    assert digest(shuffled) == digest(table)


@given(start=st.integers(0, 3), backwards=st.booleans(), wrapped=st.booleans())
def test_the_digest_does_not_depend_on_where_a_ring_starts_or_which_way_it_runs(
    start, backwards, wrapped
):
    ring = shapely.get_coordinates(HOLED.exterior)[:-1]
    ring = np.roll(ring, start, axis=0)[:: -1 if backwards else 1]
    polygon = shapely.Polygon(ring, HOLED.interiors)
    assert digest(one(shapely.MultiPolygon([polygon]) if wrapped else polygon)) == digest(
        one(HOLED)
    )


@pytest.mark.parametrize(
    "changed",
    [
        one(shapely.transform(HOLED, lambda c: np.nextafter(c, 99.0)), kind=1),
        one(HOLED, kind=2),
        one(HOLED, kind=1.0),
        one(HOLED, kind="1"),
        one(HOLED, sort=1),
        one(HOLED),
    ],
    ids=["last digit", "value", "float", "text", "name", "no attribute"],
)
def test_the_digest_changes_with_the_content(changed):
    assert digest(changed) != digest(one(HOLED, kind=1))


def test_missing_and_empty_text_differ():
    columns = [np.array([value], dtype=object) for value in (None, "", "None")]
    digests = {
        digest(FeatureTable(np.array(["甲"]), np.array([HOLED]), {"地类": column}))
        for column in columns
    }
    assert len(digests) == 3


def test_heights_are_dropped():
    assert digest(one(shapely.force_3d(HOLED, 7.0))) == digest(one(HOLED))


def test_dates_become_text():
    table = canonical_table(one(HOLED, day=np.datetime64("2019-09-25")))
    assert table.attributes["day"].tolist() == ["2019-09-25"]


def test_the_digest_of_known_features_never_changes():
    """Stored checks name versions by this digest: a change of the form needs a new form number."""
    known = "241d28dbc2dcc6fa5e9fa2066aa7b5a3b780f8d45ea6776c1f94a5208d2abae0"
    assert digest(squares(2)) == known


def test_the_digest_of_plain_data_does_not_depend_on_the_order_of_names():
    assert mapping_digest({"甲": 1, "乙": [2]}) == mapping_digest({"乙": [2], "甲": 1})
