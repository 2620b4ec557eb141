from datetime import date

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from shapely import box

from lantu.foundations.projects.actions import rename_project
from lantu.foundations.projects.models import Footprint
from lantu.foundations.projects.queries import (
    capacities,
    difference,
    former_names_of,
    geometry_of,
    standing_footprint,
    takes_part,
)
from tests.town import INITIATOR, a_footprint, a_project

ON = date(2019, 9, 2)
whole_m = st.integers(0, 300)


def a_line(geometry, crs="EPSG:4547"):
    return Footprint(geometry=shapely.to_wkb(geometry), crs=crs)


def rectangle(west, south, width, height):
    return box(465000 + west, 3845000 + south, 465000 + west + width, 3845000 + south + height)


rectangles = st.builds(rectangle, whole_m, whole_m, st.integers(1, 200), st.integers(1, 200))


@pytest.mark.requirement("D1-32")
def test_a_line_moved_ten_metres_east_adds_and_removes_a_strip_of_ten_metres(town):
    project = a_project(town)
    sketch = a_footprint(town, project)
    corrected = a_footprint(town, project, rank="corrected", move_m=10)
    found = difference(sketch, corrected)
    assert (found.added_m2, found.removed_m2, found.kept_m2) == (1000, 1000, 19000)
    assert found.added.equals(box(465200, 3845000, 465210, 3845100))
    assert found.removed.equals(box(465000, 3845000, 465010, 3845100))


@pytest.mark.requirement("D1-32")
@given(rectangles, rectangles)
def test_what_is_kept_and_removed_was_there_and_what_is_kept_and_added_is_now(before, after):
    found = difference(a_line(before), a_line(after))
    assert found.kept_m2 + found.removed_m2 == pytest.approx(before.area)
    assert found.kept_m2 + found.added_m2 == pytest.approx(after.area)
    turned = difference(a_line(after), a_line(before))
    assert (turned.added_m2, turned.removed_m2) == (found.removed_m2, found.added_m2)


def test_lines_in_two_systems_of_coordinates_are_not_compared():
    with pytest.raises(ValueError, match="坐标系不同"):
        difference(a_line(rectangle(0, 0, 1, 1)), a_line(rectangle(0, 0, 1, 1), "EPSG:4526"))


def test_a_line_is_read_back_as_it_was_entered():
    ground = rectangle(0, 0, 20, 10)
    assert geometry_of(a_line(ground)).equals_exact(ground, 0)


def test_a_project_without_a_line_has_none_that_stands(town):
    assert standing_footprint(a_project(town).id) is None


def test_units_take_part_from_their_day_on_and_others_do_not(town):
    project = a_project(town)
    assert takes_part(town.actor(INITIATOR, "clerk"), project.id, ON)
    assert not takes_part(town.actor(INITIATOR, "clerk"), project.id, date(2019, 9, 1))
    assert not takes_part(town.actor("forestry", "clerk"), project.id, ON)
    assert capacities(None, project.id, ON) == frozenset()


def test_a_former_name_is_told_with_the_moment_until_which_it_was_used(town):
    project = a_project(town)
    for name in ("滨河第一学校", "滨河实验学校"):
        project = rename_project(town.ask(INITIATOR, "clerk"), project_id=project.id, name=name)
    found = former_names_of(project)
    assert [one.name for one in found] == ["滨河第一学校", "滨河学校"]
    assert all(one.until_at is not None for one in found)
    project.former_names = ["滨河小学", *project.former_names]
    assert former_names_of(project)[-1].until_at is None
