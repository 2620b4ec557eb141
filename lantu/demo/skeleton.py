"""Rivers, roads and railways: the lines that divide the city before anybody draws a parcel."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import shapely
import yaml
from numpy.typing import NDArray
from pyproj import Transformer

from lantu.demo import curves, zhengzhou
from lantu.demo.chance import generator
from lantu.demo.terrain import Field, Terrain

YELLOW_RIVER = "黄河"
CITY_CENTRE = np.array([466_300.0, 3_847_600.0])
RINGS = (
    ("二环路", 4_300, 46),
    ("三环路", 7_200, 54),
    ("四环路", 10_800, 60),
    ("绕城高速", 16_000, 60),
)


@dataclass(frozen=True, slots=True, eq=False)
class Corridor:
    """One named line with its strip of land.

    Attributes:
        kind: river, railway, expressway, road (arterial or trunk), lane (county and village).
        width_m: full width of the strip as built.
    """

    kind: str
    name: str
    line: shapely.LineString
    width_m: float
    strip: Any


def draw_corridors(
    terrain: Terrain, boundary: shapely.Polygon, seed: int, villages: Field
) -> list[Corridor]:
    """Return every corridor of the city, clipped to nothing: they run beyond the boundary."""
    drafted = _drafted(seed)
    return [
        _yellow_river(boundary, seed),
        *drafted,
        *_rings(seed),
        *_arterials(terrain, seed),
        *_town_streets(terrain, seed),
        *_lanes(terrain, villages, seed),
    ]


def scatter_villages(terrain: Terrain, boundary: shapely.Polygon, seed: int, count: int) -> Field:
    """Return village centres (n × 2): not in towns, seldom in hills, never on top of another."""
    chance = generator(seed, "villages")
    west, south, east, north = boundary.bounds
    tried = chance.uniform((west, south), (east, north), (count * 5, 2))
    tried = tried[shapely.contains_xy(boundary, *tried.T)]
    steep = np.clip((terrain.elevation_m(tried) - 200) / 350, 0, 0.96)
    tried = tried[(terrain.density(tried) < 0.3) & (chance.random(len(tried)) > steep)]
    tree = shapely.STRtree(np.array(shapely.points(tried), dtype=object))
    near, other = tree.query(shapely.points(tried), predicate="dwithin", distance=750.0)
    crowded = np.unique(near[other < near])
    return np.delete(tried, crowded, axis=0)[:count]


def _drafted(seed: int) -> list[Corridor]:
    text = (Path(__file__).parent / "skeleton.yaml").read_text(encoding="utf-8")
    drafted = yaml.safe_load(text)
    kinds = {
        "rivers": "river",
        "expressways": "expressway",
        "trunk_roads": "road",
        "railways": "railway",
    }
    plane = Transformer.from_crs("EPSG:4490", zhengzhou.MEASURING_CRS, always_xy=True)
    found = []
    for group, kind in kinds.items():
        for row in drafted[group]:
            control = np.column_stack(plane.transform(*np.array(row["points"]).T))
            loose = kind == "river" and not row.get("straight")
            line = curves.spline(control, 90 if loose else 220)
            chance = generator(seed, "line", row["name"])
            line = curves.wander(line, chance, 190 if loose else 70, 1500 if loose else 5000)
            found.append(_corridor(kind, row["name"], line, row["width_m"], loose, chance))
    return found


def _corridor(
    kind: str, name: str, line: Field, width_m: float, swelling: bool, chance: np.random.Generator
) -> Corridor:
    path = shapely.simplify(shapely.LineString(line), 1.5 if swelling else 0.8)
    if not swelling:
        return Corridor(kind, name, path, width_m, curves.strip(path, width_m))
    points = shapely.get_coordinates(path)
    widths = width_m * np.exp(chance.normal(0, 0.22, len(points)).cumsum() * 0.25)
    widths = np.clip(widths, width_m * 0.55, width_m * 2.2)
    return Corridor(kind, name, path, width_m, curves.swelling_strip(points, widths))


def _yellow_river(boundary: shapely.Polygon, seed: int) -> Corridor:
    """Run the river inside the northern border: the border is somewhere in its bed."""
    west, south, east, north = boundary.bounds
    easts = np.arange(west + 500, east, 1500.0)
    meridians = shapely.linestrings([[[at, south], [at, north + 1]] for at in easts])
    tops = shapely.bounds(shapely.intersection(boundary, meridians))[:, 3]
    chance = generator(seed, "line", YELLOW_RIVER)
    window = np.lib.stride_tricks.sliding_window_view(np.pad(tops, 2, mode="edge"), 5)
    bed = np.column_stack([easts, window.min(axis=1) - 500])
    bed = bed[bed[:, 1] > 3_848_000]
    line = curves.wander(curves.spline(bed, 250), chance, 160, 6000)
    widths = np.clip(
        1500
        + np.interp(
            np.arange(len(line)),
            np.arange(0, len(line) + 12, 12),
            chance.normal(0, 520, len(line) // 12 + 2)[: len(np.arange(0, len(line) + 12, 12))],
        ),
        700,
        2900,
    )
    return Corridor(
        "river", YELLOW_RIVER, shapely.LineString(line), 1500, curves.swelling_strip(line, widths)
    )


def _rings(seed: int) -> list[Corridor]:
    """Draw the ring roads: rounded squares, a little out of true."""
    angles = np.linspace(0, 2 * np.pi, 181)
    found = []
    for name, radius_m, width_m in RINGS:
        chance = generator(seed, "line", name)
        bulge = 1 + 0.04 * np.sin(angles * 3 + chance.uniform(0, 6)) + 0.03 * np.sin(angles * 5)
        reach = radius_m * bulge / (np.cos(angles) ** 6 + np.sin(angles) ** 6) ** (1 / 6)
        points = CITY_CENTRE + np.column_stack([np.cos(angles), np.sin(angles)]) * reach[:, None]
        points[-1] = points[0]
        line = shapely.LineString(points)
        kind = "expressway" if name.endswith("高速") else "road"
        found.append(Corridor(kind, name, line, width_m, curves.strip(line, width_m)))
    return found


def _arterials(terrain: Terrain, seed: int) -> list[Corridor]:
    """Lay the arterial net of the inner city: about 1 km apart, warped, only where it is dense."""
    chance = generator(seed, "arterials")
    reach_m, spacing_m, turn = 21_000, 1_450, np.deg2rad(-3.0)
    rotation = np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]])
    along = np.arange(-reach_m, reach_m, 150.0)
    found = []
    for way, name in ((0, "纬"), (1, "经")):
        for number, across in enumerate(np.arange(-reach_m, reach_m, spacing_m)):
            flat = np.column_stack([along, np.full(len(along), across + chance.normal(0, 130))])
            line = (flat[:, ::-1] if way else flat) @ rotation + CITY_CENTRE + np.array([5_000, 0])
            line = curves.wander(line, chance, 45, 4_000)
            found += _runs(
                terrain,
                line,
                f"{name}{number + 1}路",
                "road",
                float(chance.choice([30, 40, 50])),
                0.3,
            )
    return found


def _town_streets(terrain: Terrain, seed: int) -> list[Corridor]:
    """Lay a small net, turned its own way, over every town outside the inner city."""
    found: list[Corridor] = []
    for number, (centre, reach_m) in enumerate(
        zip(terrain.centres[2:], terrain.reaches_m[2:], strict=True)
    ):
        if np.hypot(*(centre - CITY_CENTRE)) < 11_000:
            continue
        chance = generator(seed, "town streets", str(number))
        turn = chance.uniform(-0.5, 0.5)
        rotation = np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]])
        along = np.arange(-1.5 * reach_m, 1.5 * reach_m, 60.0)
        for way in (0, 1):
            spacing_m = 1_300.0 if reach_m > 4000 else 520.0
            for across in np.arange(-1.2 * reach_m, 1.2 * reach_m, spacing_m) + chance.uniform(
                0, 200
            ):
                flat = np.column_stack([along, np.full(len(along), across)])
                line = (flat[:, ::-1] if way else flat) @ rotation + centre
                line = curves.wander(line, chance, 14, 900)
                found += _runs(
                    terrain, line, f"镇区路{number + 1}-{len(found) + 1}", "road", 20.0, 0.33
                )
    return found


def _runs(
    terrain: Terrain, line: Field, name: str, kind: str, width_m: float, least_density: float
) -> list[Corridor]:
    """Keep the stretches of a line that lie in dense land."""
    dense = np.concatenate([[False], terrain.density(line) > least_density, [False]])
    starts, ends = (
        np.flatnonzero(np.diff(dense.astype(int)) == 1),
        np.flatnonzero(np.diff(dense.astype(int)) == -1),
    )
    found = []
    for start, end in zip(starts, ends, strict=True):
        if end - start >= 4:
            path = shapely.simplify(shapely.LineString(line[start:end]), 0.8)
            found.append(Corridor(kind, name, path, width_m, curves.strip(path, width_m)))
    return found


def _lanes(terrain: Terrain, villages: Field, seed: int) -> list[Corridor]:
    """Join villages and towns by the shortest tree, bent a little: county and village roads."""
    chance = generator(seed, "lanes")
    nodes = np.vstack([terrain.centres[3:], villages])
    found = []
    for number, (one, other) in enumerate(shortest_tree(nodes)):
        ends = nodes[[one, other]]
        length_m = np.hypot(*(ends[1] - ends[0]))
        line = np.linspace(ends[0], ends[1], max(3, int(length_m / 110)))
        line = curves.wander(line, chance, min(60, length_m / 14), 800)
        town = max(one, other) < len(terrain.centres) - 3
        width_m = 16.0 if town else 8.0
        path = shapely.simplify(shapely.LineString(line), 1.0)
        found.append(
            Corridor("lane", f"县乡道{number + 1}", path, width_m, curves.strip(path, width_m))
        )
    return found


def shortest_tree(nodes: Field) -> NDArray[np.int64]:
    """Return the edges (n−1 × 2) of the shortest tree that joins all nodes (Prim 1957)."""
    reached_from = np.zeros(len(nodes), dtype=np.int64)
    away = np.hypot(*(nodes - nodes[0]).T)
    outside = np.ones(len(nodes), dtype=bool)
    outside[0] = False
    edges = []
    while outside.any():
        nearest = int(np.argmin(np.where(outside, away, np.inf)))
        edges.append((reached_from[nearest], nearest))
        outside[nearest] = False
        fresh = np.hypot(*(nodes - nodes[nearest]).T)
        closer = outside & (fresh < away)
        away[closer], reached_from[closer] = fresh[closer], nearest
    return np.array(edges)
