"""Writing boundary-point TXT in the ministry's layout, strictly: it reads back as it was.

GBK, lines ended as Windows does, X north and Y east, area in hectares, rings closed by their first
point, outer rings numbered 1 and holes from 2, the six commas of the empty conversion parameters.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date

import numpy as np
import shapely
from shapely import Polygon

from lantu.geo.finding import Fact, Finding, Place, Refused, Severity
from lantu.geo.formats.boundary_txt import REST
from lantu.geo.formats.reading import ReadFeature
from lantu.geo.formats.text import FULL_WIDTH
from lantu.geo.zones import zone_of

ENCODING, LINE_END = "gb18030", "\r\n"
DECIMALS = 3
SQUARE_METRES_A_HECTARE = 10_000
UNWRITABLE = re.compile(r"[,;@=\[\]\x00-\x1f\x7f\x85\u2028\u2029]")


def write(plots: Sequence[ReadFeature], *, crs: str, producer: str, produced_on: date) -> bytes:
    """Write plots as a boundary-point file.

    Args:
        plots: with geometry in `crs`, easting first; name, and by attribute 地块编号, 图幅号,
            地块用途 and 地类编码.
        crs: a three-degree zone of CGCS2000; whether eastings carry the zone is the code's.
        producer: the unit that made the line.
        produced_on: the day it was made.

    Raises:
        Refused: the CRS is no such zone, or a text holds a character of the layout.
    """
    zone = zone_of(crs)
    if zone is None:
        raise _refused("crs_not_writable", crs=crs)
    lines = [*_header(zone, _writable(producer), produced_on)]
    for number, plot in enumerate(plots, start=1):
        lines += _plot(plot, number)
    return LINE_END.join([*lines, ""]).encode(ENCODING)


def writable(text: str) -> str:
    """Return a text without the characters of the layout, which no field can hold."""
    return FULL_WIDTH.sub("_", UNWRITABLE.sub("_", text)).strip()


def _header(zone: int, producer: str, produced_on: date) -> Iterator[str]:
    yield "[属性描述]"
    yield "格式版本号=1.01版本"
    yield f"数据产生单位={producer}"
    yield f"数据产生日期={produced_on.isoformat()}"
    yield "坐标系=2000国家大地坐标系"
    yield "几度分带=3"
    yield "投影类型=高斯克吕格"
    yield "计量单位=米"
    yield f"带号={zone}"
    yield f"精度={10**-DECIMALS:.{DECIMALS}f}"
    yield "转换参数=,,,,,,"
    yield "[地块坐标]"


def _plot(plot: ReadFeature, number: int) -> Iterator[str]:
    rings = [
        (ring_number, np.round(shapely.get_coordinates(ring), DECIMALS))
        for part in shapely.get_parts(plot.geometry)
        for ring_number, ring in _rings(part)
    ]
    area = float(shapely.area(plot.geometry)) / SQUARE_METRES_A_HECTARE
    words = [
        str(sum(len(points) for _, points in rings)),
        f"{area:.4f}",
        str(plot.attributes.get("地块编号") or number),
        plot.name,
        "面",
        *(str(plot.attributes.get(name) or "") for name in REST),
    ]
    yield ",".join([*map(_writable, words), "@"])
    first_label = 1
    for ring_number, points in rings:
        labels = [*range(first_label, first_label + len(points) - 1), first_label]
        first_label += len(points) - 1
        for label, (east, north) in zip(labels, points, strict=True):
            yield f"J{label},{ring_number},{north:.{DECIMALS}f},{east:.{DECIMALS}f}"


def _rings(part: Polygon) -> Iterator[tuple[int, shapely.LinearRing]]:
    yield 1, part.exterior
    yield from enumerate(part.interiors, start=2)


def _writable(text: str) -> str:
    if UNWRITABLE.search(text) or FULL_WIDTH.search(text) or text != text.strip():
        raise _refused("text_not_writable", text=text[:40])
    return text


def _refused(code: str, **facts: Fact) -> Refused:
    return Refused(Finding(code, Severity.REFUSAL, Place(), facts))
