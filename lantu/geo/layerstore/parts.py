"""The features of a layer version on disk: GeoParquet, as QGIS, DuckDB or Sedona read it.

A version has one part for now; the name of a part is its cell of the city's grid.
"""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import shapely
from numpy.typing import NDArray
from pyproj import CRS

from lantu.geo.feature import FeatureTable

WHOLE_CITY = "whole"
ROWS_PER_GROUP = 65536
KEY, GEOMETRY = "lantu_key", "geometry"


def write_parts(folder: Path, table: FeatureTable, crs: str) -> list[str]:
    """Write a canonical table as GeoParquet 1.1 into `folder`/parts; return the part names.

    Args:
        folder: the folder of the version, there already.
        table: features in the measuring CRS.
        crs: code of that CRS, such as "EPSG:4547".
    """
    (folder / "parts").mkdir()
    columns = {
        name: pa.array(column, pa.string() if column.dtype.kind == "O" else None, from_pandas=True)
        for name, column in table.attributes.items()
    }
    columns[KEY] = pa.array(table.keys, pa.string())
    columns[GEOMETRY] = pa.array(shapely.to_wkb(table.geometries, byte_order=1), pa.binary())
    arrow = pa.table(columns).replace_schema_metadata({"geo": json.dumps(_header(table, crs))})
    pq.write_table(
        arrow,
        folder / "parts" / f"{WHOLE_CITY}.parquet",
        row_group_size=ROWS_PER_GROUP,
        compression="zstd",
    )
    return [WHOLE_CITY]


def _header(table: FeatureTable, crs: str) -> dict[str, Any]:
    column = {
        "encoding": "WKB",
        "geometry_types": ["MultiPolygon"],
        "crs": CRS.from_user_input(crs).to_json_dict(),
    }
    if len(table):
        column["bbox"] = shapely.total_bounds(table.geometries).tolist()
    return {"version": "1.1.0", "primary_column": GEOMETRY, "columns": {GEOMETRY: column}}


def read_parts(folder: Path, names: list[str]) -> FeatureTable:
    """Read the canonical table of a version back from its parts."""
    arrow = pa.concat_tables(
        [pq.read_table(folder / "parts" / f"{name}.parquet") for name in names]
    )
    attributes = {
        name: _array(arrow.column(name))
        for name in arrow.column_names
        if name not in (KEY, GEOMETRY)
    }
    return FeatureTable(
        _array(arrow.column(KEY)),
        shapely.from_wkb(arrow.column(GEOMETRY).to_numpy(zero_copy_only=False)),
        attributes,
    )


def _array(column: Any) -> NDArray[Any]:
    if pa.types.is_floating(column.type):
        return np.asarray(column.to_numpy(zero_copy_only=False), dtype=np.float64)
    return np.asarray(column.to_numpy(zero_copy_only=False))
