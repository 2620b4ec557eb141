import numpy as np
import pytest
import shapely

from lantu.demo import networks


@pytest.mark.parametrize(
    ("draw", "least"),
    [
        (networks.transport_infrastructure, 1_000),
        (networks.railway, 80),
        (networks.water_supply, 400),
        (networks.gas_supply, 300),
        (networks.heat_supply, 300),
        (networks.power_facilities, 300),
        (networks.water_conservancy, 300),
    ],
)
def test_networks_are_valid_and_lie_in_the_city(city, draw, least):
    shapes = draw(city).geometries
    assert len(shapes) >= least
    assert shapely.is_valid(shapes).all()
    assert shapely.covers(shapely.buffer(city.ground.boundary, 0.01), shapes).all()


def test_pipes_run_inside_the_road_land(city):
    roads = city.corridors("road")[:50]
    pipes = networks.roadside(roads, 8.0, 8.0)
    lands = np.array([road.strip for road in roads])
    outside = shapely.area(shapely.difference(pipes, lands)) / shapely.area(pipes)
    assert np.median(outside) < 0.01


def test_there_are_as_many_streams_as_the_edition_says(city):
    assert len(networks.streams(city)) == city.ground.edition.streams


def test_streams_run_down_from_the_hills(city):
    lines = networks.streams(city)
    first = shapely.get_coordinates(shapely.get_point(lines, 0))
    last = shapely.get_coordinates(shapely.get_point(lines, -1))
    heights = city.ground.terrain.elevation_m
    steep = heights(first) > 300
    assert (heights(last)[steep] < heights(first)[steep]).mean() > 0.8
