import pytest
import shapely

from lantu.demo import economy


@pytest.mark.parametrize(
    ("draw", "least"),
    [
        (economy.development_plan, 100),
        (economy.industrial_layout, 40),
        (economy.key_projects, 300),
        (economy.industry_informatisation, 300),
        (economy.vacated_industrial_sites, 100),
    ],
)
def test_economic_layers_are_valid(city, draw, least):
    shapes = draw(city).geometries
    assert len(shapes) >= least
    assert shapely.is_valid(shapes).all()
    assert shapely.area(shapes).min() > 0


def test_industry_lies_at_the_edges_of_towns(city):
    inner = shapely.get_coordinates(
        shapely.point_on_surface(economy.industrial_layout(city).geometries)
    )
    assert city.ground.terrain.density(inner).mean() < 0.62


@pytest.mark.requirement("D1-B02")
def test_key_projects_are_named_and_marked_as_demo(city):
    names = economy.key_projects(city).attributes["name"]
    assert all("演示" in name for name in names)


def test_some_vacated_sites_are_still_unexamined(city):
    states = economy.vacated_industrial_sites(city).attributes["examination"]
    assert {"未调查", "已调查"} <= set(states)
