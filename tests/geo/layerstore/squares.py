"""Small layers for the tests of the store."""

from datetime import date

import numpy as np
import shapely

from lantu.geo.feature import FeatureTable
from lantu.geo.layerstore import LayerDescription, create

CRS = "EPSG:4547"
CITY = shapely.box(0, 0, 1000, 1000)


def city(folder):
    return create(folder / "city", name="试验市", crs=CRS, boundary=CITY)


def description(key="land_use_plan", **changes):
    facts = {"name": "土地利用总体规划", "as_of_on": date(2019, 6, 30), "source": "试验"}
    return LayerDescription(key=key, **{**facts, **changes})


def squares(count=4, side=10.0, **attributes):
    corners = np.arange(count) * side
    boxes = shapely.box(corners, 0, corners + side, side)
    keys = np.array([f"地块{at:03d}" for at in range(count)], dtype=object)
    columns = {
        "地类": np.array(["耕地" if at % 2 else None for at in range(count)], dtype=object),
        "面积": np.array([np.nan if at == 1 else at * 1.5 for at in range(count)]),
        "编号": np.arange(count),
    }
    return FeatureTable(keys, boxes, {**columns, **attributes})
