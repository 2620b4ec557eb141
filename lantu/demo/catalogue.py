"""The layers of the demo city: one for each key of the layer catalogue, described and drawn."""

import importlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any, cast

import numpy as np
import shapely
import yaml

from lantu.demo.city import City
from lantu.demo.landuse import regulatory_districts
from lantu.geo.feature import FeatureTable

Extent = shapely.Polygon | shapely.MultiPolygon


@dataclass(frozen=True, slots=True)
class Entry:
    """How one layer of the demo city is described.

    Attributes:
        theme: the module of this package that draws it, by a function of the layer's name.
        coverage: "urban" for layers that know only the urban districts, None for the whole city.
    """

    key: str
    name: str
    theme: str
    as_of_on: date
    source: str
    accuracy_m: float | None
    class_attribute: str
    coverage: str | None = None


@cache
def entries() -> tuple[Entry, ...]:
    """Return the descriptions of all layers, in the order of the city's layer catalogue."""
    described: Mapping[str, Any] = _yaml("lantu.demo", "catalogue.yaml")
    rows = _yaml("lantu.law", "blueprint", "layers.yaml")
    return tuple(Entry(row["key"], row["name"], **described[row["key"]]) for row in rows)


def draw(city: City) -> Iterator[tuple[Entry, FeatureTable]]:
    """Draw every layer of a city, one after the other."""
    for entry in entries():
        theme = importlib.import_module(f"lantu.demo.{entry.theme}")
        yield entry, getattr(theme, entry.key)(city)


def coverage(city: City, entry: Entry) -> Extent | None:
    """Return how far a layer covers the city; None is everywhere."""
    if entry.coverage is None:
        return None
    places = city.ground.townships
    inside = np.isin([code[:6] for code in places.column("code")], regulatory_districts())
    return cast(Extent, shapely.coverage_union_all(places.geometries[inside]))


def _yaml(package: str, *path: str) -> Any:
    return yaml.safe_load(files(package).joinpath(*path).read_text(encoding="utf-8"))
