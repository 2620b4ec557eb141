"""What maps show, as GeoJSON in the measuring CRS: red lines, what they meet, objections."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

import numpy as np
import shapely
from django.http import HttpRequest, HttpResponse, JsonResponse
from shapely.geometry.base import BaseGeometry

from lantu.foundations.acts.clock import now
from lantu.foundations.acts.gate import ActFault, Missing
from lantu.foundations.lawbook.queries import known_on
from lantu.foundations.projects.models import Footprint
from lantu.foundations.projects.queries import geometry_of
from lantu.law.blueprint.judgement import Rank
from lantu.law.clock import day_of
from lantu.law.rows import Visibility
from lantu.law.wording import sentence
from lantu.systems.blueprint.city import blueprint_of, working_blueprint
from lantu.systems.blueprint.pieces import LayerPiece, pieces_of
from lantu.systems.blueprint.queries import verdict_of
from lantu.systems.blueprint.visibility import seen_by
from lantu.systems.coordination.models import Round
from lantu.systems.coordination.queries.visibility import areas_seen, sees_round, visible_tasks
from lantu.web.shell.asking import unit_of

TONES = {Rank.BAR_MET: "red", Rank.BAR_UNKNOWN: "red", Rank.MET: "yellow", Rank.TOUCHED: "grey"}
# What lies under a red line on a small map, where the viewer may see it.
GROUND = (
    "regulatory_plan", "development_boundary", "ecological_redline", "permanent_basic_farmland",
    "greening_green_line", "water_blue_line", "road_red_line", "heritage_purple_line",
)  # fmt: skip
M2_PER_HECTARE = 10_000


def round_shapes(request: HttpRequest, round_id: UUID) -> HttpResponse:
    """Return what the map of a round shows to the viewer's unit."""
    one = Round.objects.select_related("project", "sketch", "footprint", "check_record").filter(
        id=round_id
    )
    return _of_round(request, one.first())


def task_shapes(request: HttpRequest, task_id: UUID) -> HttpResponse:
    """Return what the map of a task shows: that of its round, to the unit that is asked."""
    seen = visible_tasks(unit_of(request)).select_related("round__project")
    task = seen.filter(id=task_id).first()
    if task is None:
        raise Missing(ActFault.MISSING, noun="空间协同")
    return _of_round(request, task.round)


def ground(request: HttpRequest) -> HttpResponse:
    """Return the layers that lie under a small map, and nothing on them."""
    today = day_of(now())
    return collection([], seen_by(unit_of(request), known_on(today), today))


def _of_round(request: HttpRequest, one: Round | None) -> HttpResponse:
    unit = unit_of(request)
    if one is None or not sees_round(one, unit):
        raise Missing(ActFault.MISSING, noun="空间协同")
    today = day_of(now())
    seen = seen_by(unit, known_on(today), today)
    features = [red_line(one.sketch, "original" if one.footprint else "corrected")]
    if one.footprint is not None:
        features.append(red_line(one.footprint, "corrected"))
    check = one.check_record
    blueprint = blueprint_of(check.city, check.blueprint_number) if check else None
    if check is not None and blueprint is not None:
        footprint, rows = geometry_of(check.footprint), verdict_of(check).rows
        features += [hit(piece) for piece in pieces_of(footprint, blueprint, rows, seen)]
    for area in areas_seen(one, unit.id):
        name = f"{area.unit}：{sentence(area.result, {})}"
        facts = {"kind": "objection", "name": name, "label": area.unit, "tone": "red"}
        features.append(feature(area.geometry, facts))
    return collection(features, seen)


def collection(features: Iterable[dict[str, Any]], seen: dict[str, Visibility]) -> JsonResponse:
    """Return features for a map, with the layers that lie under them.

    Args:
        features: as `feature` makes them.
        seen: layer → how much the viewer sees of it.
    """
    blueprint = working_blueprint()
    ground = [
        {
            "key": key,
            "digest": blueprint.layers[key].digest,
            "name": blueprint.layers[key].description.name,
        }
        for key in GROUND
        if key in blueprint.layers and seen.get(key) is Visibility.GEOMETRY
    ]
    content = {
        "type": "FeatureCollection",
        "crs": {"type": "name", "properties": {"name": blueprint.store.crs}},
        "blueprint": blueprint.number,
        "ground": ground,
        "features": list(features),
    }
    answer = JsonResponse(content, json_dumps_params={"ensure_ascii": False})
    answer["Cache-Control"] = "private, no-store"
    return answer


def red_line(footprint: Footprint, kind: str) -> dict[str, Any]:
    """Return a red line as a feature: `original` is drawn dashed, `corrected` solid."""
    name = footprint.get_rank_display()
    area_m2 = float(footprint.plane_area_m2)
    facts = {"kind": kind, "name": name, "area_m2": area_m2, "label": labelled(name, area_m2)}
    return feature(geometry_of(footprint), facts)


def hit(piece: LayerPiece) -> dict[str, Any]:
    """Return the ground where a layer is met as a feature, coloured by how hard it bars."""
    facts = {
        "kind": "hit",
        "row": piece.layer,
        "name": piece.name,
        "area_m2": piece.area_m2,
        "bar": piece.rank.name.lower(),
        "tone": TONES[piece.rank],
        "label": labelled(piece.name, piece.area_m2),
    }
    return feature(piece.geometry, facts)


def labelled(name: str, area_m2: float) -> str:
    """Say a name with its area, as it is written into a map: hectares, or m² where it is small."""
    hectares = area_m2 / M2_PER_HECTARE
    return f"{name} {hectares:,.2f} 公顷" if hectares >= 0.01 else f"{name} {area_m2:,.1f} m²"


def feature(geometry: BaseGeometry, facts: dict[str, Any]) -> dict[str, Any]:
    """Return a geometry of the measuring CRS as a feature, to a millimetre."""
    rounded = shapely.transform(geometry, lambda points: np.round(points, 3))
    shape = shapely.geometry.mapping(rounded)
    return {"type": "Feature", "geometry": shape, "properties": facts}
