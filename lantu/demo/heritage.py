"""Heritage: protected sites with their two zones, and the ground archaeologists have finished."""

from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from lantu.demo.city import City, by_shares, ranked, table
from lantu.demo.landuse import regulatory_districts
from lantu.geo.feature import FeatureTable

GRADES = {"全国重点": 18, "省级": 32, "市县级": 50}


def heritage_protection(city: City) -> FeatureTable:
    """Draw the protection area of each site and the control zone about it."""
    sites, grades = protected_sites(city)
    reach_m = np.where(grades == "全国重点", 160.0, np.where(grades == "省级", 90.0, 50.0))
    control = shapely.difference(
        shapely.buffer(sites, reach_m, quad_segs=2, join_style="mitre", mitre_limit=1.6), sites
    )
    shapes, shape, _ = city.clipped(np.concatenate([sites, control]))
    numbers = np.tile(np.arange(1, len(sites) + 1), 2)[shape]
    zones = np.where(shape < len(sites), "保护范围", "建设控制地带")
    return table(
        "WWBH",
        shapes,
        {
            "name": np.array([f"演示文物点{number:04d}" for number in numbers]),
            "grade": np.tile(grades, 2)[shape],
            "zone": zones,
        },
    )


def archaeology_surveyed(city: City) -> FeatureTable:
    """Draw the parcels that archaeologists have finished; six districts keep the list."""
    parcels = city.parcels
    codes = np.array([code[:6] for code in city.ground.townships.column("code")])
    listed = np.isin(codes, regulatory_districts())[parcels.homes]
    fit = listed & (parcels.density > 0.25) & ~parcels.pieces.lanes
    chosen = ranked(parcels.patchy_luck("archaeology", 900), fit, 900 * city.scale)
    years = 2008 + np.floor(parcels.luck("archaeology year")[chosen] * 11).astype(int)
    return table("KGKT", parcels.geometries[chosen], {"finished_year": years})


def protected_sites(city: City) -> tuple[NDArray[Any], NDArray[Any]]:
    """Return the outlines and the grades of the protected sites: walls, mounds, temples."""
    chance = city.generator("heritage")
    parcels = city.parcels
    fit = ~parcels.pieces.lanes & (
        (parcels.density > 0.08) | (parcels.luck("heritage place") < 0.12)
    )
    chosen = ranked(parcels.luck("heritage"), fit, 390 * city.scale**0.6)
    grades = by_shares(parcels.luck("heritage grade")[chosen], GRADES)
    reach_m = np.where(grades == "全国重点", 150.0, 60.0) * np.exp(
        chance.normal(0, 0.4, len(chosen))
    )
    shapes = [
        uneven_outline(chance, centre, reach)
        for centre, reach in zip(parcels.centres[chosen], reach_m, strict=True)
    ]
    return np.array(shapes, dtype=object), grades


def uneven_outline(
    chance: np.random.Generator, centre: NDArray[np.float64], reach_m: float
) -> shapely.Polygon:
    """Draw an uneven ring about a centre, longer one way than the other."""
    count = int(chance.integers(7, 22))
    angles = (np.arange(count) + chance.uniform(-0.3, 0.3, count)) * 2 * np.pi / count
    radii = reach_m * chance.uniform(0.72, 1.25, count)
    flat = np.column_stack(
        [np.cos(angles) * radii, np.sin(angles) * radii * chance.uniform(0.55, 1.0)]
    )
    turn = chance.uniform(0, np.pi)
    rotation = np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]])
    return shapely.Polygon(flat @ rotation + centre)
