"""A red line to take away: as boundary text, drawing, shapefile or GeoJSON, from one table."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import shapely
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import content_disposition_header
from shapely import MultiPolygon, Polygon

from lantu.foundations.acts.gate import ActFault, Missing
from lantu.foundations.projects.models import Footprint
from lantu.foundations.projects.queries import geometry_of, takes_part
from lantu.geo import crs as reference
from lantu.geo.formats import boundary_txt_writer, cad_writer, shapefile_writer
from lantu.geo.formats.reading import ReadFeature
from lantu.law.rows import Visibility
from lantu.systems.blueprint.check import Check
from lantu.systems.blueprint.check_data import as_geojson
from lantu.systems.blueprint.city import working_blueprint
from lantu.systems.blueprint.drafts import Draft, examined, open_draft
from lantu.systems.blueprint.sheet import seen_rows
from lantu.systems.coordination.models import Round
from lantu.systems.coordination.queries.visibility import sees_round
from lantu.web.blueprint.checks import checked, spoken
from lantu.web.blueprint.viewing import View, view_of
from lantu.web.shell.asking import account_of, asker, unit_of
from lantu.web.shell.sheets import Cell, Column, sheet_response

GEOGRAPHIC = "EPSG:4490"


@dataclass(frozen=True, slots=True)
class Line:
    """A red line that is taken away: its plots in a plane CRS, its name, who takes it and when."""

    plots: tuple[ReadFeature, ...]
    crs: str
    name: str
    taker: str
    on: date


@dataclass(frozen=True, slots=True)
class Form:
    """One form of a red line: its words, its ending, its media type, and what writes it."""

    title: str
    ending: str
    media_type: str
    write: Callable[[Line], bytes]


def _as_text(line: Line) -> bytes:
    # The layout has letters of its own; a name that holds one is written without it.
    plots = [replace(plot, name=_plain(plot.name)) for plot in line.plots]
    taker = _plain(line.taker)
    return boundary_txt_writer.write(plots, crs=line.crs, producer=taker, produced_on=line.on)


def _plain(name: str) -> str:
    return boundary_txt_writer.writable(name)


def _as_shapefile(line: Line) -> bytes:
    return shapefile_writer.write(line.plots, crs=line.crs, name="red_line")


def _as_geojson(line: Line) -> bytes:
    features = []
    for plot in line.plots:
        moved = reference.transform(plot.geometry, line.crs, GEOGRAPHIC)
        shape = json.loads(shapely.to_geojson(moved))
        facts = {"name": plot.name, "area_m2": round(plot.geometry.area, 4)}
        features.append({"type": "Feature", "geometry": shape, "properties": facts})
    content = {"type": "FeatureCollection", "name": line.name, "features": features}
    return json.dumps(content, ensure_ascii=False).encode()


LIST = "xlsx"
COLUMNS = (
    Column("判断", 12), Column("约束", 12), Column("图层", 24), Column("主管", 22),
    Column("占压(平方米)", 14), Column("占比(%)", 10), Column("分类", 30), Column("说明", 40),
    Column("依据", 14), Column("图层版本", 14), Column("数据截止", 12),
)  # fmt: skip
FORMS = {
    "txt": Form("界址点 TXT", "txt", "text/plain; charset=gb18030", _as_text),
    "dxf": Form("DXF", "dxf", "image/vnd.dxf", lambda line: cad_writer.write(line.plots)),
    "shp": Form("SHP", "zip", "application/zip", _as_shapefile),
    "geojson": Form("GeoJSON", "geojson", "application/geo+json", _as_geojson),
}


def take_line(request: HttpRequest, footprint_id: UUID, form: str) -> HttpResponse:
    """Hand out a red line of a project to a unit that may see it."""
    one = Footprint.objects.select_related("project").filter(id=footprint_id).first()
    if one is None or form not in FORMS or one.purged_at is not None or not _sees(request, one):
        raise Missing(ActFault.MISSING, noun="红线")
    view = view_of(request)
    name = f"{one.project.name}-{one.get_rank_display()}-{one.entered_on:%Y%m%d}"
    return handed_out(form, line_of(geometry_of(one), one.crs, name, view.unit.name, view.on))


def take_check(request: HttpRequest, draft_id: UUID, form: str) -> HttpResponse:
    """Hand out a red line that was checked, or what it meets, as far as the viewer may see it.

    As GeoJSON the pieces go with it; as XLSX it is the list of all layers.
    """
    if form not in (*FORMS, LIST):
        raise Missing(ActFault.MISSING, noun="红线")
    draft = open_draft(account_of(request).id, draft_id)
    view, blueprint = view_of(request), working_blueprint()
    made = checked(draft, examined(draft, blueprint, view.edition, view.on), view)
    if made is None:
        return redirect("check", draft_id=draft.id)
    if form == LIST:
        return sheet_response(_title(draft, "占压", view.on), COLUMNS, cells(made, view))
    if form != "geojson":
        crs, title = blueprint.store.crs, _title(draft, "红线", view.on)
        return handed_out(form, line_of(made.footprint, crs, title, view.unit.name, view.on))
    content = as_geojson(made, view.edition, "意向示意")
    content["features"] = [one for one in content["features"] if _may_leave(one, view.seen)]
    packed = json.dumps(content, ensure_ascii=False).encode()
    return _file(packed, FORMS[form], _title(draft, "红线与占压", view.on))


def _title(draft: Draft, what: str, on: date) -> str:
    return f"{Path(draft.file).stem}-{what}-{on:%Y%m%d}"


def cells(made: Check, view: View) -> list[tuple[Cell, ...]]:
    """Return every layer of a check as a row of a spreadsheet; what is not seen is left empty."""
    lines = [spoken(row) for row in seen_rows(made, view.seen, view.edition)]
    return [
        (
            line["judgement"],
            line["force"],
            line["row"].name,
            line["row"].owner,
            line["row"].area_m2,
            line["percent"],
            "；".join(f"{name} {area_m2:.2f} 平方米" for name, area_m2 in line["row"].classes),
            "；".join(line["row"].remarks),
            line["row"].citation,
            line["row"].version,
            line["row"].as_of_on,
        )
        for line in lines
    ]


def line_of(geometry: Polygon | MultiPolygon, crs: str, name: str, taker: str, on: date) -> Line:
    """Return a red line as plots, numbered where there is more than one."""
    parts = shapely.get_parts(geometry)
    plots = tuple(
        ReadFeature(name if len(parts) == 1 else f"{name}-{number}", part)
        for number, part in enumerate(parts, start=1)
    )
    return Line(plots, crs, name, taker, on)


def handed_out(form: str, line: Line) -> HttpResponse:
    """Return a red line in one of the forms, as a file to keep."""
    return _file(FORMS[form].write(line), FORMS[form], line.name)


def _file(content: bytes, form: Form, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=form.media_type)
    header = content_disposition_header(as_attachment=True, filename=f"{name}.{form.ending}")
    answer["Content-Disposition"] = header
    return answer


def _may_leave(one: Mapping[str, Any], seen: Mapping[str, Visibility]) -> bool:
    layer = one["properties"].get("layer")
    return layer is None or seen.get(layer, Visibility.GEOMETRY) is Visibility.GEOMETRY


def _sees(request: HttpRequest, one: Footprint) -> bool:
    actor, on = asker(request), view_of(request).on
    if one.project.initiating_unit_id == actor.unit_id or takes_part(actor, one.project_id, on):
        return True
    rounds = Round.objects.filter(project_id=one.project_id).filter(
        sketch_id=one.id
    ) | Round.objects.filter(project_id=one.project_id, footprint_id=one.id)
    return any(sees_round(found, unit_of(request)) for found in rounds)
