import pytest

from lantu.geo.finding import Refused
from lantu.geo.formats import cad_blocks
from lantu.geo.formats.cad_blocks import Blocks
from lantu.geo.formats.cad_file import open_drawing
from tests.geo.formats.drawings import block, drawing, insertion, polyline, text
from tests.geo.formats.samples import codes


def unfolded(content):
    drawn = open_drawing(content.encode("gb18030"), file="a.dxf").drawing
    blocks = Blocks(drawn, "a.dxf")
    shown = []
    for one in drawn.modelspace():
        shown += blocks.unfold(one, layer=one.dxf.layer, handle=one.dxf.handle)
    return shown


def refusal(content):
    with pytest.raises(Refused) as refused:
        unfolded(content)
    (finding,) = refused.value.findings
    return finding


def test_a_block_is_shown_where_and_as_large_as_its_insertion_says():
    blocks = block("地块", polyline([(0, 0), (10, 0), (10, 10)]))
    (line,) = unfolded(drawing(insertion("地块", (100, 200), scale=2), blocks=blocks))
    assert [tuple(at)[:2] for at in line.points()] == [(100, 200), (120, 200), (120, 220)]


def test_rows_and_columns_are_shown_each():
    blocks = block("a", polyline())
    grid = insertion("a", columns=3, rows=2, east_apart=1000, north_apart=1000)
    assert len(unfolded(drawing(grid, blocks=blocks))) == 6


def test_a_block_without_lines_is_not_taken_apart():
    assert unfolded(drawing(insertion("a"), blocks=block("a", text("树", (0, 0))))) == []


def test_a_block_that_is_absent_shows_nothing():
    assert unfolded(drawing(insertion("absent"))) == []


def test_a_block_that_holds_itself_is_refused():
    blocks = block("a", polyline() + insertion("B")) + block("b", insertion("a"))
    finding = refusal(drawing(insertion("a", handle="77"), blocks=blocks))
    assert finding.code == "cad_block_holds_itself"
    assert (finding.place.layer, finding.place.entity) == ("红线", "77")


def test_blocks_that_unfold_to_billions_are_refused_without_being_unfolded():
    nested = block("b0", polyline())
    for at in range(1, 10):
        nested += block(f"b{at}", insertion(f"b{at - 1}") * 10)
    finding = refusal(drawing(insertion("b9"), blocks=nested))
    assert finding.code == "cad_blocks_too_many"


def test_a_grid_of_a_billion_is_refused():
    grid = insertion("a", columns=32_000, rows=32_000)
    assert refusal(drawing(grid, blocks=block("a", polyline()))).code == "cad_blocks_too_many"


def test_blocks_nested_too_deep_are_refused(monkeypatch):
    monkeypatch.setattr(cad_blocks, "DEEPEST", 3)
    nested = block("b0", polyline())
    for at in range(1, 6):
        nested += block(f"b{at}", insertion(f"b{at - 1}"))
    assert len(unfolded(drawing(insertion("b2"), blocks=nested))) == 1
    assert codes([refusal(drawing(insertion("b5"), blocks=nested))]) == ["cad_blocks_too_deep"]
