"""The ground of a demo city: corridors laid out and the blocks that lie between them."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from lantu.demo import skeleton, terrain, zhengzhou
from lantu.demo.chance import salt, uniform
from lantu.demo.cuts import Pieces, Rules, cut
from lantu.demo.terrain import Field

PRECEDENCE = ("river", "railway", "expressway", "road", "lane")
VILLAGE_REACH_M = 330.0


@dataclass(frozen=True, slots=True)
class Edition:
    """How fine a city is drawn: areas of parcels are divided by `fineness`."""

    name: str
    fineness: float
    villages: int
    streams: int


EDITIONS = {"small": Edition("small", 1.0, 1000, 240), "large": Edition("large", 26.0, 2600, 3000)}


@dataclass(frozen=True, slots=True, eq=False)
class Ground:
    """Everything the layers are drawn from.

    Attributes:
        corridors: the lines, beyond the boundary.
        corridor_lands: their land, a polygon per township and kind; `corridor_kinds` names it.
        blocks: the land between; `block_keys` is their chance, `block_homes` their township.
    """

    edition: Edition
    seed: int
    boundary: shapely.Polygon
    townships: zhengzhou.Places
    terrain: terrain.Terrain
    villages: Field
    corridors: tuple[skeleton.Corridor, ...]
    corridor_lands: NDArray[Any]
    corridor_kinds: NDArray[Any]
    corridor_homes: NDArray[np.int64]
    blocks: NDArray[Any]
    block_keys: NDArray[np.uint64]
    block_homes: NDArray[np.int64]

    def is_village(self, points: Field) -> NDArray[np.bool_]:
        """Return which of n points lie in a village."""
        tree = shapely.STRtree(np.array(shapely.points(self.villages), dtype=object))
        located = shapely.points(points)
        (found, village), away = tree.query_nearest(
            located, return_distance=True, all_matches=False
        )
        reach = VILLAGE_REACH_M * (
            0.55 + 0.9 * uniform(village.astype(np.uint64), salt(0, "village size"))
        )
        inside = np.zeros(len(points), dtype=bool)
        inside[found] = away * (1 + 0.3 * self.terrain.fringe.at(points[found] * 9)) < reach
        return inside


def lay_ground(edition: Edition, seed: int) -> Ground:
    """Lay out the ground of an edition and seed."""
    places, boundary = zhengzhou.townships(), zhengzhou.boundary()
    centres, reaches = terrain.town_centres(places, seed)
    relief = terrain.draw_terrain(seed, centres, reaches)
    villages = skeleton.scatter_villages(relief, boundary, seed, edition.villages)
    corridors = skeleton.draw_corridors(relief, boundary, seed, villages)
    lands, kinds, homes, blocks, block_homes = _divided(places.geometries, corridors)
    codes = places.column("code")
    keys = np.array(
        [
            salt(seed, "block", str(codes[home]), str(number))
            for number, home in enumerate(block_homes)
        ],
        dtype=np.uint64,
    )
    return Ground(
        edition, seed, boundary, places, relief, villages, tuple(corridors),
        lands, kinds, homes, blocks, keys, block_homes,
    )  # fmt: skip


def _divided(cells: NDArray[Any], corridors: list[skeleton.Corridor]) -> tuple[NDArray[Any], ...]:
    """Divide every township into the land of each kind of corridor and the blocks between."""
    strips = np.array([corridor.strip for corridor in corridors], dtype=object)
    strip_kinds = np.array([corridor.kind for corridor in corridors])
    tree = shapely.STRtree(strips)
    lands: list[tuple[Any, str, int]] = []
    blocks: list[tuple[Any, int]] = []
    for home, cell in enumerate(cells):
        rest, near = cell, tree.query(cell, predicate="intersects")
        for kind in PRECEDENCE:
            crossing = np.sort(near[strip_kinds[near] == kind])
            if not len(crossing):
                continue
            left = shapely.difference(rest, shapely.union_all(strips[crossing]))
            # The intersection with the strips would do as well, but GEOS gets one township wrong.
            lands += [(part, kind, home) for part in _polygons(shapely.difference(rest, left))]
            rest = left
        blocks += [(part, home) for part in _polygons(rest)]
    return (
        np.array([land for land, _, _ in lands], dtype=object),
        np.array([kind for _, kind, _ in lands]),
        np.array([home for _, _, home in lands]),
        np.array([block for block, _ in blocks], dtype=object),
        np.array([home for _, home in blocks]),
    )


def _polygons(geometry: shapely.Geometry) -> NDArray[Any]:
    parts = shapely.get_parts(geometry)
    return np.asarray(parts[(shapely.get_type_id(parts) == 3) & (shapely.area(parts) > 1e-6)])


def parcel_rules(ground: Ground, *, coarser: float = 1.0, lanes: bool = True) -> Rules:
    """Return how land is cut: small in town, smaller in villages, wide in fields and hills.

    Args:
        ground: whose terrain decides.
        coarser: how many times larger the pieces shall be.
        lanes: whether the first cuts in town leave streets.
    """

    def target_m2(points: Field) -> Field:
        dense = ground.terrain.density(points)
        high = ground.terrain.elevation_m(points)
        rural = np.where(high > 420, 2_200_000.0, np.where(high > 230, 1_400_000.0, 950_000.0))
        rural = np.where(ground.is_village(points), 120_000.0, rural)
        town = np.where(dense > 0.7, 150_000.0, 230_000.0)
        return np.asarray(np.where(dense > 0.35, town, rural) * coarser / ground.edition.fineness)

    def lane_width_m(points: Field, areas: Field) -> Field:
        town = ground.terrain.density(points) > 0.35
        widths = np.where(areas > 500_000, 20.0, np.where(areas > 260_000, 14.0, 0.0))
        return np.where(town & lanes, widths, 0.0)

    def slender(points: Field) -> NDArray[np.bool_]:
        fields = (ground.terrain.density(points) <= 0.35) & (
            ground.terrain.elevation_m(points) < 330
        )
        return np.asarray(fields & ~ground.is_village(points))

    return Rules(target_m2, lane_width_m, slender)


def divide(ground: Ground, *, coarser: float = 1.0, lanes: bool = True) -> Pieces:
    """Cut all blocks by the common rules."""
    return cut(ground.blocks, ground.block_keys, parcel_rules(ground, coarser=coarser, lanes=lanes))
