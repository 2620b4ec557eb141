import pytest
from shapely import MultiPolygon

from lantu.geo.finding import Place
from lantu.geo.formats.boundary_rings import Point, plot_of, rings_of
from tests.geo.formats.samples import codes


def ring(*corners, number=1, label="J{}"):
    return [
        Point(label.format(at), number, north, east, at)
        for at, (north, east) in enumerate(corners, start=1)
    ]


SQUARE = [(0, 0), (10, 0), (10, 10), (0, 10), (0, 0)]
INSIDE = [(2, 2), (4, 2), (4, 4), (2, 4), (2, 2)]
BESIDE = [(0, 20), (10, 20), (10, 30), (0, 30), (0, 20)]


def plot(points, declared=None):
    findings = []
    return plot_of(rings_of(points), declared, Place(), findings), findings


def test_easting_comes_first():
    shape, _ = plot(ring((0, 5), (1, 5), (1, 7), (0, 5)))
    assert shape.bounds == (5, 0, 7, 1)


def test_a_new_number_begins_a_ring_and_so_does_a_ring_that_is_complete():
    points = [*ring(*SQUARE), *ring(*INSIDE, number=2), *ring(*INSIDE, number=2)]
    assert [(part.number, len(part.points)) for part in rings_of(points)] == [
        (1, 5),
        (2, 5),
        (2, 5),
    ]


def test_a_repeated_first_point_does_not_end_a_ring():
    points = ring((0, 0), (0, 0), (10, 0), (10, 10), (0, 0))
    assert len(rings_of(points)) == 1


def test_a_ring_inside_is_a_hole():
    shape, findings = plot([*ring(*SQUARE), *ring(*INSIDE, number=2)])
    assert shape.area == 96
    assert codes(findings) == ["has_holes"]


def test_a_later_ring_that_lies_outside_is_a_part_and_said():
    shape, findings = plot([*ring(*SQUARE), *ring(*BESIDE, number=2)])
    assert isinstance(shape, MultiPolygon)
    assert shape.area == 200
    assert codes(findings) == ["hole_outside", "has_parts"]


def test_holes_belong_to_the_part_around_them():
    inside = [(n, e + 20) for n, e in INSIDE]
    shape, findings = plot([*ring(*SQUARE), *ring(*BESIDE), *ring(*inside, number=2)])
    assert [len(part.interiors) for part in shape.geoms] == [0, 1]
    assert codes(findings) == ["has_holes", "has_parts"]


def test_an_open_ring_is_closed_by_its_first_point_and_said():
    shape, findings = plot(ring(*SQUARE[:-1]))
    assert shape.area == 100
    assert codes(findings) == ["ring_not_closed"]
    assert findings[0].repair == "close_by_first"
    assert findings[0].place.point == "J4"


@pytest.mark.parametrize("wrong", [(3, 3), (7, 7)])
def test_a_closing_point_with_one_number_twice_is_known_as_the_exporters_fault(wrong):
    points = ring((3, 7), (10, 7), (10, 17), (3, 17))
    shape, findings = plot([*points, Point("J1", 1, *wrong, 5)])
    assert shape.area == 70
    assert codes(findings) == ["closing_point_miswritten"]


@pytest.mark.parametrize("declared", [None, 4, 5])
def test_the_closing_point_may_be_counted_or_not(declared):
    assert plot(ring(*SQUARE), declared)[1] == []


@pytest.mark.parametrize("declared", [8, 10])
def test_with_a_hole_closing_points_are_counted_for_both_rings_or_none(declared):
    found = plot([*ring(*SQUARE), *ring(*INSIDE, number=2)], declared)[1]
    assert codes(found) == ["has_holes"]


@pytest.mark.parametrize("declared", [0, 3, 6, 100])
def test_another_count_than_written_is_said(declared):
    (finding,) = plot(ring(*SQUARE), declared)[1]
    assert finding.code == "point_count_differs"
    assert finding.facts == {"declared": declared, "written": 5}


def test_repeated_points_and_labels_are_named_by_line():
    points = [*ring(*SQUARE[:2]), Point("J2", 1, 10, 0, 3), Point("J3", 1, 10, 10, 4)]
    _, findings = plot([*points, Point("J1", 1, 0, 0, 5)])
    assert [(finding.code, finding.place.line) for finding in findings] == [
        ("points_repeat", 3),
        ("label_repeats", 3),
    ]


def test_two_points_make_no_ring():
    shape, findings = plot(ring((0, 0), (1, 1)))
    assert shape is None
    assert "ring_too_few_points" in codes(findings)


def test_a_plot_that_crosses_itself_is_built_as_written():
    shape, _ = plot(ring((0, 0), (10, 10), (10, 0), (0, 10), (0, 0)))
    assert not shape.is_valid


def test_a_hole_in_a_plot_that_crosses_itself_does_not_stop_the_reading():
    bow = ring((0, 0), (10, 10), (10, 0), (0, 10), (0, 0))
    shape, _ = plot([*bow, *ring(*BESIDE, number=2)])
    assert shape is not None
