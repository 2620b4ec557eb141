"""Red lines as an old drawing program saves them: DXF of R12, tag by tag, texts in GBK.

Written here and by no library, so that the reader meets what the library did not make.
"""

from collections.abc import Iterable

import numpy as np
import shapely

DECIMALS = 3
FRAME_M = 60.0
RED_LINE, FRAME, NOTES = "用地红线", "图框", "注记"
LETTER_M = 3.0


def drawing(shape: shapely.Geometry, name: str) -> tuple[bytes, shapely.Geometry]:
    """Draw a shape on the layer of the red line, with its name inside and a frame around it."""
    rounded = shapely.set_precision(shape, 10.0**-DECIMALS)
    west, south, east, north = shapely.buffer(rounded, FRAME_M).bounds
    frame = shapely.box(west, south, east, north)
    lines = _polyline(FRAME, frame.exterior)
    for number, part in enumerate(shapely.get_parts(rounded), 1):
        for ring in (part.exterior, *part.interiors):
            lines += _polyline(RED_LINE, ring)
        lines += _text(f"{name}{number}", part.representative_point())
    return _file(lines), rounded


def drawing_of_two_layers(shape: shapely.Polygon) -> bytes:
    """Draw a shape and its neighbour on two layers, neither of which is named as a red line."""
    west, _, east, _ = shape.bounds
    beside = shapely.transform(shape, lambda at: at + np.array([east - west + 20.0, 0.0]))
    return _file([*_polyline("一期", shape.exterior), *_polyline("二期", beside.exterior)])


def _file(entities: Iterable[str]) -> bytes:
    header = ["0", "SECTION", "2", "HEADER", "9", "$ACADVER", "1", "AC1009"]
    header += ["9", "$DWGCODEPAGE", "3", "ANSI_936", "0", "ENDSEC"]
    lines = [*header, "0", "SECTION", "2", "ENTITIES", *entities, "0", "ENDSEC", "0", "EOF"]
    return ("\r\n".join(lines) + "\r\n").encode("gbk")


def _polyline(layer: str, ring: shapely.LinearRing) -> list[str]:
    lines = ["0", "POLYLINE", "8", layer, "66", "1", "70", "1"]
    for east, north in shapely.get_coordinates(ring)[:-1]:
        lines += ["0", "VERTEX", "8", layer, *_place(east, north)]
    return [*lines, "0", "SEQEND", "8", layer]


def _text(words: str, at: shapely.Point) -> list[str]:
    return ["0", "TEXT", "8", NOTES, *_place(at.x, at.y), "40", f"{LETTER_M}", "1", words]


def _place(east: float, north: float) -> list[str]:
    return ["10", f"{east:.{DECIMALS}f}", "20", f"{north:.{DECIMALS}f}"]
