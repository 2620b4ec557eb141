import io

import ezdxf
import numpy as np
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import Polygon, box

from lantu.geo.formats.cad_writer import LINES, NAMES, POINTS, write
from lantu.geo.formats.reading import ReadFeature
from tests.geo.formats.samples import LOT


def drawn(data: bytes):
    return ezdxf.read(io.StringIO(data.decode("utf-8")))


def test_a_ring_is_a_closed_polyline_in_metres_with_its_points_numbered():
    drawing = drawn(write([ReadFeature("示例地块", LOT)]))
    (line,) = drawing.modelspace().query(f'LWPOLYLINE[layer=="{LINES}"]')
    assert (drawing.units, line.closed, len(line)) == (6, True, len(LOT.exterior.coords) - 1)
    numbers = [one.dxf.text for one in drawing.modelspace().query(f'TEXT[layer=="{POINTS}"]')]
    assert numbers == [f"J{number}" for number in range(1, len(line) + 1)]
    (name,) = drawing.modelspace().query(f'TEXT[layer=="{NAMES}"]')
    assert name.dxf.text == "示例地块"
    assert drawing.audit().errors == []


def test_a_hole_is_a_ring_of_its_own():
    ring = box(460_000, 3_840_000, 460_100, 3_840_100)
    plot = Polygon(ring.exterior, [box(460_040, 3_840_040, 460_060, 3_840_060).exterior])
    drawing = drawn(write([ReadFeature("有洞", plot)]))
    assert len(drawing.modelspace().query("LWPOLYLINE")) == 2


@settings(max_examples=25, deadline=None)
@given(st.floats(440_000, 480_000), st.floats(3_820_000, 3_860_000), st.floats(1, 900))
def test_what_is_drawn_is_read_with_the_same_points(east, north, size_m):
    plot = box(east, north, east + size_m, north + size_m)
    (line,) = drawn(write([ReadFeature("地块", plot)])).modelspace().query("LWPOLYLINE")
    found = np.array(line.get_points("xy"))
    assert np.abs(found - shapely.get_coordinates(plot.exterior)[:-1]).max() < 1e-6
