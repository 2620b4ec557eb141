"""The ground that a unit objects to: read from coordinates, and kept within its round's line."""

import shapely
from shapely import MultiPolygon, Polygon
from shapely.errors import ShapelyError
from shapely.geometry.base import BaseGeometry

from lantu.foundations.acts.clock import now
from lantu.foundations.acts.wording import Refused
from lantu.foundations.lawbook.queries import known_on
from lantu.foundations.projects.models import Footprint
from lantu.foundations.projects.queries import geometry_of
from lantu.geo import finding
from lantu.geo.formats import pasted
from lantu.geo.quality import examine
from lantu.geo.wording import sentence
from lantu.law.clock import day_of
from lantu.law.coordination.answers import Result
from lantu.systems.blueprint.check import red_line_limits
from lantu.systems.coordination.faults import CoordinationFault
from lantu.systems.coordination.models import Answer, Round, Task

WITHOUT_AREA = (Result.NO_OBJECTION, Result.NOT_CONCERNED)
NAME = "异议范围"


def line_of(one: Round) -> Footprint:
    """Return the line that a round is about now: the corrected one, else the one pushed."""
    return one.footprint or one.sketch


def area_read(task: Task, text: str) -> MultiPolygon:
    """Read coordinates as the ground objected to, as much of it as the round's line holds.

    Args:
        task: what is answered.
        text: a pair of coordinates a line; a blank line begins the next ring.

    Raises:
        Refused: it cannot be read, crosses itself, or lies wholly outside the line.
    """
    today = day_of(now())
    limits = red_line_limits(known_on(today), today)
    try:
        reading = pasted.parse(text.encode(), file=NAME, limits=limits)
    except finding.Refused as refusal:
        raise _unreadable(refusal.findings) from refusal
    found = examine(reading, measuring_crs=line_of(task.round).crs, limits=limits)
    if found.footprint is None:
        grave = [one for one in found.findings if one.severity is finding.Severity.REFUSAL]
        raise _unreadable(tuple(grave))
    return within_line(task, found.footprint)


def within_line(task: Task, area: BaseGeometry) -> MultiPolygon:
    """Return as much of an area as lies within the line of the round.

    Args:
        task: what is answered.
        area: valid, in the CRS of the line.

    Raises:
        Refused: nothing of it does.
    """
    shared = shapely.intersection(area, geometry_of(line_of(task.round)))
    parts = [one for one in _parts(shared) if isinstance(one, Polygon) and one.area > 0]
    if not parts:
        raise Refused(CoordinationFault.AREA_OUTSIDE, number=task.round.number)
    return MultiPolygon(parts)


def area_kept(task: Task, result: str, area: bytes | None) -> bytes | None:
    """Return the area of an answer as it is kept: within the line, with a result that objects.

    Args:
        task: what is answered.
        result: one of the five values of an answer.
        area: WKB in the CRS of the line, or None.

    Raises:
        Refused: it is no area, lies wholly outside, or the result objects to nothing.
    """
    if area is None:
        return None
    if result in [str(one) for one in WITHOUT_AREA]:
        raise Refused(CoordinationFault.AREA_NEEDLESS)
    try:
        given = shapely.from_wkb(area)
    except ShapelyError as error:
        raise Refused(CoordinationFault.AREA_UNREADABLE, faults="图形格式有误") from error
    if not given.is_valid:
        raise Refused(CoordinationFault.AREA_UNREADABLE, faults="边界自己相交")
    return bytes(shapely.to_wkb(within_line(task, given)))


def area_of(answer: Answer | None) -> MultiPolygon | None:
    """Return the area that an answer objects to, or None."""
    if answer is None or answer.area is None:
        return None
    found = shapely.from_wkb(bytes(answer.area))
    return MultiPolygon([one for one in _parts(found) if isinstance(one, Polygon)])


def _parts(shape: BaseGeometry) -> list[BaseGeometry]:
    return [part for one in shapely.get_parts(shape) for part in shapely.get_parts(one)]


def _unreadable(findings: tuple[finding.Finding, ...]) -> Refused:
    said = " ".join(sentence(one) for one in findings) or "没有围成面"
    return Refused(CoordinationFault.AREA_UNREADABLE, faults=said)
