"""The areas of 400, 610 and 1010 km² that the notice names, and which of them a project lies in.

Their printed sizes are parameters and are never compared with the shapes (AMB-86).
"""

from datetime import date
from uuid import UUID

import shapely
from shapely import MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

from lantu.foundations.acts.gate import Act, action
from lantu.foundations.acts.wording import Code, Refused
from lantu.foundations.lawbook.queries import known_on
from lantu.foundations.projects.events import ZoneDrawn
from lantu.foundations.projects.models import Footprint, Zone
from lantu.foundations.projects.queries import geometry_of, standing_footprint
from lantu.geo.crs import transform
from lantu.law.blueprint.phase import Area, needs_coordination


class ZoneFault(Code):
    """Why a zone cannot be drawn."""

    UNKNOWN = "projects.zone_unknown"
    BROKEN = "projects.zone_broken"


@action("projects.zone.draw")
def draw_zone(
    act: Act, *, area: str, geometry: MultiPolygon | Polygon, crs: str, mark: str = ""
) -> Zone:
    """Draw the shape of a named area; former shapes stay beside it.

    Args:
        act: the open act.
        area: one of `Area`.
        geometry: its shape.
        crs: the CRS of that shape, as `EPSG:4547`.
        mark: as 演示, where it was invented.

    Raises:
        Refused: there is no such area, or the shape is empty or not valid.
    """
    act.require()
    if area not in {str(one) for one in Area}:
        raise Refused(ZoneFault.UNKNOWN, area=area)
    if geometry.is_empty or not geometry.is_valid:
        raise Refused(ZoneFault.BROKEN)
    former = Zone.objects.filter(area=area).order_by("-number").first()
    zone = act.create(
        Zone(
            area=area,
            number=former.number + 1 if former is not None else 1,
            geometry=shapely.to_wkb(geometry),
            crs=crs,
            mark=mark,
            drawn_at=act.at,
        )
    )
    act.record(ZoneDrawn(zone.id, area), (zone,))
    return zone


def zone_of(footprint: Footprint) -> Area | None:
    """Return the area that a red line lies in (D1-09 to D1-11); None while no zone is drawn.

    Only what lies in the central city as a whole counts as central; what touches the rest of the
    urban area is of the rest, and what leaves the urban area is of the municipality.
    """
    shapes = {area: shape for area in Area if (shape := _shape(area, footprint.crs)) is not None}
    if not shapes:
        return None
    line = geometry_of(footprint)
    if Area.CENTRAL in shapes and shapely.covers(shapes[Area.CENTRAL], line):
        return Area.CENTRAL
    return Area.OUTER if _is_urban(line, shapes) else Area.MUNICIPAL


def project_zone(project_id: UUID) -> Area | None:
    """Return the area that a project lies in by its standing red line, or None."""
    line = standing_footprint(project_id)
    return zone_of(line) if line is not None else None


def needs_round(project_id: UUID, on: date) -> bool:
    """Return whether a project's land has to be found through coordination on a day (D1-11).

    Where it lies is not known yet: then it has to.
    """
    area = project_zone(project_id)
    return area is None or needs_coordination(known_on(on), area, on)


def _is_urban(line: BaseGeometry, shapes: dict[Area, BaseGeometry]) -> bool:
    named = [shapes[area] for area in (Area.URBAN, Area.CENTRAL, Area.OUTER) if area in shapes]
    return bool(named) and bool(shapely.covers(shapely.union_all(named), line))


def _shape(area: Area, crs: str) -> BaseGeometry | None:
    zone = Zone.objects.filter(area=str(area)).order_by("-number").first()
    if zone is None:
        return None
    return transform(shapely.from_wkb(bytes(zone.geometry)), zone.crs, crs)
