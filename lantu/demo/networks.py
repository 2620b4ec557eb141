"""Networks: strips of land along roads, rails, pipes, wires and water."""

from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from lantu.demo.city import City, by_shares, ranked, table
from lantu.demo.curves import strip, wander
from lantu.demo.landuse import regulatory_districts
from lantu.demo.skeleton import Corridor, shortest_tree
from lantu.demo.terrain import Field
from lantu.geo.feature import FeatureTable

ROAD_KINDS = {"expressway": "高速公路", "road": "城市道路", "lane": "县乡公路"}


def transport_infrastructure(city: City) -> FeatureTable:
    """Draw roads as planned and the stations and depots beside them."""
    roads = [road for road in city.corridors("expressway", "road", "lane") if road.width_m > 10]
    widths = np.array([road.width_m for road in roads])
    lands, shape, homes = city.clipped(strip(np.array([road.line for road in roads]), widths + 4))
    kinds = np.array([ROAD_KINDS[road.kind] for road in roads])[shape]
    names = np.array([road.name for road in roads])[shape]
    parcels = city.parcels
    depots = ranked(parcels.luck("depot"), parcels.town & ~parcels.pieces.lanes, 150 * city.scale)
    depot_kinds = by_shares(
        parcels.luck("depot kind")[depots], {"公交场站": 70, "客运站": 20, "货运枢纽": 10}
    )
    kinds, names = np.concatenate([kinds, depot_kinds]), np.concatenate([names, depot_kinds])
    homes = np.concatenate([homes, parcels.homes[depots]])
    return table(
        "JTSS",
        np.concatenate([lands, parcels.geometries[depots]]),
        {"kind": kinds, "name": names, "district": city.district_names(homes)},
    )


def railway(city: City) -> FeatureTable:
    """Draw the land of the railways, township by township."""
    lines = city.corridors("railway")
    lands, shape, homes = city.clipped(np.array([line.strip for line in lines]))
    return table(
        "TLYD",
        lands,
        {
            "name": np.array([line.name for line in lines])[shape],
            "district": city.district_names(homes),
        },
    )


def water_supply(city: City) -> FeatureTable:
    """Draw the corridors of water mains, and the water works."""
    return _pipes(city, "GS", "water", 8.0, 0.62, {"自来水厂": 12, "加压泵站": 40}, "供水管廊")


def gas_supply(city: City) -> FeatureTable:
    """Draw the corridors of gas mains, and the stations."""
    return _pipes(city, "RQ", "gas", 10.0, 0.46, {"门站": 6, "调压站": 54}, "燃气管廊")


def heat_supply(city: City) -> FeatureTable:
    """Draw the corridors of heat mains, and the heat sources; only in the urban districts."""
    codes = np.array([code[:6] for code in city.ground.townships.column("code")])
    covered = np.isin(codes, regulatory_districts())
    return _pipes(city, "GR", "heat", 6.0, 0.7, {"热源厂": 14, "换热站": 90}, "供热管廊", covered)


def power_facilities(city: City) -> FeatureTable:
    """Draw the substations and the corridors of high-voltage lines between them."""
    parcels = city.parcels
    sites = ranked(
        parcels.luck("substation"),
        (parcels.density > 0.08) & ~parcels.pieces.lanes & (parcels.areas_m2 > 8_000),
        190,
    )
    centres = parcels.centres[sites]
    lines = [shapely.LineString(centres[pair]) for pair in shortest_tree(centres)]
    widths = np.where(city.generator("voltage").random(len(lines)) < 0.3, 60.0, 40.0)
    lands, shape, homes = city.clipped(strip(np.array(lines), widths))
    kinds = np.concatenate(
        [
            np.repeat("变电站", len(sites)),
            np.where(widths[shape] > 50, "500千伏走廊", "220千伏走廊"),
        ]
    )
    homes = np.concatenate([parcels.homes[sites], homes])
    yards = shapely.buffer(
        shapely.point_on_surface(parcels.geometries[sites]), 60, cap_style="square"
    )
    inside = shapely.intersection(yards, parcels.geometries[sites])
    return table(
        "GD",
        np.concatenate([_largest(inside), lands]),
        {"kind": kinds, "district": city.district_names(homes)},
    )


def water_conservancy(city: City) -> FeatureTable:
    """Draw the bands that rivers and streams are managed in, and the flood storage areas."""
    rivers = city.corridors("river")
    bands = shapely.buffer(np.array([river.strip for river in rivers]), 50, quad_segs=2)
    brooks = strip(streams(city), 24.0)
    lands, shape, homes = city.clipped(np.concatenate([bands, brooks]))
    names = np.array(
        [river.name for river in rivers] + [f"支沟{number}" for number in range(1, len(brooks) + 1)]
    )
    return table(
        "SL",
        lands,
        {
            "name": names[shape],
            "kind": np.where(shape < len(rivers), "河道管理范围", "排涝沟渠"),
            "district": city.district_names(homes),
        },
    )


def streams(city: City) -> NDArray[Any]:
    """Return the small streams: short winding lines that run down the slope of the land."""
    chance = city.generator("streams")
    west, south, east, north = city.ground.boundary.bounds
    lines = []
    for start in chance.uniform((west, south), (east, north), (city.ground.edition.streams, 2)):
        lines.append(shapely.LineString(wander(_downhill(city, start), chance, 60, 500)))
    return np.asarray(shapely.simplify(np.array(lines), 1.0))


def _downhill(city: City, start: Field) -> Field:
    """Walk 3 km down the slope from a start, as water does, kept from turning back."""
    point, heading, steps = start, np.array([0.8, -0.2]), [start]
    probes = np.array([[150.0, 0], [-150, 0], [0, 150], [0, -150]])
    for _ in range(20):
        heights = city.ground.terrain.elevation_m(point + probes)
        slope = np.array([heights[1] - heights[0], heights[3] - heights[2]]) / 20
        heading = heading * 0.8 + 0.4 * slope
        heading /= max(float(np.hypot(*heading)), 1e-9)
        point = point + heading * 150
        steps.append(point)
    return np.array(steps)


def roadside(roads: list[Corridor], inset_m: float, width_m: float) -> NDArray[Any]:
    """Return strips that run beside road centres, inside the road land."""
    offsets = np.array([road.width_m / 2 - inset_m for road in roads])
    beside = shapely.offset_curve(
        np.array([road.line for road in roads]), offsets, join_style="mitre"
    )
    return np.asarray(strip(beside, width_m))


def _pipes(
    city: City, prefix: str, stream: str, width_m: float, share: float, works: dict[str, float],
    corridor: str, covered: NDArray[np.bool_] | None = None,
) -> FeatureTable:  # fmt: skip
    roads = city.corridors("road")
    laid = city.generator(stream, "mains").random(len(roads)) < share
    kept = [road for road, keep in zip(roads, laid, strict=True) if keep]
    lands, _, homes = city.clipped(roadside(kept, width_m, width_m))
    parcels = city.parcels
    fit = parcels.town & ~parcels.pieces.lanes & (parcels.areas_m2 > 3_000)
    if covered is not None:
        lands, homes, fit = (
            lands[covered[homes]],
            homes[covered[homes]],
            fit & covered[parcels.homes],
        )
    sites = ranked(parcels.luck(stream + " works"), fit, sum(works.values()))
    kinds = np.concatenate(
        [np.repeat(corridor, len(lands)), by_shares(parcels.luck(stream + " kind")[sites], works)]
    )
    homes = np.concatenate([homes, parcels.homes[sites]])
    return table(
        prefix,
        np.concatenate([lands, parcels.geometries[sites]]),
        {"kind": kinds, "district": city.district_names(homes)},
    )


def _largest(geometries: NDArray[Any]) -> NDArray[Any]:
    """Return the largest polygon of each shape."""
    return np.array(
        [max(shapely.get_parts(shape), key=shapely.area) for shape in geometries], dtype=object
    )
