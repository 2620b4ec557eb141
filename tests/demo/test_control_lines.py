import pytest
import shapely

from lantu.demo import control_lines, networks

LINES = (
    control_lines.road_red_line,
    control_lines.water_blue_line,
    control_lines.heritage_purple_line,
    control_lines.greening_green_line,
    control_lines.infrastructure_yellow_line,
    control_lines.public_facility_orange_line,
)


@pytest.fixture(scope="module")
def lines(city):
    return [draw(city) for draw in LINES]


@pytest.mark.requirement("D1-14")
def test_six_lines_come_from_over_forty_special_plans_and_every_feature_names_its_own(lines):
    assert len(lines) == 6
    plans = [set(line.attributes["source_plan"]) for line in lines]
    assert all(all(names) for names in plans)
    assert len(set().union(*plans)) > 40


def test_control_lines_are_valid(lines):
    for line in lines:
        assert shapely.is_valid(line.geometries).all()
        assert not shapely.is_empty(line.geometries).any()


def test_road_red_lines_are_wider_than_the_roads(city, lines):
    built = {road.name: road.width_m for road in city.corridors("expressway", "road")}
    named = zip(lines[0].attributes["name"], lines[0].attributes["width_m"], strict=True)
    assert all(width > min(built.values()) for _, width in named)
    assert (
        lines[0].attributes["width_m"].min() == min(built.values()) + control_lines.LINE_WIDENING_M
    )


def test_streams_get_blue_lines_too(city, lines):
    brooks = lines[1].geometries[lines[1].attributes["kind"] == "沟渠"]
    assert shapely.intersects(shapely.union_all(brooks), networks.streams(city)).mean() > 0.5
