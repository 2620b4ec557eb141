"""Contradictions between plans, planted in known places so that their analysis has known answers."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from lantu.demo.chance import generator
from lantu.demo.heritage import uneven_outline
from lantu.geo.feature import FeatureTable

EACH = 3
PLANTED_PREFIX = "演示矛盾"


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of contradiction: a guest of one layer is laid upon a host of another.

    Attributes:
        host_value: attribute and value that a host must have, or None.
        guest_value: attribute and value that the guest shall have, or None.
        reach_m: about half the width of the guest.
    """

    name: str
    host_layer: str
    host_value: tuple[str, str] | None
    guest_layer: str
    guest_value: tuple[str, str] | None
    reach_m: float


@dataclass(frozen=True, slots=True)
class Contradiction:
    """One planted contradiction: which features disagree, where, and by how much."""

    kind: str
    layers: tuple[str, str]
    keys: tuple[str, str]
    place: tuple[float, float]
    area_m2: float


KINDS = (
    Kind("永久基本农田在城镇集中建设区内", "development_boundary", ("zone", "城镇集中建设区"), "permanent_basic_farmland", None, 90.0),
    Kind("生态保护红线与允许建设区重叠", "land_use_plan", ("zone", "允许建设区"), "ecological_redline", None, 160.0),
    Kind("绿线与控规居住用地重叠", "regulatory_plan", ("planned_use", "R2"), "greening_green_line", ("green", "公园绿地"), 45.0),
    Kind("紫线与道路红线重叠", "road_red_line", None, "heritage_purple_line", None, 60.0),
    Kind("蓝线与控规工业用地重叠", "regulatory_plan", ("planned_use", "M1"), "water_blue_line", ("kind", "沟渠"), 40.0),
    Kind("林地与永久基本农田重叠", "permanent_basic_farmland", None, "forest_land", None, 70.0),
    Kind("湿地与产业布局重叠", "industrial_layout", None, "wetland", ("zone", "一般湿地"), 80.0),
    Kind("文物保护范围与拟出让地块重叠", "land_supply", ("supply", "拟出让"), "heritage_protection", ("zone", "保护范围"), 35.0),
    Kind("黄线与公益设施橙线重叠", "public_facility_orange_line", None, "infrastructure_yellow_line", None, 25.0),
)  # fmt: skip


def plant(tables: Mapping[str, FeatureTable], seed: int) -> tuple[dict[str, FeatureTable], tuple[Contradiction, ...]]:
    """Lay guests upon hosts; return the tables with the guests added, and the list of what was done."""
    grown, planted = dict(tables), []
    for kind in KINDS:
        chance = generator(seed, "contradiction", kind.name)
        hosts = _hosts(tables[kind.host_layer], kind, chance)
        shapes = [_guest(tables[kind.host_layer].geometries[host], kind, chance) for host in hosts]
        grown[kind.guest_layer], keys = _with_guests(grown[kind.guest_layer], kind, shapes)
        for host, shape, key in zip(hosts, shapes, keys, strict=True):
            planted.append(_told(tables[kind.host_layer], int(host), kind, shape, key))
    return grown, tuple(planted)


def _hosts(table: FeatureTable, kind: Kind, chance: np.random.Generator) -> NDArray[np.int64]:
    fit = shapely.area(table.geometries) > kind.reach_m**2
    if kind.host_value:
        name, value = kind.host_value
        fit &= table.attributes[name] == value
    return np.sort(chance.choice(np.flatnonzero(fit), EACH, replace=False))


def _guest(host: shapely.Geometry, kind: Kind, chance: np.random.Generator) -> shapely.Polygon:
    centre = shapely.get_coordinates(shapely.point_on_surface(host))[0]
    return uneven_outline(chance, centre, kind.reach_m)


def _with_guests(table: FeatureTable, kind: Kind, shapes: list[Any]) -> tuple[FeatureTable, list[str]]:
    first = int(np.sum(np.char.startswith(table.keys.astype(str), PLANTED_PREFIX))) + 1
    keys = [f"{PLANTED_PREFIX}-{kind.guest_layer}-{number}" for number in range(first, first + len(shapes))]
    model = 0
    if kind.guest_value:
        name, value = kind.guest_value
        model = int(np.flatnonzero(table.attributes[name] == value)[0])
    attributes = {name: np.concatenate([column, np.repeat(column[model], len(shapes))]) for name, column in table.attributes.items()}
    return FeatureTable(np.concatenate([table.keys, keys]), np.concatenate([table.geometries, shapes]), attributes), keys


def _told(hosts: FeatureTable, host: int, kind: Kind, shape: shapely.Polygon, key: str) -> Contradiction:
    overlap = shapely.intersection(hosts.geometries[host], shape)
    place = shapely.get_coordinates(shapely.point_on_surface(overlap))[0]
    return Contradiction(
        kind.name, (kind.host_layer, kind.guest_layer), (str(hosts.keys[host]), key),
        (round(float(place[0]), 3), round(float(place[1]), 3)), float(shapely.area(overlap)),
    )  # fmt: skip
