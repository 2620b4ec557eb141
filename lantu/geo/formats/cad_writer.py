"""Writing red lines as DXF: closed polylines in metres, easting first, as drawing programs want."""

import io
from collections.abc import Sequence

import shapely
from ezdxf import units
from ezdxf.document import Drawing
from ezdxf.filemanagement import new
from shapely import Polygon

from lantu.geo.formats.reading import ReadFeature

VERSION = "R2010"
LINES, POINTS, NAMES = "红线", "界址点号", "地块名称"
# Letters as tall as one reads them on a site plan of 1:1000.
LETTER_M = 2.5


def write(plots: Sequence[ReadFeature]) -> bytes:
    """Write plots as a drawing: rings on one layer, numbers of their points and names on others.

    Args:
        plots: with plane geometry in metres, easting first; written as they are.

    Returns:
        The bytes of a DXF of version 2010, in UTF-8.
    """
    drawing = new(VERSION, units=units.M)
    for name, colour in ((LINES, 1), (POINTS, 8), (NAMES, 7)):
        drawing.layers.add(name, color=colour)
    for plot in plots:
        for part in shapely.get_parts(plot.geometry):
            _draw(drawing, part, plot.name)
    written = io.StringIO()
    drawing.write(written)
    return written.getvalue().encode("utf-8")


def _draw(drawing: Drawing, part: Polygon, name: str) -> None:
    space, number = drawing.modelspace(), 0
    for ring in (part.exterior, *part.interiors):
        points = shapely.get_coordinates(ring)[:-1]
        space.add_lwpolyline(points.tolist(), close=True, dxfattribs={"layer": LINES})
        for point in points.tolist():
            number += 1
            attributes = {"layer": POINTS, "height": LETTER_M, "insert": tuple(point)}
            space.add_text(f"J{number}", dxfattribs=attributes)
    middle = part.representative_point()
    attributes = {"layer": NAMES, "height": 2 * LETTER_M, "insert": (middle.x, middle.y)}
    space.add_text(name, dxfattribs=attributes)
