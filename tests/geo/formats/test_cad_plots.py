import pytest
from shapely import MultiPolygon, box

from lantu.geo.finding import Place, Severity
from lantu.geo.formats.cad_entities import DrawnText
from lantu.geo.formats.cad_plots import plots_of
from lantu.geo.formats.cad_rings import DrawnRing
from tests.geo.formats.drawings import ring_of
from tests.geo.formats.samples import codes

PLACE = Place(file="a.dxf", layer="红线")


def ring(west, south, size, handle="1"):
    return DrawnRing(handle, tuple(ring_of(box(west, south, west + size, south + size))))


def words(text, east, north, *, layer="注记", height=2.5):
    return DrawnText(layer, text, east, north, height)


def made(*rings, texts=()):
    findings = []
    return plots_of(rings, texts, PLACE, findings), findings


def test_each_ring_beside_others_is_a_plot_with_its_handle():
    plots, findings = made(ring(0, 0, 10, "1A"), ring(20, 0, 10, "1B"))
    assert [(one.name, one.attributes["句柄"]) for one in plots] == [
        ("第1块", "1A"),
        ("第2块", "1B"),
    ]
    assert plots[0].place == Place(file="a.dxf", layer="红线", entity="1A", feature="第1块")
    assert findings == []


def test_a_ring_inside_another_is_its_hole_and_that_is_said():
    (plot,), (finding,) = made(ring(40, 40, 20), ring(0, 0, 100))
    assert plot.geometry.area == 9600
    assert (finding.code, finding.severity) == ("cad_rings_inside", Severity.WARNING)
    assert finding.facts["count"] == 1


def test_an_island_in_a_hole_is_a_plot_again():
    plots, findings = made(ring(0, 0, 100), ring(10, 10, 80), ring(20, 20, 60))
    assert sorted(plot.geometry.area for plot in plots) == [3600, 3600]
    assert findings[0].facts["count"] == 1


def test_rings_that_cross_hold_nothing_and_stay_plots():
    plots, findings = made(ring(0, 0, 10), ring(5, 5, 10))
    assert [plot.geometry.area for plot in plots] == [100, 100]
    assert findings == []


def test_a_ring_drawn_twice_is_read_once():
    (plot,), (finding,) = made(ring(0, 0, 10, "1A"), ring(0, 0, 10, "1B"))
    assert plot.geometry.area == 100
    assert (finding.code, finding.place.entity, finding.facts["other"]) == (
        *("cad_ring_twice", "1B"),
        "1A",
    )


@pytest.mark.parametrize(
    "other", ["J1", "12", "J12", "1,234.5", "2000.12㎡", "3.5亩", "X=3846000.1", "面积：20 亩"]
)
def test_a_text_inside_is_the_name_where_it_is_no_number_of_a_point_or_an_area(other):
    texts = [words("示例地块", 5, 5), words(other, 6, 6), words("邻地", 15, 15)]
    (plot,), _ = made(ring(0, 0, 10), texts=texts)
    assert plot.name == "示例地块"


def test_of_several_texts_the_tallest_is_the_name_and_of_equals_none():
    tall = [words("示例地块", 5, 5, height=5), words("住宅", 6, 6), words("二期", 7, 7)]
    assert made(ring(0, 0, 10), texts=tall)[0][0].name == "示例地块"
    assert made(ring(0, 0, 10), texts=tall[1:])[0][0].name == "第1块"


def test_the_layer_on_which_our_own_drawings_name_plots_stands_first():
    texts = [words("注记", 5, 5, height=9), words("示例地块", 6, 6, layer="地块名称")]
    assert made(ring(0, 0, 10), texts=texts)[0][0].name == "示例地块"


def test_plots_of_one_name_are_parts_of_one_unless_they_overlap():
    texts = [words("示例地块", 2, 2), words("示例地块", 22, 2)]
    (plot,), findings = made(ring(0, 0, 10, "1A"), ring(20, 0, 10, "1B"), texts=texts)
    assert isinstance(plot.geometry, MultiPolygon)
    assert plot.attributes["句柄"] == "1A、1B"
    assert codes(findings) == ["has_parts"]
    texts = [words("示例地块", 2, 2), words("示例地块", 12, 12)]
    assert len(made(ring(0, 0, 10), ring(5, 5, 10), texts=texts)[0]) == 2
