import numpy as np
import shapely

from lantu.geo.edges import derive, load, save

SHAPES = np.array(
    [
        shapely.box(0, 0, 10, 10).difference(shapely.box(4, 4, 6, 6)),
        shapely.MultiPolygon([shapely.box(20, 0, 30, 10), shapely.box(40, 0, 50, 10)]),
    ],
    dtype=object,
)


def test_every_part_is_a_piece_and_knows_its_feature():
    arrays = derive(SHAPES)
    assert sorted(arrays.piece_features.tolist()) == [0, 1, 1]
    assert len(arrays.ring_starts) - 1 == 4


def test_exteriors_run_counter_clockwise_and_holes_clockwise():
    arrays = derive(shapely.reverse(SHAPES[:1]))
    rings = np.split(arrays.vertices, arrays.ring_starts[1:-1])
    assert [shapely.is_ccw(shapely.LinearRing(ring)) for ring in rings] == [True, False]


def test_what_is_saved_is_mapped_back_the_same(tmp_path):
    arrays = derive(SHAPES)
    save(arrays, tmp_path)
    mapped = load(tmp_path)
    for name in ("vertices", "ring_starts", "piece_starts", "piece_features", "tree_boxes"):
        np.testing.assert_array_equal(getattr(mapped, name), getattr(arrays, name))


def test_a_layer_without_features_has_empty_arrays():
    assert len(derive(np.array([], dtype=object))) == 0
