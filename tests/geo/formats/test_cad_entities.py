import ezdxf
import pytest

from lantu.geo.formats.cad_entities import shown
from lantu.geo.formats.cad_file import open_drawing
from tests.geo.formats.drawings import (
    RING,
    arc,
    block,
    circle,
    drawing,
    insertion,
    line,
    polyline,
    tags,
    text,
)


def seen(content):
    drawn = open_drawing(content.encode("gb18030"), file="a.dxf").drawing
    return shown(drawn, file="a.dxf")


def test_a_polyline_has_its_layer_its_handle_and_its_bulges():
    (found,) = seen(drawing(polyline([(0, 0, 0.5), (10, 0), (10, 10)]))).lines
    assert (found.layer, found.handle, found.is_closed, found.has_height) == (
        *("红线", "A1"),
        *(True, False),
    )
    assert found.vertices == ((0, 0, 0.5), (10, 0, 0), (10, 10, 0))


def test_what_is_drawn_from_below_is_seen_from_above():
    ring = [(-0.0, 0, 0.5), (-10, 0), (-10, 10)]
    (found,) = seen(drawing(polyline(ring, extrusion=(0, 0, -1)))).lines
    assert found.vertices == ((0, 0, -0.5), (10, 0, 0), (10, 10, 0))


def test_what_is_drawn_on_a_slope_is_not_read():
    found = seen(drawing(polyline(extrusion=(0.3, 0, 0.9))))
    assert found.lines == []
    assert [one.kind for one in found.unread] == ["TILTED"]


def test_an_arc_is_two_ends_and_a_bulge():
    (found,) = seen(drawing(arc((0, 0), 10, 0, 180))).lines
    (east, north, bulge), (other, _, _) = found.vertices
    assert (east, north, bulge, other) == pytest.approx((10, 0, 1, -10))


def test_a_height_of_any_vertex_is_noted():
    assert seen(drawing(polyline(height=100))).lines[0].has_height
    drawn = ezdxf.new("R2010")
    drawn.modelspace().add_polyline3d([(0, 0, 5), (1, 0, 6), (1, 1, 7)], close=True)
    drawn.modelspace().add_lwpolyline(RING, dxfattribs={"elevation": 8})
    assert [one.has_height for one in shown(drawn, file="a").lines] == [True, True]


def test_the_frame_of_a_smoothed_polyline_is_no_part_of_it():
    frame = tags((0, "VERTEX"), (8, "红线"), (10, 999), (20, 999), (70, 16))
    smoothed = polyline().replace("  0\nSEQEND", frame + "  0\nSEQEND")
    (found,) = seen(drawing(smoothed)).lines
    assert len(found.vertices) == 4


def test_what_a_block_shows_has_the_handle_of_the_insertion_and_its_layer_where_it_has_none():
    blocks = block("a", polyline(layer="0") + line((0, 0), (1, 1), layer="注记"))
    found = seen(drawing(insertion("a", handle="77", layer="用地红线"), blocks=blocks))
    assert [(one.layer, one.handle) for one in found.lines] == [
        ("用地红线", "77"),
        ("注记", "77"),
    ]
    assert found.others["INSERT"] == 1


def test_a_block_within_a_block_is_shown_too():
    blocks = block("a", polyline(layer="0")) + block("b", insertion("a", (5, 5), layer="0"))
    (found,) = seen(drawing(insertion("b", (100, 0)), blocks=blocks)).lines
    assert found.layer == "红线"
    assert found.vertices[0][:2] == (RING[0][0] + 105, RING[0][1] + 5)


def test_a_reference_to_another_file_is_named():
    found = seen(drawing(insertion("地形图"), blocks=block("地形图", "", flags=4)))
    assert found.references == ["地形图"]


def test_curves_are_kept_apart_and_the_rest_is_counted():
    dimension = tags((0, "DIMENSION"), (8, "标注"), (2, "*D1"), (10, 0), (20, 0), (70, 0))
    point = tags((0, "POINT"), (8, "0"), (10, 1.0), (20, 1.0))
    hidden = polyline().replace(" 66\n", " 60\n1\n 66\n")
    found = seen(drawing(circle((0, 0), 5), dimension, point, text("J1", (0, 0)), hidden))
    assert [(one.kind, one.layer) for one in found.unread] == [("CIRCLE", "红线")]
    assert found.others == {"DIMENSION": 1, "POINT": 1, "TEXT": 1, "INVISIBLE": 1}


def test_texts_are_plain_words_with_place_and_height():
    drawn = ezdxf.new("R2010")
    drawn.modelspace().add_mtext(
        r"{\fSimSun;示例}\P地块", dxfattribs={"insert": (5, 6), "char_height": 3}
    )
    (words,) = shown(drawn, file="a").texts
    assert (words.words, words.east, words.north, words.height) == ("示例 地块", 5, 6, 3)


def test_a_block_shown_in_a_mirror_keeps_its_arcs_on_their_side():
    drawn = ezdxf.new("R2010")
    shape = drawn.blocks.new("b")
    shape.add_lwpolyline([(0, 0, 0.5), (10, 0, 0), (10, 10, 0)], format="xyb", close=True)
    drawn.modelspace().add_blockref("b", (100, 0), {"xscale": -1})
    (found,) = shown(drawn, file="a").lines
    assert found.vertices[0] == pytest.approx((100, 0, -0.5))
    assert found.vertices[1][:2] == pytest.approx((90, 0))


def test_an_arc_stretched_by_its_block_is_no_arc_any_more_and_is_not_read():
    drawn = ezdxf.new("R2010")
    drawn.blocks.new("b").add_arc((0, 0), 10, 0, 90)
    drawn.modelspace().add_blockref("b", (0, 0), {"xscale": 2})
    assert [one.kind for one in shown(drawn, file="a").unread] == ["ELLIPSE"]
