import pytest

from lantu.foundations.projects.actions import rename_project
from lantu.systems.coordination.actions.reserve import enter_reserve
from lantu.systems.coordination.queries.reserve import (
    NO_RED_LINE,
    NOT_ENTERED,
    counts_by_standing,
    namesakes,
    standing_at,
    visible_projects,
)
from tests.town import BEGUN_ON, INITIATOR, LEAD, SENDER, a_footprint, a_project


@pytest.fixture
def projects(town):
    """One without a red line, one with it, one in the reserve."""
    bare, lined, entered = (a_project(town, name) for name in ("学校", "公园", "车辆段"))
    a_footprint(town, lined)
    line = a_footprint(town, entered)
    enter_reserve(
        town.ask(INITIATOR, "clerk"), project_id=entered.id, intended_use="交通", sketch_id=line.id
    )
    return bare, lined, entered


def test_sender_lead_and_supervisor_see_all_others_their_own(town, projects):
    for unit in (SENDER, LEAD, INITIATOR, "functions_transformation"):
        assert set(visible_projects(town.unit(unit), BEGUN_ON)) == set(projects)
    for unit in ("stranger_company", "forestry"):
        assert not visible_projects(town.unit(unit), BEGUN_ON).exists()


def test_projects_are_counted_by_where_they_stand(town, projects):
    seen = visible_projects(town.unit(SENDER), BEGUN_ON)
    assert counts_by_standing(seen) == {NO_RED_LINE: 1, NOT_ENTERED: 1, "reserve.in_reserve": 1}
    for where, project in zip((NO_RED_LINE, NOT_ENTERED, "reserve.in_reserve"), projects, strict=True):  # noqa: E501 # fmt: skip
        assert list(standing_at(seen, where)) == [project]


def test_a_namesake_is_found_through_blanks_and_former_names(town, projects):
    bare, _, _ = projects
    assert namesakes(" 学 校 ") == [bare]
    rename_project(town.ask(INITIATOR, "clerk"), project_id=bare.id, name="滨河学校")
    assert namesakes("学校") == [bare]
    assert namesakes("医院") == []
