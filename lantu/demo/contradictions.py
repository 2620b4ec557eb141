"""Contradictions between plans, planted in known places: known answers for their analysis."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import shapely
import yaml
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
    guest_layer: str
    reach_m: float
    host_value: tuple[str, str] | None = None
    guest_value: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Contradiction:
    """One planted contradiction: which features disagree, where, and by how much."""

    kind: str
    layers: tuple[str, str]
    keys: tuple[str, str]
    place: tuple[float, float]
    area_m2: float


KINDS = tuple(
    Kind(**row)
    for row in yaml.safe_load((Path(__file__).parent / "contradictions.yaml").read_text("utf-8"))
)


def plant(
    tables: Mapping[str, FeatureTable], seed: int
) -> tuple[dict[str, FeatureTable], tuple[Contradiction, ...]]:
    """Lay guests upon hosts; return the tables with the guests added, and what was done."""
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


def _with_guests(
    table: FeatureTable, kind: Kind, shapes: list[Any]
) -> tuple[FeatureTable, list[str]]:
    first = int(np.sum(np.char.startswith(table.keys.astype(str), PLANTED_PREFIX))) + 1
    keys = [
        f"{PLANTED_PREFIX}-{kind.guest_layer}-{number}"
        for number in range(first, first + len(shapes))
    ]
    model = 0
    if kind.guest_value:
        name, value = kind.guest_value
        model = int(np.flatnonzero(table.attributes[name] == value)[0])
    attributes = {
        name: np.concatenate([column, np.repeat(column[model], len(shapes))])
        for name, column in table.attributes.items()
    }
    return FeatureTable(
        np.concatenate([table.keys, keys]), np.concatenate([table.geometries, shapes]), attributes
    ), keys


def _told(
    hosts: FeatureTable, host: int, kind: Kind, shape: shapely.Polygon, key: str
) -> Contradiction:
    overlap = shapely.intersection(hosts.geometries[host], shape)
    place = shapely.get_coordinates(shapely.point_on_surface(overlap))[0]
    return Contradiction(
        kind.name, (kind.host_layer, kind.guest_layer), (str(hosts.keys[host]), key),
        (round(float(place[0]), 3), round(float(place[1]), 3)), float(shapely.area(overlap)),
    )  # fmt: skip
