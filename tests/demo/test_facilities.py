import numpy as np
import pytest
import shapely

from lantu.demo import facilities
from lantu.demo.landuse import regulatory_districts


@pytest.mark.parametrize(
    "draw",
    [
        facilities.education_facilities,
        facilities.welfare_facilities,
        facilities.health_facilities,
        facilities.sports_facilities,
        facilities.meteorological_development,
        facilities.underground_space,
        facilities.observation_environment,
    ],
)
def test_facilities_are_valid_and_thick_in_the_towns(city, draw):
    shapes = draw(city).geometries
    assert len(shapes) > 40
    assert shapely.is_valid(shapes).all()
    assert not shapely.is_empty(shapes).any()


@pytest.mark.requirement("D1-B18")
def test_security_control_is_whole_townships_and_nothing_finer(city):
    made = facilities.security_control(city)
    townships = set(shapely.to_wkb(city.ground.townships.geometries))
    assert set(shapely.to_wkb(made.geometries)) <= townships
    assert set(made.attributes) == {"township", "rule"}


def test_underground_space_is_known_in_the_urban_districts_only(city):
    made = facilities.underground_space(city)
    tree = shapely.STRtree(city.ground.townships.geometries)
    codes = city.ground.townships.column("code")[tree.nearest(shapely.centroid(made.geometries))]
    assert {code[:6] for code in codes} <= set(regulatory_districts())


def test_rings_about_a_station_do_not_overlap(city):
    made = facilities.observation_environment(city)
    zones = made.attributes["zone"]
    unions = [shapely.union_all(made.geometries[zones == zone]) for zone in np.unique(zones)]
    assert len(unions) == 3
    assert shapely.intersection(unions[0], unions[1]).area < 1.0
