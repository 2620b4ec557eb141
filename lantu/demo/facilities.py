"""Facilities that people go to, and the ground kept clear about instruments and secrets."""

from collections.abc import Mapping

import numpy as np
import shapely

from lantu.demo.city import City, Mask, by_shares, ranked, rippled, table
from lantu.demo.landuse import regulatory_districts
from lantu.geo.feature import FeatureTable


def education_facilities(city: City) -> FeatureTable:
    """Draw the primary and secondary schools, existing and planned."""
    return _sites(city, "ZXX", "school", 980, {"小学": 58, "初中": 27, "高中": 15})


def welfare_facilities(city: City) -> FeatureTable:
    """Draw the facilities of social welfare and care for the old."""
    return _sites(city, "FLYL", "welfare", 430, {"养老院": 62, "福利院": 14, "社区照料中心": 24})


def health_facilities(city: City) -> FeatureTable:
    """Draw hospitals and health centres."""
    return _sites(
        city, "YLWS", "health", 520, {"综合医院": 22, "专科医院": 18, "社区卫生服务中心": 60}
    )


def sports_facilities(city: City) -> FeatureTable:
    """Draw the sports grounds."""
    return _sites(city, "TYSS", "sports", 260, {"体育场": 20, "全民健身中心": 50, "体育公园": 30})


def meteorological_development(city: City) -> FeatureTable:
    """Draw the sites of the meteorological plan: stations and radars."""
    return _sites(
        city,
        "QXFZ",
        "meteorology",
        64,
        {"自动气象站": 80, "雷达站": 8, "人工影响天气作业点": 12},
        least_density=0.05,
    )


def underground_space(city: City) -> FeatureTable:
    """Draw civil air defence works and underground space; only the urban districts are surveyed."""
    codes = np.array([code[:6] for code in city.ground.townships.column("code")])
    surveyed = np.isin(codes, regulatory_districts())[city.parcels.homes]
    kinds = {"人防工程": 55, "地下商业": 15, "地下停车": 20, "综合管廊": 10}
    return _sites(city, "RFDX", "underground", 620, kinds, where=surveyed)


def security_control(city: City) -> FeatureTable:
    """Draw the trigger areas of state security: whole townships, never a site."""
    places = city.ground.townships
    chosen = np.sort(city.generator("security").choice(len(places.geometries), 14, replace=False))
    return table(
        "GJAQ",
        places.geometries[chosen],
        {
            "township": places.column("name")[chosen],
            "rule": np.repeat("整乡镇提示征求意见", len(chosen)),
        },
    )


def observation_environment(city: City) -> FeatureTable:
    """Draw the rings of protection about the weather stations: near, middle, far."""
    chance = city.generator("observation")
    places = city.ground.townships
    chosen = np.sort(chance.choice(len(places.geometries), 11, replace=False))
    centres = shapely.centroid(places.geometries[chosen])
    shapes, zones, inner = [], [], None
    for reach_m, zone in ((120, "近域禁建"), (600, "限高"), (1_500, "源干扰控制")):
        disc = rippled(
            shapely.buffer(centres, reach_m, quad_segs=12),
            city.seed,
            "observation",
            step_m=60,
            wave_m=2_000,
        )
        shapes.append(disc if inner is None else shapely.difference(disc, inner))
        zones += [zone] * len(chosen)
        inner = disc
    clipped, shape, _ = city.clipped(np.concatenate(shapes))
    return table("TCHJ", clipped, {"zone": np.array(zones)[shape]})


def _sites(
    city: City, prefix: str, stream: str, count: int, kinds: Mapping[str, float],
    *, least_density: float = 0.3, where: Mask | None = None,
) -> FeatureTable:  # fmt: skip
    """Pick parcels for facilities: thick in the towns, a share of them in villages."""
    parcels = city.parcels
    fit = (parcels.density > least_density) | (
        parcels.village & (parcels.luck(stream + " village") < 0.3)
    )
    fit &= ~parcels.pieces.lanes & (parcels.areas_m2 > 1_500) & (parcels.areas_m2 < 400_000)
    chosen = ranked(parcels.luck(stream), fit if where is None else fit & where, count * city.scale)
    named = by_shares(parcels.luck(stream + " kind")[chosen], kinds)
    states = by_shares(parcels.luck(stream + " state")[chosen], {"现状": 60, "规划": 40})
    return table(prefix, parcels.geometries[chosen], {"kind": named, "state": states})
