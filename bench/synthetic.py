"""A synthetic city of docs/performance.md's mix, for when the large demo city is not at hand.

Coverages of kinked cells that share every border, layers that hold some of the cells, river
buffers, an ecological red line of many vertices: 31 layers, about a million polygons at scale 1.
"""

from datetime import date
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import shapely

from lantu.geo.feature import FeatureTable
from lantu.geo.layerstore import LayerDescription, create, publish, write_layer

SIDE_M = 86_000.0
CRS = "EPSG:4547"
SEED = 2019
COVERAGES = {"parcels": (500_000, 6), "land_a": (100_000, 14), "land_b": (100_000, 14),
             "plan_a": (10_000, 32), "plan_b": (10_000, 32)}  # fmt: skip
SPARSE_LAYERS, SPARSE_CELLS = 24, 10_000
RIVERS, FOOTPRINTS = 3_000, 500


def build(root: Path, scale: float, tell) -> None:
    """Write the city and its test footprints."""
    store = create(root, name="合成城市", crs=CRS, boundary=shapely.box(0, 0, SIDE_M, SIDE_M))
    versions = []
    for number, (key, polygons) in enumerate(layers(scale)):
        described = LayerDescription(key, key, date(2019, 9, 1), "合成")
        versions.append(write_layer(store, described, table(polygons, number), repair=True))
        tell(key)
    publish(store, versions, note="合成")
    write_footprints(root / "footprints.parquet")


def layers(scale: float):
    chance = np.random.default_rng(SEED)
    for key, (count, kinks) in COVERAGES.items():
        yield key, cells(chance, max(4, int((count * scale) ** 0.5)), kinks)
    for number in range(SPARSE_LAYERS):
        every = cells(chance, max(8, int((4 * SPARSE_CELLS * scale) ** 0.5)), 6 + number % 12)
        yield f"sparse_{number:02}", every[chance.random(len(every)) < 0.25]
    yield "rivers", rivers(chance, int(RIVERS * scale) + 1)
    yield "ecological_redline", red_line(chance)


def table(polygons, number: int) -> FeatureTable:
    keys = np.array([f"{row:07}" for row in range(len(polygons))], dtype=object)
    classes = np.array([f"{(row * 7 + number) % 40:04}" for row in range(len(polygons))], object)
    return FeatureTable(keys, polygons, {"land_class": classes})


def cells(chance: np.random.Generator, side: int, kinks: int):
    """A coverage of side x side cells; neighbours share every vertex of their border."""
    step = SIDE_M / side
    at = np.arange(side + 1) * step
    corners = np.stack(np.meshgrid(at, at, indexing="ij"), axis=-1)
    inner = corners[1:-1, 1:-1]
    inner += chance.uniform(-0.25, 0.25, inner.shape) * step
    across = lines(chance, corners[:-1], corners[1:], kinks)  # along x
    along = lines(chance, corners[:, :-1], corners[:, 1:], kinks)  # along y
    rings = np.concatenate(
        (across[:, :-1], along[1:], across[:, 1:, ::-1], along[:-1, :, ::-1]), axis=2
    ).reshape(side * side, -1, 2)
    keep = np.ones(rings.shape[1], dtype=bool)
    keep[kinks + 1 :: kinks + 2] = False  # each line ends where the next begins
    rings = rings[:, keep]
    return shapely.polygons(np.concatenate((rings, rings[:, :1]), axis=1))


def lines(chance: np.random.Generator, begin, end, kinks: int):
    """Lines from begin to end with kinks beside the straight."""
    share = np.linspace(0, 1, kinks + 2)[:, None]
    straight = begin[..., None, :] * (1 - share) + end[..., None, :] * share
    side = np.stack((begin[..., 1] - end[..., 1], end[..., 0] - begin[..., 0]), axis=-1)
    sway = chance.normal(0, 0.04, (*straight.shape[:-1], 1)) * 4 * share * (1 - share)
    border = (begin[..., None, :] == end[..., None, :]).any(axis=-1, keepdims=True)
    return straight + side[..., None, :] * np.where(border, 0, sway)


def rivers(chance: np.random.Generator, count: int):
    turn = np.cumsum(chance.normal(0, 0.25, (count, 60)), axis=1)
    turn += chance.uniform(0, 2 * np.pi, (count, 1))
    steps = np.stack((np.cos(turn), np.sin(turn)), axis=-1) * chance.uniform(20, 120, (count, 1, 1))
    paths = chance.uniform(0, SIDE_M, (count, 1, 2)) + np.cumsum(steps, axis=1)
    return shapely.buffer(shapely.linestrings(paths), chance.uniform(5, 60, count), quad_segs=4)


def red_line(chance: np.random.Generator):
    """154 parts with 160,000 vertices in all."""
    sizes = np.full(154, 60_000 // 153)
    sizes[0] = 100_000
    centres = np.stack(np.meshgrid(np.arange(13), np.arange(12)), axis=-1).reshape(-1, 2)[:154]
    middle = (centres + 0.5) * SIDE_M / 13
    return np.array(
        [
            star(chance, at, SIDE_M / 13 * 0.3, int(size))
            for at, size in zip(middle, sizes, strict=True)
        ]
    )


def star(chance: np.random.Generator, middle, radius: float, count: int):
    turn = np.linspace(0, 2 * np.pi, count, endpoint=False)
    waves = sum(np.sin(turn * k + chance.uniform(0, 6)) / k for k in (2, 3, 5, 11, 23, 47))
    reach = radius * (1 + 0.2 * waves + chance.uniform(-0.01, 0.01, count))
    return shapely.Polygon(middle + np.column_stack((np.cos(turn), np.sin(turn))) * reach[:, None])


def write_footprints(path: Path) -> None:
    """500 red lines of 10 to 500 vertices."""
    chance = np.random.default_rng(SEED + 1)
    counts = np.exp(chance.uniform(np.log(10), np.log(500), FOOTPRINTS)).astype(int)
    shapes = [
        star(chance, chance.uniform(3_000, SIDE_M - 3_000, 2), chance.lognormal(5.6, 0.7), count)
        for count in counts
    ]
    columns = {"key": [f"FP-{at:04}" for at in range(len(shapes))],
               "geometry": shapely.to_wkb(shapes)}  # fmt: skip
    pq.write_table(pa.table(columns), path)
