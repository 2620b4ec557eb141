"""The two sheets everybody asks for: 用地红线图 and 占压分析表, A3 or A4, of one formal check."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import shapely
from django.template.loader import render_to_string
from shapely.geometry.base import BaseGeometry

from lantu.foundations.documents.printing import pdf_of
from lantu.foundations.projects.models import Footprint
from lantu.foundations.projects.queries import geometry_of
from lantu.law.blueprint.judgement import LayerJudgement, Rank
from lantu.law.rows import Visibility
from lantu.systems.blueprint.city import blueprint_of
from lantu.systems.blueprint.models import FormalCheck
from lantu.systems.blueprint.pieces import pieces_of
from lantu.systems.blueprint.queries import verdict_of

# What a drawing has room for, in millimetres, and the widest scale that a sheet is drawn at.
ROOM_MM = {"A4": (180.0, 150.0), "A3": (250.0, 240.0)}
SCALES = (200, 250, 500, 1000, 2000, 2500, 5000, 10000, 20000, 25000, 50000, 100000, 200000)
MARGIN = 1.25
POINTS_SHOWN = 200
COLOURS = {Rank.BAR_MET: "#c92a2a", Rank.BAR_UNKNOWN: "#c92a2a", Rank.MET: "#c08a00", Rank.TOUCHED: "#6b7280"}  # noqa: E501 # fmt: skip


@dataclass(frozen=True, slots=True)
class Drawing:
    """A drawing at a scale: its size on paper, and the shapes as paths of SVG in millimetres."""

    width_mm: float
    height_mm: float
    scale: int
    bar_m: float
    bar_mm: float
    paths: tuple[dict[str, Any], ...]
    points: tuple[dict[str, Any], ...]


def sheet_pdf(
    check: FormalCheck,
    seen: dict[str, Visibility],
    *,
    paper: str,
    original: Footprint | None = None,
    objections: Mapping[str, BaseGeometry] | None = None,
) -> bytes:
    """Print both sheets of a formal check.

    Args:
        check: what was measured.
        seen: layer → how much the reader may see of it.
        paper: `A3` or `A4`.
        original: the line as it was filed, drawn dashed.
        objections: unit → the ground it objects to, in the CRS of the line, as the reader sees it.
    """
    rows = [row for row in verdict_of(check).rows if seen.get(row.layer) is not Visibility.HIDDEN]
    drawing = drawn(check, rows, seen, paper, original, objections or {})
    content = {
        "paper": paper,
        "check": check,
        "footprint": check.footprint,
        "project": check.footprint.project,
        "drawing": drawing,
        "rows": sorted(
            (row for row in rows if row.rank is not Rank.NOTED), key=lambda row: row.rank
        ),
        "corners": corners(geometry_of(check.footprint)),
    }
    html = render_to_string("blueprint_papers/sheet.html", content)
    return pdf_of(html, title=f"{check.footprint.project.name}用地红线图、占压分析表")


def drawn(
    check: FormalCheck,
    rows: list[LayerJudgement],
    seen: dict[str, Visibility],
    paper: str,
    original: Footprint | None,
    objections: Mapping[str, BaseGeometry],
) -> Drawing:
    """Draw the red line and what it meets at the largest usual scale that fits the paper."""
    footprint = geometry_of(check.footprint)
    width_mm, height_mm = ROOM_MM[paper]
    west, south, east, north = footprint.bounds
    scale = usual_scale((east - west) * MARGIN, (north - south) * MARGIN, width_mm, height_mm)
    middle = ((west + east) / 2, (south + north) / 2)

    def path(shape: BaseGeometry) -> str:
        return svg_path(shape, middle, scale, width_mm, height_mm)

    paths = []
    blueprint = blueprint_of(check.city, check.blueprint_number)
    if blueprint is not None:
        for piece in pieces_of(footprint, blueprint, rows, seen):
            colour = COLOURS[piece.rank]
            paths.append({"path": path(piece.geometry), "fill": colour, "name": piece.name,
                          "area_m2": piece.area_m2})  # fmt: skip
    for unit, area in objections.items():
        paths.append({"path": path(area), "fill": "#c92a2a", "line": "#c92a2a", "dashes": "1 1",
                      "name": f"{unit}异议范围", "area_m2": float(area.area)})  # fmt: skip
    if original is not None and original.id != check.footprint_id:
        paths.append(
            {"path": path(geometry_of(original)), "fill": "none", "line": "#555", "dashes": "3 2"}
        )
    paths.append({"path": path(footprint), "fill": "none", "line": "#c2185b", "dashes": ""})
    bar_m = scale / 1000 * 40
    places = _on_paper(_ring(footprint), middle, scale, width_mm, height_mm)
    points = [{"number": number, "x": x, "y": y} for number, (x, y) in enumerate(places, 1)]
    shown = tuple(points) if len(points) <= POINTS_SHOWN else ()
    return Drawing(width_mm, height_mm, scale, bar_m, 40.0, tuple(paths), shown)


def usual_scale(width_m: float, height_m: float, width_mm: float, height_mm: float) -> int:
    """Return the largest usual scale at which something fits: 500 is 1∶500."""
    needed = max(width_m / width_mm, height_m / height_mm) * 1000
    return next((scale for scale in SCALES if scale >= needed), SCALES[-1])


def svg_path(
    shape: BaseGeometry, middle: tuple[float, float], scale: int, width_mm: float, height_mm: float
) -> str:
    """Return the polygons of a shape as a path, in millimetres from the upper left corner."""
    said = []
    for part in shapely.get_parts(shape):
        if part.geom_type != "Polygon":
            continue
        for ring in (part.exterior, *part.interiors):
            places = _on_paper(list(ring.coords)[:-1], middle, scale, width_mm, height_mm)
            said.append("M" + "L".join(f"{x:.2f} {y:.2f}" for x, y in places) + "Z")
    return "".join(said)


def corners(shape: BaseGeometry) -> list[dict[str, Any]]:
    """Return the corners of a footprint with their coordinates, north first as surveyors write."""
    return [
        {"number": number, "north": y, "east": x} for number, (x, y) in enumerate(_ring(shape), 1)
    ][:POINTS_SHOWN]


def _ring(shape: BaseGeometry) -> list[tuple[float, float]]:
    found: list[tuple[float, float]] = []
    for part in shapely.get_parts(shape):
        found += [(x, y) for x, y, *_ in list(part.exterior.coords)[:-1]]
    return found


def _on_paper(
    places: list[Any], middle: tuple[float, float], scale: int, width_mm: float, height_mm: float
) -> list[tuple[float, float]]:
    per_mm = scale / 1000
    return [
        (width_mm / 2 + (x - middle[0]) / per_mm, height_mm / 2 - (y - middle[1]) / per_mm)
        for x, y, *_ in places
    ]
