import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from lantu.demo.cuts import Rules, cut

BLOCKS = np.array(
    [
        shapely.Polygon([(0, 0), (900, 40), (860, 700), (30, 640)]),
        shapely.Polygon([(1000, 0), (1900, 0), (1900, 300), (1400, 320), (1380, 900), (1000, 880)]),
    ]
)
KEYS = np.array([11, 12], dtype=np.uint64)


def rules(target_m2, lane_m=0.0, slender=False):
    return Rules(
        lambda at: np.full(len(at), target_m2),
        lambda _, areas: np.where(areas > 50_000, lane_m, 0.0),
        lambda at: np.full(len(at), slender),
    )


@settings(deadline=None, max_examples=30)
@given(st.integers(0, 2**63), st.floats(3_000, 200_000), st.booleans(), st.booleans())
def test_pieces_fill_their_block_without_overlap(key, target_m2, lanes, slender):
    pieces = cut(BLOCKS, KEYS + np.uint64(key), rules(target_m2, 12.0 * lanes, slender))
    for number, block in enumerate(BLOCKS):
        own = pieces.geometries[pieces.blocks == number]
        assert shapely.area(own).sum() == pytest.approx(block.area, abs=1e-5)
        assert shapely.union_all(own, grid_size=1e-6).area == pytest.approx(block.area, abs=1e-2)
    assert shapely.is_valid(pieces.geometries).all()


def test_a_coarser_cut_gives_unions_of_the_finer_pieces():
    fine, coarse = (cut(BLOCKS, KEYS, rules(size)) for size in (9_000.0, 60_000.0))
    covered = shapely.STRtree(shapely.buffer(coarse.geometries, 1e-6)).query(
        fine.geometries, predicate="covered_by"
    )
    assert set(covered[0]) == set(range(len(fine.geometries)))
    assert len(coarse.geometries) < len(fine.geometries)


def test_another_key_cuts_another_way_and_leaves_the_neighbour_alone():
    one = cut(BLOCKS, KEYS, rules(20_000.0))
    other = cut(BLOCKS, np.array([99, 12], dtype=np.uint64), rules(20_000.0))
    first, second = (
        [set(shapely.to_wkb(cuts.geometries[cuts.blocks == block])) for cuts in (one, other)]
        for block in (0, 1)
    )
    assert first[0] != first[1]
    assert second[0] == second[1]


def test_a_shift_moves_cuts_by_no_more_than_it_says():
    still = cut(BLOCKS[:1], KEYS[:1], rules(200_000.0))
    moved = cut(BLOCKS[:1], KEYS[:1], rules(200_000.0), np.array([0.5]))
    assert len(still.geometries) == len(moved.geometries) > 1
    apart = shapely.hausdorff_distance(still.geometries, moved.geometries)
    assert 0.01 < apart.max() < 0.6


def test_lanes_are_left_between_large_pieces():
    pieces = cut(BLOCKS, KEYS, rules(20_000.0, lane_m=12.0))
    lanes = pieces.geometries[pieces.lanes]
    assert len(lanes) > 0
    assert (2 * shapely.area(lanes) / shapely.length(lanes)).max() < 12.1
