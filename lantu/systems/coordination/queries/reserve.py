"""Who sees which projects of the reserve, how many stand where, and which look like one another."""

from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from lantu.foundations.people.models import Standing, Unit
from lantu.foundations.people.queries import responsible_unit
from lantu.foundations.projects.models import Footprint, Project
from lantu.law.blueprint.catalogue import LEAD
from lantu.systems.coordination.obligations import sender_id
from lantu.systems.coordination.queries.visibility import visible_rounds

OVERSEERS = (Standing.SUPERVISOR, Standing.GOVERNMENT)
NO_RED_LINE = "no_red_line"
NOT_ENTERED = "not_entered"


def has_line() -> Exists:
    """Return the condition that a project has a red line."""
    return Exists(Footprint.objects.filter(project=OuterRef("pk"), purged_at__isnull=True))


def visible_projects(viewer: Unit, on: date) -> QuerySet[Project]:
    """Return the projects of the reserve that a unit sees.

    Whoever sends, leads or oversees sees all; others see their own, and those they are asked about.

    Args:
        viewer: the unit that looks.
        on: the day, which tells who sends and who leads.
    """
    rows = Project.objects.filter(merged_into__isnull=True)
    if viewer.standing in OVERSEERS or viewer.id in (sender_id(on), responsible_unit(LEAD, on).id):
        return rows
    taking_part = visible_rounds(viewer).values("project_id")
    return rows.filter(Q(initiating_unit=viewer) | Q(id__in=taking_part))


def standing_at(rows: QuerySet[Project], where: str) -> QuerySet[Project]:
    """Return those of the projects that stand at a state of the reserve, or before it.

    Args:
        rows: as `visible_projects` gives them.
        where: a state of the reserve, `no_red_line` or `not_entered`.
    """
    if where in (NO_RED_LINE, NOT_ENTERED):
        before = rows.filter(reserveentry__isnull=True)
        return before.filter(has_line() if where == NOT_ENTERED else ~has_line())
    return rows.filter(reserveentry__state=where)


def counts_by_standing(rows: QuerySet[Project]) -> dict[str, int]:
    """Return how many of the projects stand at each state; what is at none is left out."""
    marked = rows.annotate(has_line=has_line()).values("reserveentry__state", "has_line")
    counted = marked.annotate(count=Count("id")).order_by()
    found: dict[str, int] = {}
    for row in counted:
        before = NOT_ENTERED if row["has_line"] else NO_RED_LINE
        where = row["reserveentry__state"] or before
        found[where] = found.get(where, 0) + row["count"]
    return found


def namesakes(name: str) -> list[Project]:
    """Return the projects that bear a name now or bore it before, written the same but for blanks.

    Args:
        name: the name that somebody is about to enter.
    """
    bare = "".join(name.split()).casefold()
    rows = Project.objects.filter(merged_into__isnull=True).select_related("initiating_unit")
    return [
        one
        for one in rows.order_by("reserve_number")
        if bare in {"".join(each.split()).casefold() for each in (one.name, *one.former_names)}
    ]
