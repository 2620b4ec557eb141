import pytest

from lantu.foundations.projects.models import Project
from lantu.systems.coordination.actions import reserve
from tests.town import INITIATOR, a_footprint, a_project
from tests.web.conftest import words_of

SHEET = {
    "name": "滨河学校",
    "statement": "unclassified",
    "nature": "新建",
    "investment_wan_yuan": "12000.5",
    "planned_height_m": "24",
    "key_level": "市级",
    "is_former_industrial_site": "no",
}


def address(project, *more):
    return "/".join(["", "reserve", str(project.id), *more, ""])


def do(client, project, verb, **given):
    return client.post(address(project, "do", verb), given)


def enter_project(client, **given):
    response = client.post("/reserve/new/", SHEET | given)
    assert response.status_code == 302, words_of(response)
    return Project.objects.latest("reserve_number")


@pytest.fixture
def waiting(town):
    """A project in the reserve."""
    project = a_project(town, "地铁车辆段")
    line = a_footprint(town, project)
    reserve.enter_reserve(
        town.ask(INITIATOR, "clerk"), project_id=project.id, intended_use="交通", sketch_id=line.id
    )
    return project
