"""Red lines written as survey firms and offices hand them in: the dialects, not one clean form.

Each writer returns the bytes of a file and the shape as the file really says it, in the measuring
CRS: what is expected of a file is measured from that.
"""

import io
import json
import tempfile
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from pyogrio import set_gdal_config_options
from pyogrio.raw import write
from pyproj import Transformer

from lantu.demo import zhengzhou
from lantu.demo.cad_drawings import drawing
from lantu.demo.zhengzhou import reprojected

Written = tuple[bytes, shapely.Geometry]
ZONE = 38
ZONE_PREFIX_M = ZONE * 1_000_000
DECIMALS = 3
FIXED_DAY = (2019, 8, 20, 9, 0, 0)
FIXED_ON = "2019-08-20"


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a boundary-point text is written.

    Attributes:
        fields: how many fields the line of a plot has before its end mark.
        prefixed: whether east coordinates carry the zone number.
        labels: what stands before the number of a point.
        runs_on: whether a hole goes on with the numbers of the outer ring.
        header: header lines that differ from the usual.
    """

    encoding: str = "gbk"
    fields: int = 8
    prefixed: bool = True
    labels: str = "J"
    closed: bool = True
    runs_on: bool = False
    header: tuple[tuple[str, str], ...] = ()
    area_factor: float = 1.0
    count_offset: int = 0
    swapped: bool = False
    unit_m: float = 1.0


HEADER = {
    "格式版本号": "1.01", "数据产生单位": "演示测绘单位", "数据产生日期": "2019-08-20",
    "坐标系": "2000国家大地坐标系", "几度分带": "3", "投影类型": "高斯克吕格", "计量单位": "米",
    "带号": "38", "精度": "0.001", "转换参数": ",,,,,,",
}  # fmt: skip


def boundary_text(shape: shapely.Geometry, name: str, dialect: Dialect | None = None) -> Written:
    """Write a boundary-point text (standards: 2.5) in some dialect; several plots one by one."""
    style = dialect or Dialect()
    rounded = shapely.set_precision(shape, 10.0**-DECIMALS)
    lines = [
        "[属性描述]",
        *(f"{key}={value}" for key, value in (HEADER | dict(style.header)).items()),
    ]
    lines.append("[地块坐标]")
    for number, plot in enumerate(shapely.get_parts(rounded), 1):
        lines += plot_lines(plot, f"{name}{number}", style)
    return ("\r\n".join(lines) + "\r\n").encode(style.encoding), rounded


def plot_lines(plot: shapely.Polygon, name: str, style: Dialect) -> list[str]:
    """Return the lines of one plot: its attributes, then its points ring by ring."""
    rings = [plot.exterior, *plot.interiors]
    points: list[str] = []
    for circle, ring in enumerate(rings, 1):
        points += _ring_lines(shapely.get_coordinates(ring), circle, len(points), style)
    hectares = f"{shapely.area(plot) / 10_000 * style.area_factor:.4f}"
    known = [
        str(len(points) + style.count_offset),
        hectares,
        "1",
        name,
        "面",
        "",
        "工业用地",
        "0601",
    ]
    extra = ["", "1", "B", "C", "备注"]
    return [",".join([*(known + extra)[: style.fields], "@"]), *points]


def _ring_lines(points: NDArray[np.float64], circle: int, before: int, style: Dialect) -> list[str]:
    count = len(points) - 1
    numbers = np.arange(count) + 1 + (before if style.runs_on else 0)
    order = [*range(count), 0] if style.closed else list(range(count))
    lines = []
    for at in order:
        north = points[at, 1] / style.unit_m
        east = (points[at, 0] + (ZONE_PREFIX_M if style.prefixed else 0)) / style.unit_m
        pair = (east, north) if style.swapped else (north, east)
        lines.append(f"{style.labels}{numbers[at]},{circle},{pair[0]:.3f},{pair[1]:.3f}")
    return lines


def pasted_text(shape: shapely.Geometry, _name: str) -> Written:
    """Write bare coordinates, one point a line, as pasted out of an e-mail."""
    rounded = shapely.set_precision(shape, 10.0**-DECIMALS)
    lines = [
        f"{north:.3f} {east + ZONE_PREFIX_M:.3f}"
        for east, north in shapely.get_coordinates(rounded)
    ]
    return ("\n".join(lines) + "\n").encode(), rounded


def geojson(shape: shapely.Geometry, name: str) -> Written:
    """Write GeoJSON in longitude and latitude, nine decimals (a tenth of a millimetre)."""
    to_lonlat = Transformer.from_crs(zhengzhou.MEASURING_CRS, "EPSG:4490", always_xy=True)
    back = Transformer.from_crs("EPSG:4490", zhengzhou.MEASURING_CRS, always_xy=True)
    lonlat = shapely.transform(
        reprojected(np.array([shape]), to_lonlat)[0], lambda at: np.round(at, 9)
    )
    collection = {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "properties": {"name": name, "number": number},
                "geometry": json.loads(shapely.to_geojson(part)),
            }
            for number, part in enumerate(shapely.get_parts(lonlat), 1)
        ],
    }  # fmt: skip
    text = json.dumps(collection, ensure_ascii=False, indent=1) + "\n"
    return text.encode(), reprojected(np.array([lonlat]), back)[0]


def zipped_shapefile(shape: shapely.Geometry, name: str) -> Written:
    """Write a zipped Shapefile of zone 38 with GBK names and no .cpg, as old programs do.

    Its table says the date of the samples, so that they are the same on whatever day they are made.
    """
    rounded = shapely.set_precision(shape, 10.0**-DECIMALS)
    moved = shapely.transform(rounded, lambda at: at + np.array([ZONE_PREFIX_M, 0.0]))
    buffer = io.BytesIO()
    with tempfile.TemporaryDirectory() as folder:
        _write_features(
            Path(folder) / "红线.shp",
            moved,
            name,
            crs="EPSG:4526",
            encoding="GBK",
            DBF_DATE_LAST_UPDATE=FIXED_ON,
        )
        with zipfile.ZipFile(buffer, "w") as archive:
            for ending in (".dbf", ".prj", ".shp", ".shx"):
                entry = zipfile.ZipInfo("redline" + ending, FIXED_DAY)
                entry.compress_type = zipfile.ZIP_DEFLATED
                archive.writestr(entry, (Path(folder) / ("红线" + ending)).read_bytes())
    return buffer.getvalue(), rounded


def geopackage(shape: shapely.Geometry, name: str) -> Written:
    """Write a GeoPackage in the measuring CRS, with the date of the samples."""
    set_gdal_config_options({"OGR_CURRENT_DATE": f"{FIXED_ON}T01:00:00.000Z"})
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "redline.gpkg"
        _write_features(
            path, shape, name, crs=zhengzhou.MEASURING_CRS, encoding="UTF-8", layer="redline"
        )
        set_gdal_config_options({"OGR_CURRENT_DATE": None})
        return path.read_bytes(), shape


def _write_features(
    path: Path, shape: shapely.Geometry, name: str, *, crs: str, encoding: str, **options: Any
) -> None:
    parts = np.atleast_1d(shapely.get_parts(shape))
    columns = [np.array([f"{name}{number}" for number in range(1, len(parts) + 1)], dtype=object)]
    write(
        path,
        shapely.to_wkb(parts),
        columns,
        np.array(["地块名称"]),
        geometry_type="Polygon",
        crs=crs,
        encoding=encoding,
        **options,
    )


def in_dialect(**choices: Any) -> Callable[[shapely.Geometry, str], Written]:
    """Return a writer of boundary-point texts in one dialect."""

    def writer(shape: shapely.Geometry, name: str) -> Written:
        return boundary_text(shape, name, Dialect(**choices))

    return writer


Writer = Callable[[shapely.Geometry, str], Written]
WRITERS: dict[str, tuple[str, Writer]] = {
    "text": (".txt", in_dialect()),
    "text_with_classes": (
        ".txt",
        in_dialect(fields=8, encoding="utf-8", prefixed=False, header=(("带号", ""),)),
    ),
    "text_long": (".txt", in_dialect(fields=13, runs_on=True)),
    "text_short": (".txt", in_dialect(fields=7, labels="", encoding="utf-8")),
    "pasted": (".txt", pasted_text),
    "geojson": (".geojson", geojson),
    "shapefile": (".zip", zipped_shapefile),
    "geopackage": (".gpkg", geopackage),
    "drawing": (".dxf", drawing),
}


def merged_plots(plots: Sequence[shapely.Polygon]) -> shapely.Geometry:
    """Return several plots as one shape."""
    return plots[0] if len(plots) == 1 else shapely.MultiPolygon(list(plots))
