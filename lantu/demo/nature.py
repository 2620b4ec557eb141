"""Nature and farming: what is kept for food, water, trees, birds and air."""

from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from lantu.demo.city import City, by_shares, merged, ranked, rippled, table
from lantu.demo.landuse import land_classes
from lantu.geo.feature import FeatureTable

THEMES = ("生态", "大气", "水", "土壤", "固体废物", "辐射")
ECOLOGY, AIR, WATER, SOIL, WASTE, RADIATION = THEMES


def permanent_basic_farmland(city: City) -> FeatureTable:
    """Draw the permanent basic farmland: most irrigated and dry fields away from the towns."""
    parcels = city.derived("permanent_basic_farmland", 1.0)
    fields = np.isin(land_classes(parcels), ["0102", "0103"]) & (parcels.density < 0.16)
    chosen = np.flatnonzero(fields & (parcels.areas_m2 > 4_000) & (parcels.luck("farmland") < 0.78))
    grades = np.floor(parcels.elevation_m[chosen] / 60).clip(1, 12).astype(int)
    return table(
        "YJJBNT",
        parcels.geometries[chosen],
        {
            "land_class": land_classes(parcels)[chosen],
            "quality_grade": grades,
            "district": city.district_names(parcels.homes[chosen]),
        },
    )


def ecological_redline(city: City) -> FeatureTable:
    """Draw the ecological redline: Songshan, springs and the flats of the Yellow River.

    In the large edition the hills are one region whose outer ring has some 10⁵ vertices.
    """
    quarters = city.quarters
    hills = (quarters.elevation_m > 430) & (quarters.density < 0.18)
    kept, _ = merged(
        quarters.geometries[hills], np.zeros(int(hills.sum())), closing_m=25, least_m2=200_000
    )
    rounded = shapely.get_parts(shapely.buffer(shapely.buffer(kept, -120), 120))
    springs = quarters.geometries[
        ranked(
            quarters.patchy_luck("springs", 3_000),
            (quarters.elevation_m > 180) & ~hills & (quarters.density < 0.12),
            70,
        )
    ]
    regions = np.concatenate([rounded, shapely.buffer(springs, -20), _flats(city, 1_250.0)])
    bent = rippled(regions, city.seed, "redline sweep", step_m=150, wave_m=6_000)
    finest_m = 60.0 / city.ground.edition.fineness**0.9
    steps = np.where(np.arange(len(bent)) == np.argmax(shapely.area(bent)), finest_m, 45.0)
    bent = np.concatenate(
        [
            rippled(bent[[at]], city.seed, "redline edge", step_m=float(step), wave_m=900)
            for at, step in enumerate(steps)
        ]
    )
    inside, shape = _within(city, bent)
    kinds = np.repeat(["水土保持", "水源涵养", "生物多样性维护"], [len(rounded), len(springs), 1])
    functions = kinds[shape]
    return table(
        "STBHHX",
        inside,
        {"function": functions, "grade": np.where(functions == "水土保持", "二类区", "一类区")},
    )


def _flats(city: City, reach_m: float) -> NDArray[Any]:
    river = shapely.LineString(shapely.get_coordinates(city.ground.corridors[0].line)[::4])
    return np.array([shapely.buffer(river, reach_m, quad_segs=3, cap_style="flat")])


def _within(city: City, shapes: NDArray[Any]) -> tuple[NDArray[Any], NDArray[np.int64]]:
    """Clip shapes to the boundary and return their polygons with the index of their shape."""
    parts, index = shapely.get_parts(
        shapely.intersection(shapes, city.ground.boundary), return_index=True
    )
    solid = (shapely.get_type_id(parts) == 3) & (shapely.area(parts) > 100.0)
    return parts[solid], index[solid]


def environmental_protection(city: City) -> FeatureTable:
    """Draw the environmental plan: six themes over quarters of the city."""
    quarters = city.quarters
    river = np.asarray(
        shapely.dwithin(shapely.points(quarters.centres), city.ground.corridors[0].line, 2_500)
    )
    chosen = {
        ECOLOGY: ranked(quarters.patchy_luck("eco", 7_000), quarters.elevation_m > 330, 520),
        AIR: ranked(quarters.patchy_luck("air", 9_000), quarters.density > 0.3, 420),
        WATER: ranked(quarters.patchy_luck("water", 3_000), river, 240),
        SOIL: ranked(quarters.patchy_luck("soil", 2_000), quarters.density > 0.15, 260),
        WASTE: ranked(quarters.luck("waste"), quarters.density < 0.2, 26),
        RADIATION: ranked(quarters.luck("radiation"), quarters.density > 0.05, 18),
    }
    index = np.concatenate([chosen[theme] for theme in THEMES])
    themes = np.concatenate([np.repeat(theme, len(chosen[theme])) for theme in THEMES])
    zones = by_shares(
        quarters.luck("zone kind")[index], {"优先保护": 25, "重点管控": 45, "一般管控": 30}
    )
    return table("HJBH", quarters.geometries[index], {"theme": themes, "control": zones})


def forest_land(city: City) -> FeatureTable:
    """Draw the forest land by category, with the forestry bureau's own borders."""
    parcels = city.derived("forest_land", 1.4)
    wooded = np.isin([code[:2] for code in land_classes(parcels)], ["03"]) & (
        parcels.areas_m2 > 1_000
    )
    chosen = np.flatnonzero(wooded)
    kinds = by_shares(
        parcels.patchy_luck("forest kind", 3_000)[chosen], {"公益林": 62, "商品林": 38}
    )
    return table(
        "LD",
        parcels.geometries[chosen],
        {
            "category": kinds,
            "protection_grade": np.floor(parcels.luck("grade")[chosen] * 4).astype(int) + 1,
        },
    )


def wetland(city: City) -> FeatureTable:
    """Draw the wetlands: the Yellow River reserve with its zones, ponds and reservoirs."""
    core, buffer_zone = _flats(city, 1_000.0)[0], _flats(city, 1_700.0)[0]
    core, outer = rippled(
        np.array([core, buffer_zone]), city.seed, "wetland", step_m=120, wave_m=2_400
    )
    reserve, shape, homes = city.clipped(np.array([core, shapely.difference(outer, core)]))
    zones = np.array(["核心区", "缓冲区"])[shape]
    parcels = city.parcels
    ponds = ranked(
        parcels.luck("pond"), np.isin(land_classes(parcels), ["1104", "1103"]), 380 * city.scale
    )
    shrunk = shapely.buffer(parcels.geometries[ponds], -14.0, quad_segs=3)
    shrunk = rippled(shrunk, city.seed, "pond", step_m=22, wave_m=160)
    solid = (shapely.get_type_id(shrunk) == 3) & (shapely.area(shrunk) > 800)
    names = np.concatenate([zones, np.repeat("一般湿地", int(solid.sum()))])
    homes = np.concatenate([homes, parcels.homes[ponds][solid]])
    return table(
        "SD",
        np.concatenate([reserve, shrunk[solid]]),
        {"zone": names, "district": city.district_names(homes)},
    )


def endangered_habitat(city: City) -> FeatureTable:
    """Draw habitats of endangered species: stretches of the river flats and high forest."""
    quarters = city.quarters
    flats = shapely.dwithin(shapely.points(quarters.centres), city.ground.corridors[0].line, 2_200)
    wild = (np.asarray(flats) | (quarters.elevation_m > 700)) & (quarters.density < 0.1)
    chosen = ranked(quarters.patchy_luck("habitat", 4_500), wild, 46)
    shapes = rippled(quarters.geometries[chosen], city.seed, "habitat", step_m=30, wave_m=900)
    inside, shape = _within(city, shapes)
    species = by_shares(
        quarters.luck("species")[chosen][shape],
        {"大鸨": 35, "东方白鹳": 25, "黑鹳": 20, "金钱豹": 20},
    )
    return table("QXD", inside, {"species": species})


def green_space_plan(city: City) -> FeatureTable:
    """Draw the green-space plan: parks, and belts along rivers and ring roads."""
    parcels = city.parcels
    parks = np.flatnonzero((land_classes(parcels) == "0810") & (parcels.luck("park") < 0.8))
    belts, _, homes = city.clipped(river_banks(city, 30.0))
    names = np.concatenate(
        [np.repeat("公园绿地", len(parks)), np.repeat("滨水防护绿地", len(belts))]
    )
    homes = np.concatenate([parcels.homes[parks], homes])
    return table(
        "LDXT",
        np.concatenate([parcels.geometries[parks], belts]),
        {"green": names, "district": city.district_names(homes)},
    )


def river_banks(city: City, width_m: float) -> NDArray[Any]:
    """Return the banks of the rivers, a shape per river, the bed left out."""
    beds = np.array([corridor.strip for corridor in city.corridors("river")[1:]])
    return np.asarray(shapely.difference(shapely.buffer(beds, width_m, quad_segs=2), beds))
