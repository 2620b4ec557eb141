import numpy as np
import pytest
import shapely

from lantu.demo import heritage


@pytest.mark.requirement("D1-B15")
def test_each_site_has_a_protection_area_and_a_control_zone_about_it(city):
    made = heritage.heritage_protection(city)
    zones = made.attributes["zone"]
    core = shapely.union_all(made.geometries[zones == "保护范围"][:50])
    assert set(zones) == {"保护范围", "建设控制地带"}
    assert set(made.attributes["grade"]) == set(heritage.GRADES)
    assert shapely.is_valid(made.geometries).all()
    assert core.area > 0


@pytest.mark.requirement("D1-C07")
def test_finished_archaeology_carries_its_year(city):
    years = heritage.archaeology_surveyed(city).attributes["finished_year"]
    assert years.min() >= 2008
    assert years.max() <= 2018


def test_an_uneven_outline_is_a_valid_ring_about_its_centre():
    for seed in range(40):
        chance = np.random.default_rng(seed)
        outline = heritage.uneven_outline(chance, np.array([500.0, 800.0]), 60.0)
        assert outline.is_valid
        assert outline.covers(shapely.Point(500, 800))


def test_more_sites_are_of_low_grade_than_of_high(city):
    _, grades = heritage.protected_sites(city)
    counts = [(grades == grade).sum() for grade in heritage.GRADES]
    assert counts == sorted(counts)
