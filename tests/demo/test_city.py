import numpy as np
import pytest
import shapely

from lantu.demo.city import by_shares, found_city, merged, ranked, rippled, table
from lantu.demo.ground import EDITIONS


def test_another_bureau_copies_most_borders_moves_some_and_redraws_some(city):
    ours = set(shapely.to_wkb(city.parcels.geometries))
    blocks = city.parcels.pieces.blocks
    copies = city.derived("any layer", 1.0)
    same = np.array([shape in ours for shape in shapely.to_wkb(copies.geometries)])
    cut_blocks = np.flatnonzero(np.bincount(blocks, minlength=len(city.ground.blocks)) > 2)
    whole = np.array([same[copies.pieces.blocks == block].mean() for block in cut_blocks])
    assert (whole == 1).mean() == pytest.approx(0.85, abs=0.03)
    assert shapely.area(copies.geometries).sum() == pytest.approx(city.parcels.areas_m2.sum())


def test_the_same_seed_founds_the_same_city(city):
    again = found_city(EDITIONS["small"], city.seed)
    assert (shapely.to_wkb(again.ground.blocks) == shapely.to_wkb(city.ground.blocks)).all()


def test_luck_is_patchy_where_neighbours_share_it(city):
    luck = city.parcels.patchy_luck("test", 4_000, 0.1)
    near = shapely.STRtree(city.parcels.geometries).query(
        city.parcels.geometries[:3_000], predicate="touches"
    )
    assert np.abs(luck[near[0]] - luck[near[1]]).mean() < 0.2
    assert np.histogram(luck, 4, (0, 1))[0] == pytest.approx(len(luck) / 4, abs=1)


def test_shares_are_kept():
    names = by_shares(np.linspace(0, 0.999, 1_000), {"a": 3, "b": 1})
    assert (names == "a").sum() == pytest.approx(750, abs=1)


def test_the_luckiest_of_the_allowed_are_chosen():
    chosen = ranked(np.array([0.1, 0.5, 0.2, 0.3]), np.array([False, True, True, True]), 2)
    assert chosen.tolist() == [2, 3]


def test_ripples_bend_an_outline_and_keep_it_valid():
    square = np.array([shapely.box(0, 0, 5_000, 3_000)])
    bent = rippled(square, 1, "test", step_m=20, wave_m=900)
    assert shapely.is_valid(bent).all()
    assert 5 < shapely.hausdorff_distance(bent, square)[0] < 60
    assert shapely.get_num_coordinates(bent)[0] > 700


def test_merging_closes_streets_and_drops_crumbs():
    shapes = np.array(
        [shapely.box(0, 0, 100, 100), shapely.box(110, 0, 200, 100), shapely.box(900, 0, 903, 3)]
    )
    whole, groups = merged(shapes, np.array(["a", "a", "b"]), closing_m=8, least_m2=100)
    assert shapely.area(whole) == pytest.approx([20_000], rel=0.01)
    assert groups.tolist() == ["a"]


def test_keys_of_a_table_are_unique(city):
    made = table("X", city.ground.townships.geometries, {"n": np.arange(160)})
    assert len(set(made.keys)) == 160


def test_clipped_shapes_stay_in_their_township(city):
    disc = np.array([shapely.Point(466_300, 3_847_600).buffer(5_000)])
    parts, shape, homes = city.clipped(disc)
    assert shapely.area(parts).sum() == pytest.approx(disc[0].area)
    assert set(shape) == {0}
    assert len(set(homes)) > 5


def test_shapes_know_their_district(city):
    centre = np.array([shapely.Point(412_000, 3_811_500).buffer(50)])
    assert city.district_of(centre).tolist() == ["登封市"]
