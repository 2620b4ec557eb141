"""Red lines to measure with: many of ordinary size and one with very many vertices."""

from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import shapely

from lantu.demo.city import City, rippled

COUNT = 500
MOST_VERTICES = 100_000


def draw_footprints(city: City) -> list[shapely.Polygon]:
    """Return 500 red lines of 10 to 500 vertices, thick in the towns, and one of 10⁵ vertices."""
    chance = city.generator("footprints")
    parcels = city.parcels
    weights = 0.05 + parcels.density
    chosen = chance.choice(len(weights), COUNT, replace=False, p=weights / weights.sum())
    vertices = np.round(10 ** chance.uniform(1, np.log10(500), COUNT)).astype(int)
    reaches = np.clip(170 * np.exp(chance.normal(0, 0.8, COUNT)), 30, 2_500)
    found = [
        _footprint(chance, centre, int(count) - 1, reach)
        for centre, count, reach in zip(parcels.centres[chosen], vertices, reaches, strict=True)
    ]
    return [*found, _giant(city)]


def write_footprints(city: City, path: Path) -> int:
    """Write the test red lines as Parquet (key, vertices, geometry as WKB); return how many."""
    shapes = np.array(draw_footprints(city), dtype=object)
    keys = [f"FP-{number:04d}" for number in range(1, len(shapes) + 1)]
    columns = {
        "key": keys,
        "vertices": shapely.get_num_coordinates(shapes),
        "geometry": shapely.to_wkb(shapes),
    }
    pq.write_table(pa.table(columns), path)
    return len(shapes)


def _footprint(
    chance: np.random.Generator, centre: np.ndarray, count: int, reach_m: float
) -> shapely.Polygon:
    angles = (np.arange(count) + chance.uniform(-0.35, 0.35, count)) * 2 * np.pi / count
    swell = 1 + sum(
        chance.uniform(0, 0.25) / wave * np.sin(wave * angles + chance.uniform(0, 6))
        for wave in (2, 3, 5)
    )
    radii = reach_m * swell * chance.uniform(0.93, 1.07, count)
    return shapely.Polygon(
        centre + np.column_stack([np.cos(angles), np.sin(angles)]) * radii[:, None]
    )


def _giant(city: City) -> shapely.Polygon:
    """Return a ring of just over 10⁵ vertices about the inner city."""
    disc = shapely.Point(466_300, 3_846_000).buffer(11_000, quad_segs=64)
    shape = rippled(
        np.array([disc]), city.seed, "giant", step_m=disc.length / MOST_VERTICES, wave_m=2_500
    )
    giant: shapely.Polygon = shape[0]
    return giant
