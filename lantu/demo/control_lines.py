"""The six control lines, gathered from over forty special plans; each feature names its own."""

from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from lantu.demo import facilities, heritage, nature, networks
from lantu.demo.city import City, table
from lantu.demo.curves import strip
from lantu.geo.feature import FeatureTable

LINE_WIDENING_M = 14.0


def road_red_line(city: City) -> FeatureTable:
    """Draw the road red lines: road land as planned, wider than built, by district plan."""
    roads = city.corridors("expressway", "road")
    widths = np.array([road.width_m for road in roads]) + LINE_WIDENING_M
    lands, shape, homes = city.clipped(strip(np.array([road.line for road in roads]), widths))
    districts = city.district_names(homes)
    plans = np.array([f"{district}道路网专项规划" for district in districts])
    return table(
        "HX",
        lands,
        {
            "name": np.array([road.name for road in roads])[shape],
            "width_m": widths[shape],
            "source_plan": plans,
        },
    )


def water_blue_line(city: City) -> FeatureTable:
    """Draw the blue lines of rivers, lakes and streams, a plan for each river."""
    rivers = city.corridors("river")
    reach_m = np.array([60.0 if river.width_m > 500 else 20.0 for river in rivers])
    beds = shapely.buffer(np.array([river.strip for river in rivers]), reach_m, quad_segs=2)
    brooks = strip(networks.streams(city), 16.0)
    lands, shape, homes = city.clipped(np.concatenate([beds, brooks]))
    river_plans = np.array([f"{river.name}蓝线规划" for river in rivers])
    brook_plans = np.array([f"{district}沟渠水系规划" for district in city.district_names(homes)])
    major = shape < len(rivers)
    plans = np.where(major, river_plans[np.where(major, shape, 0)], brook_plans)
    return table("LX", lands, {"kind": np.where(major, "河道", "沟渠"), "source_plan": plans})


def heritage_purple_line(city: City) -> FeatureTable:
    """Draw the purple lines: the protection areas as the planners took them over."""
    features = heritage.heritage_protection(city)
    kept = (features.attributes["zone"] == "保护范围") & (features.attributes["grade"] != "市县级")
    shapes = _copied(city, "purple", features.geometries[kept])
    grades = features.attributes["grade"][kept]
    return table(
        "ZX",
        shapes,
        {
            "name": features.attributes["name"][kept],
            "source_plan": np.array([f"{grade}文物保护单位紫线规划" for grade in grades]),
        },
    )


def greening_green_line(city: City) -> FeatureTable:
    """Draw the green lines of parks and green belts."""
    features = nature.green_space_plan(city)
    shapes = _copied(city, "green", features.geometries)
    districts = features.attributes["district"]
    return table(
        "LVX",
        shapes,
        {
            "green": features.attributes["green"],
            "source_plan": np.array([f"{district}绿地系统绿线规划" for district in districts]),
        },
    )


def infrastructure_yellow_line(city: City) -> FeatureTable:
    """Draw the yellow lines of works and corridors, a plan for each trade."""
    plans = (
        ("供水", networks.water_supply),
        ("燃气", networks.gas_supply),
        ("供热", networks.heat_supply),
        ("电力", networks.power_facilities),
    )
    return _gathered(city, "HUANGX", plans, "设施黄线规划", share=0.5)


def public_facility_orange_line(city: City) -> FeatureTable:
    """Draw the orange lines of public facilities, a plan for each kind."""
    plans = (
        ("中小学", facilities.education_facilities),
        ("医疗卫生", facilities.health_facilities),
        ("养老", facilities.welfare_facilities),
        ("体育", facilities.sports_facilities),
    )
    return _gathered(city, "CX", plans, "布局橙线规划", share=0.6)


def _gathered(city: City, prefix: str, plans: Any, ending: str, *, share: float) -> FeatureTable:
    shapes, kinds, names = [], [], []
    for trade, draw in plans:
        features = draw(city)
        taken = city.generator(prefix, trade).random(len(features)) < share
        shapes.append(_copied(city, prefix + trade, features.geometries[taken]))
        kinds.append(features.attributes["kind"][taken])
        names.append(np.repeat(f"{trade}{ending}", int(taken.sum())))
    return table(
        prefix,
        np.concatenate(shapes),
        {"kind": np.concatenate(kinds), "source_plan": np.concatenate(names)},
    )


def _copied(city: City, name: str, geometries: NDArray[Any]) -> NDArray[Any]:
    """Copy borders as plans do: 85 % identical, 5 % moved by 0.01–0.5 m, 10 % redrawn."""
    chance = city.generator("copied", name)
    luck = chance.random(len(geometries))
    moved = (luck >= 0.85) & (luck < 0.90)
    angles, reach = (
        chance.uniform(0, 2 * np.pi, len(geometries)),
        chance.uniform(0.01, 0.5, len(geometries)),
    )
    offsets = np.where(moved, reach, 0.0)[:, None] * np.column_stack(
        [np.cos(angles), np.sin(angles)]
    )
    copies = geometries.copy()
    copies[moved] = shapely.transform(
        geometries[moved],
        lambda points: (
            points
            + np.repeat(offsets[moved], shapely.get_num_coordinates(geometries[moved]), axis=0)
        ),
    )
    redrawn = luck >= 0.90
    fresh = shapely.simplify(
        shapely.buffer(geometries[redrawn], 3.0, quad_segs=1, join_style="mitre"), 2.5
    )
    usable = (shapely.get_type_id(fresh) == 3) & ~shapely.is_empty(fresh)
    copies[redrawn] = np.where(usable, fresh, geometries[redrawn])
    return copies
