import pytest
import shapely
from shapely import box

from lantu.foundations.acts.wording import Refused
from lantu.foundations.projects.queries import geometry_of
from lantu.systems.coordination.actions import answering
from lantu.systems.coordination.objection import area_of, area_read, line_of


def draft(story, area, result="answer.not_conform"):
    return answering.draft(
        story.town.ask("forestry", "clerk"),
        task_id=story.task("forestry").id,
        result=result,
        content={"adjustment_advice": "避让林地"},
        area=shapely.to_wkb(area),
    )


def corners(shape):
    points = shapely.get_coordinates(shape)[:-1]
    return "\n".join(f"{north:.3f}, {east + 38_000_000:.3f}" for east, north in points)


def half(story):
    west, south, east, north = geometry_of(line_of(story.round)).bounds
    return box(west, south, (west + east) / 2, north)


def test_an_area_is_clipped_by_the_line_of_the_round(story):
    story.dispatch()
    line = geometry_of(line_of(story.round))
    kept = area_of(draft(story, line.buffer(100, join_style="mitre")))
    assert kept.area == pytest.approx(line.area)


def test_an_area_wholly_outside_the_line_is_refused(story):
    story.dispatch()
    away = shapely.affinity.translate(half(story), 100_000)
    with pytest.raises(Refused, match="全部在第 1 轮红线之外"):
        draft(story, away)


def test_who_has_no_objection_objects_to_no_ground(story):
    story.dispatch()
    with pytest.raises(Refused, match="不附异议范围"):
        draft(story, half(story), "answer.no_objection")


def test_coordinates_are_read_in_either_order(story):
    story.dispatch()
    task, shape = story.task("forestry"), half(story)
    north_first = corners(shape)
    east_first = "\n".join(
        ", ".join(reversed(line.split(", "))) for line in north_first.split("\n")
    )
    for text in (north_first, east_first):
        assert area_read(task, text).area == pytest.approx(shape.area, rel=1e-6)


def test_what_is_no_coordinate_is_refused_with_its_line(story):
    story.dispatch()
    with pytest.raises(Refused, match="第 2 行"):
        area_read(story.task("forestry"), "3846545, 38465661\n不是坐标\n")
