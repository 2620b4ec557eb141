"""Economy: what the city means to grow, where, and what has gone."""

import numpy as np

from lantu.demo.city import City, by_shares, merged, ranked, table
from lantu.demo.landuse import land_classes
from lantu.geo.feature import FeatureTable

PROJECTS = {
    "市政道路": 22,
    "学校": 12,
    "医院": 6,
    "产业园区": 24,
    "安置房": 16,
    "生态水系": 8,
    "仓储物流": 12,
}


def development_plan(city: City) -> FeatureTable:
    """Draw the functional areas of the economic and social development plan."""
    quarters = city.quarters
    kinds = by_shares(
        quarters.patchy_luck("function", 9_000, 0.1),
        {"优化提升区": 20, "重点发展区": 35, "农产品主产区": 30, "生态涵养区": 15},
    )
    kinds = np.where(quarters.elevation_m > 420, "生态涵养区", kinds)
    groups = np.char.add(np.char.add(quarters.homes.astype(str), "|"), kinds.astype(str))
    shapes, names = merged(quarters.geometries, groups, closing_m=30, least_m2=500_000)
    homes = np.array([int(name.split("|")[0]) for name in names])
    return table(
        "GMJJ",
        shapes,
        {
            "function": np.array([name.split("|")[1] for name in names]),
            "district": city.district_names(homes),
        },
    )


def industrial_layout(city: City) -> FeatureTable:
    """Draw the industrial areas: clusters at the edges of towns and in the development zones."""
    quarters = city.quarters
    edge = (quarters.density > 0.2) & (quarters.density < 0.62)
    chosen = ranked(quarters.patchy_luck("industry", 2_600, 0.2), edge, 700)
    shapes, homes = merged(
        quarters.geometries[chosen], quarters.homes[chosen], closing_m=25, least_m2=120_000
    )
    luck = city.generator("industrial layout").random(len(shapes))
    kinds = by_shares(
        luck,
        {
            "汽车与装备制造": 25,
            "电子信息": 20,
            "现代食品": 15,
            "新材料": 15,
            "现代物流": 15,
            "限制发展类": 10,
        },
    )
    return table("CYBJ", shapes, {"industry": kinds, "district": city.district_names(homes)})


def key_projects(city: City) -> FeatureTable:
    """Draw the sites of the city's key construction projects."""
    parcels = city.parcels
    chosen = ranked(
        parcels.luck("key project"),
        (parcels.density > 0.2) & ~parcels.pieces.lanes & (parcels.areas_m2 > 6_000),
        320 * city.scale,
    )
    kinds = by_shares(parcels.luck("key kind")[chosen], PROJECTS)
    names = np.array([f"{kind}项目（演示第{number}号）" for number, kind in enumerate(kinds, 1)])
    return table(
        "ZDXM",
        parcels.geometries[chosen],
        {"name": names, "kind": kinds, "year": np.full(len(chosen), 2019)},
    )


def industry_informatisation(city: City) -> FeatureTable:
    """Draw the sites of the industry and informatisation plan."""
    parcels = city.parcels
    works = np.isin(land_classes(parcels), ["0601", "0508"])
    chosen = ranked(parcels.luck("informatisation"), works, 520 * city.scale)
    kinds = by_shares(
        parcels.luck("informatisation kind")[chosen],
        {"先进制造业": 52, "数据中心": 8, "通信枢纽": 14, "小微企业园": 26},
    )
    return table("GXH", parcels.geometries[chosen], {"kind": kinds})


def vacated_industrial_sites(city: City) -> FeatureTable:
    """Draw the sites that industrial enterprises have left, and whether the soil was examined."""
    parcels = city.parcels
    old = parcels.town & ~parcels.pieces.lanes & (parcels.areas_m2 > 8_000)
    chosen = ranked(parcels.luck("vacated"), old, 130 * city.scale**0.5)
    kinds = by_shares(
        parcels.luck("vacated kind")[chosen], {"化工": 22, "纺织": 30, "机械": 28, "有色金属": 20}
    )
    states = by_shares(parcels.luck("examined")[chosen], {"未调查": 45, "已调查": 40, "已修复": 15})
    return table("TCCD", parcels.geometries[chosen], {"industry": kinds, "examination": states})
