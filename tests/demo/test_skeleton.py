import numpy as np
import shapely

from lantu.demo.skeleton import YELLOW_RIVER, shortest_tree

NAMES = ("贾鲁河", "双洎河", "京广铁路", "陇海铁路", "连霍高速", "京港澳高速", "三环路", "绕城高速")


def test_the_rivers_railways_and_roads_that_people_expect_are_there(city):
    names = {corridor.name for corridor in city.ground.corridors}
    assert set(NAMES) <= names


def test_the_yellow_river_runs_along_the_north_inside_the_border(city):
    river = city.ground.corridors[0]
    assert river.name == YELLOW_RIVER
    inside = shapely.intersection(river.line, city.ground.boundary).length / river.line.length
    assert inside > 0.9
    assert shapely.get_coordinates(river.line)[:, 1].min() > 3_848_000


def test_the_main_railways_cross_near_the_city_centre(city):
    lines = {corridor.name: corridor.line for corridor in city.corridors("railway")}
    crossing = shapely.intersection(lines["京广铁路"], lines["陇海铁路"])
    assert shapely.distance(crossing, shapely.Point(466_300, 3_847_600)) < 5_000


def test_villages_keep_their_distance_and_stay_out_of_towns(city):
    villages = city.ground.villages
    assert len(villages) == city.ground.edition.villages
    near = shapely.STRtree(shapely.points(villages)).query(
        shapely.points(villages), predicate="dwithin", distance=740.0
    )
    assert (near[0] == near[1]).all()
    assert city.ground.terrain.density(villages).max() < 0.3


def test_the_shortest_tree_joins_all_nodes_and_is_short():
    nodes = np.array([[0.0, 0], [1, 0], [2, 0], [2, 1], [0, 5]])
    edges = shortest_tree(nodes)
    assert len(edges) == 4
    assert np.hypot(*(nodes[edges[:, 0]] - nodes[edges[:, 1]]).T).sum() == 3 + np.hypot(2, 4)
