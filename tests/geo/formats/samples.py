"""Files that tests write for themselves, and the limits that they are read with."""

import zipfile
from pathlib import Path

import numpy as np
import pyogrio
import shapely

from lantu.geo.formats.reading import Limits

FILES = Path(__file__).parent / "files"
LIMITS = Limits(size_bytes=20 << 20, features=200, vertices=100_000, seconds=10)

# A lot of two hectares in the west of the third-degree zone 38: X 3846000 …, Y 465600 ….
LOT = shapely.box(465600, 3846000, 465800, 3846100)
PAIRS = "3846000,38465600\n3846100,38465600\n3846100,38465800\n3846000,38465800\n"
BOUNDARY = (
    "[属性描述]\n坐标系=2000国家大地坐标系\n几度分带=3\n带号=38\n转换参数=,,,,,,\n[地块坐标]\n"
    "5,2.0000,1,示例地块,面,,住宅,0701,@\n"
    "J1,1,3846000.000,38465600.000\nJ2,1,3846100.000,38465600.000\n"
    "J3,1,3846100.000,38465800.000\nJ4,1,3846000.000,38465800.000\n"
    "J1,1,3846000.000,38465600.000\n"
)


def codes(findings) -> list[str]:
    """The codes of findings, in order."""
    return [finding.code for finding in findings]


def write_zip(path: Path, members: dict[str, bytes | str]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def write_vector(path: Path, geometries=(LOT,), *, crs="EPSG:4547", kind="Polygon", **columns):
    """Write a shapefile or GeoPackage with pyogrio; columns are name=[values]."""
    columns = columns or {"name": [f"地块{at}" for at, _ in enumerate(geometries, start=1)]}
    pyogrio.raw.write(
        path,
        geometry=shapely.to_wkb(np.array(geometries, dtype=object)),
        field_data=[np.array(values, dtype=object) for values in columns.values()],
        fields=list(columns),
        geometry_type=kind,
        crs=crs,
        driver="GPKG" if path.suffix == ".gpkg" else "ESRI Shapefile",
    )
    return path
