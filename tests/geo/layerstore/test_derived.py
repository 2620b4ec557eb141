import tempfile
from pathlib import Path

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from lantu.geo.area import feature_areas
from lantu.geo.edges import derive
from lantu.geo.feature import FeatureTable
from lantu.geo.layerstore.canonical import canonical_table
from lantu.geo.layerstore.derived import Derived, Texts, overlapping_features, write_derived
from tests.geo.layerstore.squares import squares
from tests.geo.polygons import ORIGINS, areas_at


def derived(folder, table):
    write_derived(folder, canonical_table(table))
    return Derived(folder)


def test_text_attributes_are_codes_of_a_sorted_dictionary(tmp_path):
    codes, texts = derived(tmp_path, squares(4)).codes("地类")
    assert (codes.tolist(), texts[:]) == ([-1, 0, -1, 0], ["耕地"])


def test_every_attribute_comes_back_as_it_was(tmp_path):
    table = squares(3)
    layer = derived(tmp_path, table)
    assert [layer.attributes(row)["编号"] for row in range(3)] == [0, 1, 2]
    assert [layer.attributes(row)["面积"] for row in range(3)] == [0.0, None, 3.0]


def test_texts_are_a_sequence():
    texts = Texts(np.frombuffer("红线蓝图".encode(), np.uint8), np.array([0, 6, 6, 12]))
    assert (len(texts), texts[0], texts[1], texts[-1]) == (3, "红线", "", "蓝图")
    assert texts[1:] == ["", "蓝图"]
    with pytest.raises(IndexError):
        texts[3]


def overlap(*geometries):
    polygons = np.array(geometries, dtype=object)
    return len(overlapping_features(derive(polygons), shapely.area(polygons))) > 0


def test_neighbours_that_share_a_border_do_not_overlap():
    third = 1 / 3
    assert not overlap(
        shapely.box(0, 0, third, 1), shapely.box(third, 0, 1, 1), shapely.box(0, 1, 1, 2)
    )


def test_a_feature_that_reaches_into_its_neighbour_overlaps():
    assert overlap(shapely.box(0, 0, 10, 10), shapely.box(9.99, 0, 20, 10))


def test_one_feature_inside_another_overlaps():
    assert overlap(shapely.box(0, 0, 10, 10), shapely.box(4, 4, 5, 5))


def test_a_feature_in_the_hole_of_another_does_not_overlap():
    hole = shapely.box(4, 4, 5, 5)
    assert not overlap(shapely.box(0, 0, 10, 10).difference(hole), hole)


def test_a_layer_of_pieces_does_not_overlap_itself(tmp_path):
    turn = np.linspace(0, 2 * np.pi, 2000, endpoint=False)
    disc = shapely.Polygon(np.column_stack((np.cos(turn), np.sin(turn))) * 1000)
    features = FeatureTable(np.array(["圆"], dtype=object), np.array([disc]))
    layer = derived(tmp_path, features)
    assert len(layer.edges) > 4
    assert not layer.summary["overlapping"]


def test_ground_under_several_features_is_kept_once(tmp_path):
    shapes = [shapely.box(0, 0, 60, 100), shapely.box(40, 0, 100, 50), shapely.box(200, 0, 210, 10)]
    keys = np.array(["a", "b", "c"], dtype=object)
    layer = derived(tmp_path, FeatureTable(keys, np.array(shapes)))
    assert layer.summary["overlapping"]
    assert intersection_area(layer.ground, shapely.box(30, 0, 300, 100)) == 30 * 100 + 40 * 50 + 100


def test_ground_under_features_that_lie_apart_is_the_features(tmp_path):
    layer = derived(tmp_path, squares(3))
    assert layer.ground is layer.edges


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_ground_is_the_union_that_geos_builds(data):
    origin = np.array(data.draw(st.sampled_from(ORIGINS)))
    shapes = data.draw(st.lists(areas_at(origin, 20), min_size=2, max_size=4))
    site = data.draw(areas_at(origin, 20))
    keys = np.array([str(at) for at in range(len(shapes))], dtype=object)
    with tempfile.TemporaryDirectory() as folder:
        layer = derived(Path(folder), FeatureTable(keys, np.array(shapes, dtype=object)))
        measured = intersection_area(layer.ground, site)
    moved = [shapely.transform(shape, lambda points: points - origin) for shape in [*shapes, site]]
    expected = shapely.intersection(shapely.union_all(moved[:-1]), moved[-1]).area
    assert measured == pytest.approx(expected, rel=1e-9, abs=1e-4)


def intersection_area(ground, site):
    return feature_areas(derive(np.array([site])), ground)[1].sum()
