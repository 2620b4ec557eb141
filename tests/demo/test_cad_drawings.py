import pytest
import shapely

from lantu.demo.cad_drawings import drawing, drawing_of_two_layers
from lantu.geo.finding import Refused
from lantu.geo.formats.cad import parse
from tests.geo.formats.samples import LIMITS, codes

GROUND = shapely.Polygon(
    [(466_000, 3_847_000), (466_100, 3_847_010), (466_090, 3_847_120), (466_010, 3_847_100)],
    [[(466_040, 3_847_040), (466_040, 3_847_060), (466_060, 3_847_060), (466_060, 3_847_040)]],
)


def test_a_drawing_reads_back_with_its_name_its_hole_and_without_its_frame():
    content, said = drawing(GROUND, "地块")
    found = parse(content, file="a.dxf", limits=LIMITS)
    (plot,) = found.features
    assert (plot.name, found.encoding) == ("地块1", "gb18030")
    assert plot.geometry.equals(said)
    assert "cad_layer_preferred" in codes(found.findings)


def test_of_two_layers_neither_is_taken():
    with pytest.raises(Refused) as refused:
        parse(drawing_of_two_layers(GROUND), file="a.dxf", limits=LIMITS)
    assert codes(refused.value.findings) == ["cad_layers_several"]
