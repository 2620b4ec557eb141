from datetime import date

import pytest
from shapely import Polygon, box

from lantu.foundations.acts.actor import SYSTEM
from lantu.foundations.acts.gate import Request
from lantu.foundations.acts.policy import Denied
from lantu.foundations.acts.wording import Refused
from lantu.foundations.journal.replay import differences
from lantu.foundations.projects.models import Zone
from lantu.foundations.projects.zones import (
    ZoneFault,
    draw_zone,
    needs_round,
    project_zone,
    zone_of,
)
from lantu.law.blueprint.phase import Area
from tests.town import LEAD, MEADOW, a_footprint, a_project

ASIDE = Request(SYSTEM)
WEST, SOUTH, EAST, NORTH = MEADOW.bounds
CENTRAL = box(WEST - 1000, SOUTH - 1000, EAST + 1000, NORTH + 1000)
URBAN = box(WEST - 5000, SOUTH - 5000, EAST + 5000, NORTH + 5000)
NEAR_ON, LONG_ON = date(2019, 9, 2), date(2021, 1, 4)


@pytest.fixture
def zones(town):
    """The central city in the middle of the urban area, drawn as a demonstration."""
    for area, shape in ((Area.CENTRAL, CENTRAL), (Area.URBAN, URBAN)):
        draw_zone(ASIDE, area=area, geometry=shape, crs="EPSG:4547", mark="演示")
    return town


@pytest.mark.requirement("D1-09", "D1-10", "D1-11", "AMB-86")
@pytest.mark.parametrize(
    ("move_m", "area", "round_in_near_term"),
    [
        (0, Area.CENTRAL, False),
        (900, Area.CENTRAL, False),
        (1100, Area.OUTER, True),
        (3000, Area.OUTER, True),
        (5100, Area.MUNICIPAL, True),
        (9000, Area.MUNICIPAL, True),
    ],
)
def test_where_a_red_line_lies_decides_whether_a_round_is_opened(
    zones, move_m, area, round_in_near_term
):
    project = a_project(zones)
    line = a_footprint(zones, project, move_m=move_m)
    assert zone_of(line) is area
    assert project_zone(project.id) is area
    assert needs_round(project.id, NEAR_ON) is round_in_near_term
    assert needs_round(project.id, LONG_ON)


@pytest.mark.requirement("D1-11")
def test_a_project_whose_place_is_not_known_goes_through_coordination(town):
    project = a_project(town)
    assert project_zone(project.id) is None
    a_footprint(town, project)
    assert project_zone(project.id) is None
    assert needs_round(project.id, NEAR_ON)


def test_the_newest_shape_of_an_area_stands_and_the_former_stays(zones):
    line = a_footprint(zones, a_project(zones))
    draw_zone(ASIDE, area=Area.CENTRAL, geometry=box(0, 0, 1, 1), crs="EPSG:4547")
    assert zone_of(line) is Area.OUTER
    assert Zone.objects.filter(area=Area.CENTRAL).count() == 2
    assert list(differences()) == []


def test_a_shape_has_a_name_the_notice_knows_and_is_sound(town):
    bow = Polygon([(0, 0), (1, 1), (1, 0), (0, 1)])
    for area, shape, fault in (
        ("blueprint.moon", CENTRAL, ZoneFault.UNKNOWN),
        (Area.URBAN, bow, ZoneFault.BROKEN),
        (Area.URBAN, Polygon(), ZoneFault.BROKEN),
    ):
        with pytest.raises(Refused) as refusal:
            draw_zone(ASIDE, area=area, geometry=shape, crs="EPSG:4547")
        assert refusal.value.code is fault
    with pytest.raises(Denied):
        draw_zone(town.ask(LEAD, "clerk"), area=Area.URBAN, geometry=URBAN, crs="EPSG:4547")
