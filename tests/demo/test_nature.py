import numpy as np
import pytest
import shapely

from lantu.demo import nature


@pytest.mark.parametrize(
    ("draw", "least"),
    [
        (nature.permanent_basic_farmland, 3_000),
        (nature.ecological_redline, 40),
        (nature.environmental_protection, 1_000),
        (nature.forest_land, 800),
        (nature.wetland, 150),
        (nature.endangered_habitat, 30),
        (nature.green_space_plan, 500),
    ],
)
def test_natural_layers_are_valid_and_stay_inside_the_city(city, draw, least):
    shapes = draw(city).geometries
    assert len(shapes) >= least
    assert shapely.is_valid(shapes).all()
    assert not shapely.is_empty(shapes).any()
    beyond = shapely.difference(shapely.union_all(shapes, grid_size=0.01), city.ground.boundary)
    assert beyond.area < 0.05 * shapely.length(city.ground.boundary)


def test_basic_farmland_is_field_by_the_survey(city):
    assert set(nature.permanent_basic_farmland(city).attributes["land_class"]) <= {"0102", "0103"}


def test_the_redline_holds_songshan_and_the_river_and_wanders(city):
    made = nature.ecological_redline(city)
    assert shapely.covers(made.geometries, shapely.Point(415_000, 3_821_500)).any()
    assert {"水土保持", "水源涵养", "生物多样性维护"} == set(made.attributes["function"])
    assert shapely.get_num_coordinates(made.geometries).max() > 2_000


@pytest.mark.requirement("D1-C03")
def test_the_environmental_plan_has_six_themes(city):
    assert set(nature.environmental_protection(city).attributes["theme"]) == set(nature.THEMES)
    assert len(nature.THEMES) == 6


@pytest.mark.requirement("D1-C06")
def test_the_wetland_lies_along_the_yellow_river(city):
    made = nature.wetland(city)
    core = made.geometries[made.attributes["zone"] == "核心区"]
    assert shapely.distance(core, city.ground.corridors[0].line).max() < 1_200


def test_forest_is_kept_in_two_categories(city):
    assert set(nature.forest_land(city).attributes["category"]) == {"公益林", "商品林"}


def test_river_banks_leave_the_bed_out(city):
    banks = nature.river_banks(city, 30.0)
    beds = np.array([corridor.strip for corridor in city.corridors("river")[1:]])
    assert shapely.area(shapely.intersection(banks, beds)).max() < 1e-3
