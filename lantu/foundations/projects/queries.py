"""Read projects: who takes part in which capacity, and how one red line differs from another."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

import shapely
from django.db.models import Q
from shapely import MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

from lantu.foundations.acts.actor import Actor
from lantu.foundations.journal.follow import news_about
from lantu.foundations.projects.events import ProjectRenamed
from lantu.foundations.projects.models import Footprint, Participation, Project
from lantu.law.flow import Capacity


@dataclass(frozen=True, slots=True)
class Difference:
    """What one red line has that another has not, as plane areas and geometries."""

    added_m2: float
    removed_m2: float
    kept_m2: float
    added: BaseGeometry
    removed: BaseGeometry


@dataclass(frozen=True, slots=True)
class FormerName:
    """A name that a project had, and until when; None where the journal does not say."""

    name: str
    until_at: datetime | None


def former_names_of(project: Project) -> list[FormerName]:
    """Return the names that a project had, the newest first, each until it was renamed."""
    renamed = news_about(Project._meta.db_table, project.id, frozenset({ProjectRenamed.event_name}))
    moments = [news.at for news in renamed]
    # Names that came in with the project were given up before the journal began.
    before: list[datetime | None] = [None] * (len(project.former_names) - len(moments))
    pairs = zip(project.former_names, [*before, *moments], strict=False)
    return [FormerName(name, until_at) for name, until_at in pairs][::-1]


def capacities(unit_id: UUID | None, project_id: UUID, on: date) -> frozenset[Capacity]:
    """Return in which capacities a unit takes part in a project on a day."""
    if unit_id is None:
        return frozenset()
    live = Q(until_on__isnull=True) | Q(until_on__gte=on)
    rows = Participation.objects.filter(live, unit_id=unit_id, project_id=project_id)
    return frozenset(Capacity(name) for name in rows.filter(from_on__lte=on).values_list("capacity", flat=True))  # noqa: E501 # fmt: skip


def takes_part(actor: Actor, project_id: UUID, on: date) -> bool:
    """Return whether the actor's unit takes part in a project at all on a day."""
    return bool(capacities(actor.unit_id, project_id, on))


def geometry_of(footprint: Footprint) -> MultiPolygon | Polygon:
    """Return the geometry of a red line in its CRS."""
    found = shapely.from_wkb(bytes(footprint.geometry))
    assert isinstance(found, MultiPolygon | Polygon)
    return found


def difference(one: Footprint, other: Footprint) -> Difference:
    """Return what the second red line adds to and takes from the first (D1-32).

    Raises:
        ValueError: they are not in the same CRS.
    """
    if one.crs != other.crs:
        raise ValueError(f"两条红线的坐标系不同：{one.crs} 与 {other.crs}")
    before, after = geometry_of(one), geometry_of(other)
    added, removed = shapely.difference(after, before), shapely.difference(before, after)
    kept_m2 = shapely.intersection(before, after).area
    return Difference(added.area, removed.area, kept_m2, added, removed)


def standing_footprint(project_id: UUID) -> Footprint | None:
    """Return the newest red line of the highest rank that a project has."""
    order = {rank: place for place, rank in enumerate(("sketch", "corrected", "allocated", "surveyed"))}  # noqa: E501 # fmt: skip
    found = list(Footprint.objects.filter(project_id=project_id, superseded_by__isnull=True))
    return max(found, key=lambda one: (order[one.rank], one.entered_on), default=None)
