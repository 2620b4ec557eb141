import numpy as np
import pytest
import shapely

from lantu.geo.edges import derive
from lantu.geo.feature import FeatureTable
from lantu.geo.layerstore.canonical import canonical_table
from lantu.geo.layerstore.derived import Derived, Texts, features_overlap, write_derived
from tests.geo.layerstore.squares import squares


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
    return features_overlap(derive(polygons), shapely.area(polygons))


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
