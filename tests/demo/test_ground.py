import numpy as np
import pytest
import shapely

from lantu.demo.ground import PRECEDENCE, divide, parcel_rules


def test_corridors_and_blocks_fill_every_township(city):
    ground = city.ground
    count = len(ground.townships.geometries)
    filled = np.bincount(ground.block_homes, shapely.area(ground.blocks), count)
    filled += np.bincount(ground.corridor_homes, shapely.area(ground.corridor_lands), count)
    assert filled == pytest.approx(shapely.area(ground.townships.geometries), abs=1e-3)


def test_land_goes_to_one_kind_of_corridor_only(city):
    ground = city.ground
    home = ground.corridor_homes == 3
    kinds = [
        shapely.union_all(ground.corridor_lands[home & (ground.corridor_kinds == kind)])
        for kind in PRECEDENCE
    ]
    whole = shapely.union_all(ground.corridor_lands[home]).area
    assert sum(kind.area for kind in kinds) == pytest.approx(whole, abs=1e-3)


def test_every_block_has_a_chance_of_its_own(city):
    assert len(np.unique(city.ground.block_keys)) == len(city.ground.blocks)


def test_villages_are_small_patches(city):
    at = city.ground.villages[:200]
    assert city.ground.is_village(at).mean() > 0.9
    assert not city.ground.is_village(at + 1_200 * np.array([1.0, 0.0]))[:5].all()


def test_parcels_in_town_are_wished_smaller_than_fields(city):
    rules = parcel_rules(city.ground)
    town, field = rules.target_m2(np.array([[466_300.0, 3_847_600.0], [500_000.0, 3_858_000.0]]))
    assert town < field / 3
    assert divide(city.ground, coarser=40).geometries.size < city.parcels.geometries.size
