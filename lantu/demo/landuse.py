"""Land: what it is, what the plans make of it, where building is allowed, what is sold."""

import numpy as np
import shapely

from lantu.demo.chance import salt
from lantu.demo.city import City, Mask, Parcels, by_shares, merged, ranked, table
from lantu.demo.cuts import Rules, cut
from lantu.geo.feature import FeatureTable

# Third-survey classes (standards: 三调 DLBM) by where a parcel lies; shares of the parcels there.
TOWN = {
    "0701": 50,
    "05H1": 11,
    "08H2": 8,
    "08H1": 4,
    "0601": 13,
    "0508": 3,
    "0810": 7,
    "0809": 2,
    "1201": 2,
}
VILLAGE = {"0702": 86, "0601": 5, "08H2": 3, "1202": 4, "05H1": 2}
HILL = {"0301": 68, "0305": 14, "0404": 11, "0103": 4, "0602": 3}
SLOPE = {"0103": 42, "0301": 24, "0201": 12, "0404": 9, "0305": 8, "0602": 2, "1202": 3}
PLAIN = {"0102": 76, "0103": 7, "0201": 6, "0307": 5, "1202": 3, "1104": 0.9, "1103": 0.2}
RIVERSIDE = {"1106": 46, "0102": 30, "0307": 14, "1104": 10}
CORRIDOR_CLASSES = {
    "river": "1101",
    "railway": "1001",
    "expressway": "1003",
    "road": "1004",
    "lane": "1006",
}
STREET = "1004"

PLANNED = {
    "R2": 40,
    "B1": 9,
    "B2": 5,
    "A33": 6,
    "A5": 3,
    "A2": 2,
    "A4": 1,
    "M1": 9,
    "M2": 4,
    "W1": 3,
    "G1": 9,
    "G2": 3,
    "U1": 2,
    "S42": 2,
    "H14": 2,
}
OLD_PLANNED = {"R": 44, "C": 16, "M": 17, "W": 4, "G": 13, "U": 3, "T": 3}


def land_classes(parcels: Parcels) -> np.ndarray:
    """Return the third-survey class of every parcel, in patches as land is used."""
    town, rural = (
        parcels.patchy_luck("town use", 1_300, 1.2),
        parcels.patchy_luck("land use", 4_000, 0.9),
    )
    classes = by_shares(rural, PLAIN)
    for mask, shares, luck in (
        (parcels.elevation_m > 230, SLOPE, rural),
        (parcels.elevation_m > 420, HILL, rural),
        (_riverside(parcels), RIVERSIDE, rural),
        (parcels.village, VILLAGE, parcels.luck("village use")),
        (parcels.town, TOWN, town),
    ):
        classes = np.where(mask, by_shares(luck, shares), classes)
    return np.where(parcels.pieces.lanes, STREET, classes)


def land_status(city: City) -> FeatureTable:
    """Draw what the land is: parcels, streets and corridors, without gap or overlap."""
    parcels, ground = city.parcels, city.ground
    corridors = np.array([CORRIDOR_CLASSES[kind] for kind in ground.corridor_kinds])
    classes = np.concatenate([land_classes(parcels), corridors])
    homes = np.concatenate([parcels.homes, ground.corridor_homes])
    shapes = np.concatenate([parcels.geometries, ground.corridor_lands])
    return table(
        "DLTB",
        shapes,
        {
            "land_class": classes,
            "district": city.district_names(homes),
            "survey_year": np.full(len(shapes), 2018),
        },
    )


def land_use_plan(city: City) -> FeatureTable:
    """Draw the land-use plan: four kinds of zone over the whole city, without gap or overlap."""
    parcels, ground = city.derived("land_use_plan", 2.2), city.ground
    zones = np.where(parcels.town, "允许建设区", "限制建设区")
    fringe = ~parcels.town & (parcels.density > 0.2)
    zones = np.where(fringe, "有条件建设区", zones)
    zones = np.where(parcels.village, "允许建设区", zones)
    zones = np.where((parcels.elevation_m > 560) | _riverside(parcels, 900), "禁止建设区", zones)
    water = np.where(ground.corridor_kinds == "river", "禁止建设区", "允许建设区")
    uses = land_classes(parcels)
    shapes = np.concatenate([parcels.geometries, ground.corridor_lands])
    corridors = np.array([CORRIDOR_CLASSES[kind] for kind in ground.corridor_kinds])
    return table(
        "TDYTQ",
        shapes,
        {
            "zone": np.concatenate([zones, water]),
            "planned_class": np.concatenate([uses, corridors]),
        },
    )


def urban_rural_plan(city: City) -> FeatureTable:
    """Draw the master plan 2010–2020: planned uses of the quarters in and about the towns."""
    quarters = city.quarters
    inside = np.flatnonzero(quarters.density > 0.22)
    uses = by_shares(quarters.patchy_luck("master plan", 2_600, 0.5), OLD_PLANNED)[inside]
    return table(
        "ZTGH",
        quarters.geometries[inside],
        {"planned_use": uses, "plan": np.full(len(inside), "郑州市城市总体规划（2010—2020年）")},
    )


def regulatory_plan(city: City) -> FeatureTable:
    """Draw the regulatory plans of the urban districts: use, floor area ratio, height limit."""
    parcels = city.derived("regulatory_plan", 1.0, _urban_blocks(city))
    chosen = np.flatnonzero((parcels.density > 0.3) & ~parcels.pieces.lanes)
    luck = parcels.luck("floor area ratio")[chosen]
    uses = by_shares(parcels.patchy_luck("regulatory", 1_300, 1.2), PLANNED)[chosen]
    built = np.isin(uses, ["R2", "B1", "B2", "A33", "A5", "A2", "A4", "M1", "M2", "W1"])
    ratios = np.where(built, np.round(1.0 + 3.0 * luck * parcels.density[chosen], 1), 0.0)
    units = np.array([f"控规单元{home + 1:03d}" for home in parcels.homes[chosen]])
    return table(
        "KG",
        parcels.geometries[chosen],
        {
            "planned_use": uses,
            "floor_area_ratio": ratios,
            "height_limit_m": np.round(ratios * 24),
            "source_plan": units,
        },
    )


def land_supply(city: City) -> FeatureTable:
    """Draw the parcels in the land reserve and on this year's list of supply."""
    parcels = city.parcels
    chosen = ranked(
        parcels.luck("supply"), (parcels.density > 0.25) & ~parcels.pieces.lanes, 420 * city.scale
    )
    kinds = by_shares(parcels.luck("supply kind")[chosen], {"储备": 55, "拟出让": 35, "拟划拨": 10})
    return table(
        "TDCB", parcels.geometries[chosen], {"supply": kinds, "year": np.full(len(chosen), 2019)}
    )


def development_boundary(city: City) -> FeatureTable:
    """Draw the boundary about each town: the built core, and land it may grow into."""
    quarters = city.quarters
    core, flexible = quarters.density > 0.3, (quarters.density > 0.22) & (quarters.density <= 0.3)
    built, _ = merged(
        quarters.geometries[core], np.zeros(int(core.sum())), closing_m=40, least_m2=60_000
    )
    outer, _ = merged(
        quarters.geometries[flexible], np.zeros(int(flexible.sum())), closing_m=20, least_m2=80_000
    )
    outer = shapely.get_parts(shapely.difference(outer, shapely.union_all(built)))
    outer = outer[(shapely.get_type_id(outer) == 3) & (shapely.area(outer) > 20_000)]
    kinds = np.repeat(["城镇集中建设区", "城镇弹性发展区"], [len(built), len(outer)])
    shapes = np.concatenate([built, outer])
    return table("CZKFBJ", shapes, {"zone": kinds, "district": city.district_of(shapes)})


def prohibited_zone(city: City) -> FeatureTable:
    """Draw where building is prohibited: steep hills and the beds of the rivers."""
    quarters = city.quarters
    steep = (quarters.elevation_m > 600) & ~quarters.town
    shapes, homes = merged(
        quarters.geometries[steep], quarters.homes[steep], closing_m=30, least_m2=100_000
    )
    rivers = np.array([corridor.strip for corridor in city.corridors("river")])
    beds, _, bed_homes = city.clipped(shapely.buffer(rivers, 30, quad_segs=2))
    grounds = np.array(["山体"] * len(shapes) + ["河道"] * len(beds))
    return table(
        "JZJSQ",
        np.concatenate([shapes, beds]),
        {"ground": grounds, "district": city.district_names(np.concatenate([homes, bed_homes]))},
    )


def mandatory_content(city: City) -> FeatureTable:
    """Draw what the master plan binds: green wedges, water sources, facilities, main roads."""
    quarters = city.quarters
    kinds = {"区域绿地": 40, "水源地": 15, "公共服务设施": 30, "基础设施": 15}
    chosen = ranked(quarters.patchy_luck("mandatory", 5_000), quarters.density > 0.12, 190)
    return table(
        "QZXNR",
        quarters.geometries[chosen],
        {"content": by_shares(quarters.luck("mandatory kind")[chosen], kinds)},
    )


def district_base(city: City) -> FeatureTable:
    """Draw what districts hold: the areas of village and neighbourhood committees."""
    places = city.ground.townships
    cells, homes = shapely.get_parts(places.geometries, return_index=True)
    keys = np.array([salt(city.seed, "district base", str(number)) for number in range(len(cells))])
    target_m2 = 3_000_000.0 / city.scale
    rules = Rules(
        lambda at: np.full(len(at), target_m2),
        lambda at, _: np.zeros(len(at)),
        lambda at: np.zeros(len(at), dtype=bool),
    )
    areas = cut(cells, keys, rules)
    owners = city.district_names(homes[areas.blocks])
    names = np.array([f"{owner}第{number:04d}调查区" for number, owner in enumerate(owners, 1)])
    return table("XQJC", areas.geometries, {"name": names, "district": owners})


def _riverside(parcels: Parcels, reach_m: float = 1_900.0) -> Mask:
    """Return which parcels lie on the flats of the Yellow River."""
    river = parcels.ground.corridors[0].line
    return (
        np.asarray(shapely.dwithin(shapely.points(parcels.centres), river, reach_m)) & ~parcels.town
    )


def _urban_blocks(city: City) -> Mask:
    codes = city.ground.townships.column("code")
    prefixes = np.array([code[:6] for code in codes])
    inside = np.isin(prefixes, regulatory_districts())
    return np.asarray(inside[city.ground.block_homes])


def regulatory_districts() -> tuple[str, ...]:
    """Return the codes of the districts that have regulatory plans: the six of the urban area."""
    return ("410102", "410103", "410104", "410105", "410106", "410108")
