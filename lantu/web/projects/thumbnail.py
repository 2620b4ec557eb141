"""A small drawing of a project's red lines: the first sketch dashed, the standing line filled."""

from collections.abc import Sequence
from dataclasses import dataclass

from shapely import MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

from lantu.foundations.projects.models import Footprint
from lantu.foundations.projects.queries import geometry_of

MARGIN_SHARE = 0.08


@dataclass(frozen=True, slots=True)
class Drawing:
    """An SVG: its view box, and its paths with the class that says how each is drawn."""

    view_box: str
    paths: list[tuple[str, str]]


def drawing(footprints: Sequence[Footprint], standing: Footprint | None) -> Drawing | None:
    """Draw the red lines of a project; None without any.

    Args:
        footprints: all of them, in the CRS of the standing line or not drawn.
        standing: the line that holds now.
    """
    if standing is None:
        return None
    shape = geometry_of(standing)
    former = [
        geometry_of(one) for one in footprints if one.crs == standing.crs and one.id != standing.id
    ]
    west, south, east, north = MultiPolygon(
        [part for whole in (shape, *former) for part in _parts(whole)]
    ).bounds
    margin_m = max(east - west, north - south) * MARGIN_SHARE
    width_m, height_m = east - west + 2 * margin_m, north - south + 2 * margin_m
    left_m, top_m = west - margin_m, north + margin_m
    paths = [("line-former", _path(one, left_m, top_m)) for one in former]
    paths.append(("line-standing", _path(shape, left_m, top_m)))
    return Drawing(f"0 0 {width_m:.2f} {height_m:.2f}", paths)


def _path(shape: BaseGeometry, left_m: float, top_m: float) -> str:
    rings = [ring for part in _parts(shape) for ring in (part.exterior, *part.interiors)]
    return " ".join(
        "M"
        + " L".join(f"{east - left_m:.2f} {top_m - north:.2f}" for east, north, *_ in ring.coords)
        + " Z"
        for ring in rings
    )


def _parts(shape: BaseGeometry) -> list[Polygon]:
    parts = shape.geoms if isinstance(shape, MultiPolygon) else [shape]
    return [part for part in parts if isinstance(part, Polygon)]
