"""Make boundary.geojson and zones.geojson from the source files named in SOURCE.md.

Run once, by hand: `python -m lantu.demo.zhengzhou.derive ../shared/data/zhengzhou`.
"""

import json
import sys
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from pyogrio.raw import read
from pyproj import Transformer

from lantu.demo.zhengzhou import cleaned, reprojected

HERE = Path(__file__).parent
MARK = "演示"
URBAN_DISTRICTS = ("410102", "410103", "410104", "410105", "410106", "410108")
CENTRAL_RADIUS_M = 13_500.0
CENTRE = (466_500.0, 3_847_500.0)
DEVELOPMENT_ZONES = {
    "郑东新区": ("410105100", "410105102", "410105200", "410104202", "410122105"),
    "航空港经济综合实验区": ("410184106", "410184107", "410184202", "410184203", "410122206"),
    "经济技术开发区": ("410104201", "410122207", "410122204"),
    "高新技术产业开发区": ("410102101", "410102200"),
}


def main(source: Path) -> None:
    """Write both files; the source CRS differ, the result is EPSG:4490 with 6 decimals."""
    districts, district_rows = _districts(source / "districts_tianditu.geojson")
    outline = _largest(shapely.union_all(shapely.buffer(districts, 1e-6)))
    geometries, rows = _townships(source / "townships/demographics-utf8/demographics.shp")
    cells = _partition(_to_plane(geometries, 3395), _to_plane(np.array([outline]), 4490)[0])
    boundary_row = {"kind": "boundary", "name": "郑州市", "mark": MARK}
    _write("boundary.geojson", [outline, *districts], [boundary_row, *district_rows])
    zones, zone_rows = _zones(cells, rows)
    _write("zones.geojson", _to_lonlat([*cells, *zones]), [*rows, *zone_rows])


def _districts(path: Path) -> tuple[NDArray[Any], list[dict[str, Any]]]:
    meta, _, geometries, columns = read(path)
    data = dict(zip(meta["fields"], columns, strict=True))
    rows = [
        {"kind": "district", "code": str(code), "name": name}
        for code, name in zip(data["district_adcode"], data["district_name"], strict=True)
    ]
    return shapely.from_wkb(geometries), rows


def _townships(path: Path) -> tuple[NDArray[Any], list[dict[str, Any]]]:
    meta, _, geometries, columns = read(path, encoding="utf-8")
    data = dict(zip(meta["fields"], columns, strict=True))
    rows = [
        {"kind": "township", "code": code, "name": name.strip(), "population": int(population)}
        for name, code, population in zip(
            data["ename"], data["gbcode"], data["TotalPop"], strict=True
        )
    ]
    outlines = shapely.simplify(shapely.from_wkb(geometries), 30.0)
    return shapely.make_valid(outlines), rows


def _partition(cells: NDArray[Any], outline: shapely.Polygon) -> list[shapely.Geometry]:
    """Fit the townships to the outline: overlaps go to the first, gaps to the longest border."""
    kept: list[shapely.Geometry] = []
    taken = shapely.Polygon()
    for cell in cells:
        kept.append(_polygonal(shapely.difference(shapely.intersection(cell, outline), taken)))
        taken = shapely.union(taken, cell)
    gaps = shapely.get_parts(shapely.difference(outline, shapely.union_all(kept)))
    for gap in gaps[np.argsort(-shapely.area(gaps))]:
        borders = shapely.length(shapely.intersection(np.array(kept), shapely.buffer(gap, 20.0)))
        winner = int(np.argmax(borders))
        kept[winner] = _polygonal(shapely.union(kept[winner], gap))
    return list(cleaned(np.array(kept)))


def _zones(
    cells: list[shapely.Geometry], rows: list[dict[str, Any]]
) -> tuple[list[shapely.Geometry], list[dict[str, Any]]]:
    geometries = np.array(cells)
    codes = np.array([row["code"] for row in rows])
    urban = np.isin([code[:6] for code in codes], URBAN_DISTRICTS)
    near = shapely.distance(shapely.centroid(geometries), shapely.Point(CENTRE)) < CENTRAL_RADIUS_M
    members = {
        "中心城区": urban & near,
        "其余": urban & ~near,
        "市区": urban,
        **{name: np.isin(codes, chosen) for name, chosen in DEVELOPMENT_ZONES.items()},
    }
    shapes = [_polygonal(shapely.coverage_union_all(geometries[mask])) for mask in members.values()]
    return shapes, [{"kind": "zone", "name": name, "mark": MARK} for name in members]


def _polygonal(geometry: shapely.Geometry) -> shapely.Geometry:
    parts = shapely.get_parts(geometry)
    polygons = parts[(shapely.get_type_id(parts) == 3) & (shapely.area(parts) > 1.0)]
    return polygons[0] if len(polygons) == 1 else shapely.MultiPolygon(list(polygons))


def _largest(geometry: shapely.Geometry) -> shapely.Polygon:
    parts = shapely.get_parts(geometry)
    return shapely.Polygon(parts[np.argmax(shapely.area(parts))].exterior)


def _to_plane(geometries: NDArray[Any], epsg: int) -> NDArray[Any]:
    plane = Transformer.from_crs(epsg, 4547, always_xy=True)
    return reprojected(geometries, plane)


def _to_lonlat(geometries: list[shapely.Geometry]) -> list[shapely.Geometry]:
    lonlat = Transformer.from_crs(4547, 4490, always_xy=True)
    return list(reprojected(np.array(geometries), lonlat))


def _write(name: str, geometries: list[shapely.Geometry], rows: list[dict[str, Any]]) -> None:
    rounded = shapely.set_precision(shapely.make_valid(np.array(geometries)), 1e-6)
    features = [
        {"type": "Feature", "properties": row, "geometry": json.loads(shapely.to_geojson(shape))}
        for row, shape in zip(rows, rounded, strict=True)
    ]
    lines = ",\n".join(json.dumps(feature, ensure_ascii=False) for feature in features)
    text = '{"type": "FeatureCollection", "features": [\n' + lines + "\n]}\n"
    (HERE / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
