import pytest
from shapely import box

from lantu.systems.blueprint import papers


@pytest.mark.parametrize(
    ("width_m", "height_m", "scale"),
    [(100, 80, 1000), (170, 100, 1000), (400, 300, 2500), (9, 9, 200)],
)
def test_a_site_is_drawn_at_the_largest_usual_scale_that_fits(width_m, height_m, scale):
    assert papers.usual_scale(width_m, height_m, 180, 150) == scale


def test_a_drawing_has_north_on_top_and_keeps_lengths():
    path = papers.svg_path(box(0, 0, 100, 50), (50, 25), 1000, 200, 100)
    places = [tuple(map(float, pair.split())) for pair in path[1:-1].split("L")]
    assert sorted(set(places)) == [(50, 25), (50, 75), (150, 25), (150, 75)]


def test_corners_are_listed_north_first_and_once():
    listed = papers.corners(box(465000, 3845000, 465200, 3845100))
    assert len(listed) == 4
    assert {corner["north"] for corner in listed} == {3845000, 3845100}
    assert [corner["number"] for corner in listed] == [1, 2, 3, 4]
