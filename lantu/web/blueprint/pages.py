"""The map of the whole city, what lies at a point of it, and where something is."""

import re
from dataclasses import dataclass
from math import isfinite
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from shapely import Point

from lantu.geo import crs
from lantu.geo.layerstore import Blueprint
from lantu.geo.zones import GEOGRAPHIC, Kind, code_of, look
from lantu.law.rows import Force, Visibility
from lantu.systems.blueprint.city import has_city, working_blueprint
from lantu.systems.blueprint.layers import ShownLayer, shown_layers
from lantu.systems.blueprint.point import FoundFeature, features_at, places
from lantu.systems.blueprint.words import FORCES
from lantu.web.blueprint.forms import RedLineForm
from lantu.web.blueprint.viewing import View, view_of
from lantu.web.shell.refusals import page

SHOWN_AT_FIRST = (
    "development_boundary", "ecological_redline", "permanent_basic_farmland", "water_blue_line",
    "road_red_line", "greening_green_line",
)  # fmt: skip
MANY_FEATURES = 4000
LEVEL_OF_MANY = 3
NUMBER = re.compile(r"\d+(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class Branch:
    """Layers of one legal force."""

    words: str
    layers: tuple[ShownLayer, ...]


def atlas(request: HttpRequest) -> HttpResponse:
    """Show the map with its layers; words asked for lead to a place."""
    if not has_city():
        return page(request, "还没有蓝图数据", "平台管理员导入第一批图层并发布工作蓝图后，这里显示全市一张图。", 200)  # noqa: E501 # fmt: skip
    view, blueprint = view_of(request), working_blueprint()
    words = request.GET.get("q", "").strip()
    point = point_of(words, blueprint)
    if point is not None:
        return redirect(f"{reverse('atlas_point')}?x={point.y:.3f}&y={point.x:.3f}")
    found = places(blueprint, words, view.seen) if words else []
    return render(request, "blueprint/atlas.html", {
        **ground_of(view, blueprint), "form": RedLineForm(), "words": words, "places": found,
    })  # fmt: skip


def point(request: HttpRequest) -> HttpResponse:
    """Say what lies at a point: every layer there, with its attributes, its source, its force."""
    view, blueprint = view_of(request), working_blueprint()
    try:
        north, east = float(request.GET["x"]), float(request.GET["y"])
    except (KeyError, ValueError):
        return redirect("atlas")
    if not (isfinite(east) and isfinite(north)):
        return redirect("atlas")
    # Typed eastings may carry the zone; the store's do not.
    east = east % 1_000_000
    found = features_at(blueprint, east, north, view.seen)
    rows = _at_point(found, view, blueprint)
    inside = blueprint.store.boundary.contains(Point(east, north))
    degrees = crs.transform(Point(east, north), blueprint.store.crs, GEOGRAPHIC)
    hidden = [one for one in view.seen.values() if one is Visibility.AREA_ONLY]
    return render(request, "blueprint/point.html", {
        **ground_of(view, blueprint), "east": east, "north": north, "longitude": degrees.x,
        "latitude": degrees.y, "rows": rows, "is_inside": inside, "area_only": len(hidden),
    })  # fmt: skip


def ground_of(view: View, blueprint: Blueprint) -> dict[str, Any]:
    """Return what every full map shows: the layers by force, and how far the city reaches."""
    layers = shown_layers(blueprint, view.seen, view.edition, view.on)
    branches = [
        Branch(FORCES[force], tuple(one for one in layers if one.force is force)) for force in Force
    ]
    return {
        "branches": [branch for branch in branches if branch.layers],
        "shown_at_first": SHOWN_AT_FIRST,
        "many": MANY_FEATURES,
        "level_of_many": LEVEL_OF_MANY,
        "blueprint": blueprint,
        "extent": [round(one) for one in blueprint.store.boundary.bounds],
    }


def point_of(words: str, blueprint: Blueprint) -> Point | None:
    """Return the point that words mean, in the measuring CRS, or None where they are no pair.

    Args:
        words: two numbers, plane with or without the zone, or degrees; either may stand first.
        blueprint: whose CRS is meant where a plane coordinate names no zone.
    """
    numbers = [float(one) for one in NUMBER.findall(words)]
    if len(numbers) != 2:
        return None
    seen = look(numbers[0], numbers[1])
    east, north = reversed(numbers) if seen.swapped else numbers
    own = blueprint.store.crs
    source = {
        Kind.DEGREES: GEOGRAPHIC,
        Kind.WITHOUT_PREFIX: own,
        Kind.WITH_PREFIX: code_of(seen.zone, prefix=True) if seen.zone else own,
    }.get(seen.kind)
    return None if source is None else crs.transform(Point(east, north), source, own)


def _at_point(
    found: dict[str, list[FoundFeature]], view: View, blueprint: Blueprint
) -> list[tuple[ShownLayer, str, list[FoundFeature]]]:
    shown = shown_layers(blueprint, view.seen, view.edition, view.on)
    return [(one, FORCES[one.force], found[one.key]) for one in shown if found.get(one.key)]
