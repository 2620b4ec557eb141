from dataclasses import replace

import pytest

from lantu.geo.finding import Refused, Severity
from lantu.geo.formats.cad_entities import DrawnLine, Shown, Unread
from lantu.geo.formats.cad_layers import layers_of
from lantu.geo.formats.cad_rings import rings_of
from lantu.geo.wording import sentence
from tests.geo.formats.samples import LIMITS, codes

CORNERS = ((0.0, 0.0, 0.0), (10.0, 0.0, 0.0), (10.0, 10.0, 0.0), (0.0, 10.0, 0.0))


def drawn(vertices=CORNERS, handle="1", closed=True):
    return DrawnLine("红线", handle, tuple(vertices), closed, False)


def made(*lines, unread=(), limits=LIMITS):
    findings = []
    layer = layers_of(Shown(lines=list(lines), unread=list(unread)))["红线"]
    return rings_of(layer, file="a.dxf", limits=limits, findings=findings), findings


def refusal(*lines, **more):
    with pytest.raises(Refused) as refused:
        made(*lines, **more)
    return refused.value.findings


def test_a_closed_line_is_a_ring():
    (ring,), findings = made(drawn())
    assert ring.spots == tuple(vertex[:2] for vertex in CORNERS)
    assert (ring.handle, findings) == ("1", [])


def test_arcs_become_chords_and_the_finding_says_how_near_they_lie():
    (ring,), (finding,) = made(drawn([(0.0, 0.0, 1.0), (100.0, 0.0, 1.0)]))
    assert len(ring.spots) > 100
    assert (finding.code, finding.severity) == ("cad_arcs_flattened", Severity.NOTE)
    assert "含 2 段圆弧" in sentence(finding)
    assert "不超过 1 毫米" in sentence(finding)


def test_sides_drawn_one_by_one_are_joined_as_a_repair_that_is_proposed():
    sides = [drawn(pair, handle=str(at), closed=False) for at, pair in enumerate(_pairs())]
    (ring,), (finding,) = made(*sides)
    assert len(ring.spots) == 4
    assert (finding.severity, finding.repair) == (Severity.REFUSAL, "join_lines")
    assert "实体 0、1、2、3" in sentence(finding)


def _pairs():
    return list(zip(CORNERS, [*CORNERS[1:], CORNERS[0]], strict=True))


def test_an_open_polyline_is_closed_as_a_repair_that_is_proposed():
    (ring,), (finding,) = made(drawn(closed=False))
    assert len(ring.spots) == 4
    assert (finding.code, finding.repair) == ("cad_not_closed", "close_by_first")
    assert "起点 X=0.000，Y=0.000，终点 X=10.000，Y=0.000" in sentence(finding)


def test_sides_that_do_not_close_are_named_where_they_end_alone():
    sides = [drawn(pair, handle=str(at), closed=False) for at, pair in enumerate(_pairs())]
    rings, findings = made(*sides[:3])
    assert rings == []
    assert [(one.code, one.place.entity) for one in findings] == [
        ("cad_not_joined", "0"),
        ("cad_not_joined", "2"),
    ]


def test_open_lines_beside_closed_ones_are_left_out_and_said():
    rings, (finding,) = made(drawn(), drawn(closed=False, handle="2"))
    assert len(rings) == 1
    assert (finding.code, finding.severity) == ("cad_open_left_out", Severity.WARNING)
    assert finding.facts["handles"] == "2"


@pytest.mark.parametrize("kind", ["SPLINE", "ELLIPSE", "TILTED"])
def test_a_curve_on_the_layer_refuses_it_for_it_may_be_the_border(kind):
    _, findings = made(drawn(), unread=[Unread("红线", "9", kind)])
    assert [(one.code, one.severity, one.place.entity) for one in findings] == [
        ("cad_curve_unread", Severity.REFUSAL, "9")
    ]


def test_circles_and_hatches_beside_closed_lines_are_signs_and_are_said():
    signs = [Unread("红线", "9", "CIRCLE")] * 3 + [Unread("红线", "8", "HATCH")]
    rings, findings = made(drawn(), unread=signs)
    assert len(rings) == 1
    assert [(one.code, one.facts["count"]) for one in findings] == [
        ("cad_circles_unread", 3),
        ("cad_hatches_unread", 1),
    ]


def test_points_that_repeat_are_dropped_and_said():
    (ring,), (finding,) = made(drawn([CORNERS[0], CORNERS[0], *CORNERS[1:]]))
    assert len(ring.spots) == 4
    assert (finding.code, finding.place.entity) == ("points_repeat", "1")


def test_a_line_without_length_is_left_out_beside_others_and_refused_alone():
    nothing = drawn([(5.0, 5.0, 0.0)] * 3, handle="2")
    rings, (finding,) = made(drawn(), nothing)
    assert len(rings) == 1
    assert (finding.code, finding.severity) == ("cad_ring_degenerate", Severity.WARNING)
    assert made(nothing)[1][-1].severity is Severity.REFUSAL


@pytest.mark.parametrize("bulge", [1e9, -50.0, float("inf"), float("nan")])
def test_an_absurd_bulge_is_refused_before_it_is_unrolled(bulge):
    findings = refusal(drawn([(0.0, 0.0, bulge), *CORNERS[1:]]))
    assert codes(findings) == ["cad_bulge_absurd"]


@pytest.mark.parametrize("value", [1e13, 1e300, float("nan"), float("inf")])
def test_coordinates_beyond_the_earth_are_refused(value):
    findings = refusal(drawn([(value, 0.0, 0.0), *CORNERS[1:]]))
    assert codes(findings) == ["coordinates_not_finite"]


def test_rings_and_points_have_limits_and_arcs_count_as_their_chords():
    assert codes(refusal(drawn(), drawn(), limits=replace(LIMITS, features=1))) == [
        "too_many_plots"
    ]
    circle = drawn([(0.0, 0.0, 1.0), (1e8, 0.0, 1.0)])
    (finding,) = refusal(circle)
    assert finding.code == "too_many_points"
    assert finding.facts["count"] > LIMITS.vertices
