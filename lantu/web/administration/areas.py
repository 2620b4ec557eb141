"""The boundaries that decide: areas of the notice, counties and zones; loaded from a file."""

from dataclasses import dataclass
from datetime import datetime

import shapely
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from lantu.foundations.acts.policy import may
from lantu.foundations.journal.follow import news_about
from lantu.foundations.people.events import UnitDescribed, UnitOpened
from lantu.foundations.people.models import Standing, Unit
from lantu.foundations.projects.models import Zone
from lantu.foundations.projects.zones import draw_zone
from lantu.law.blueprint.phase import Area
from lantu.web.account.sessions import proved
from lantu.web.administration.boundary_forms import BoundaryForm
from lantu.web.administration.editions import read_by_keepers
from lantu.web.shell.asking import asked, asker, sent, was_done
from lantu.web.shell.refusals import attempt, missing

DRAW = "projects.zone.draw"
NAMES = {
    Area.CENTRAL: "中心城区",
    Area.OUTER: "市区内其余部分",
    Area.URBAN: "市区",
    Area.MUNICIPAL: "市域",
}


@dataclass(frozen=True, slots=True)
class Shown:
    """A boundary in force: of what, how large, since when, and how it is marked."""

    name: str
    key: str
    plane_area_m2: float | None = None
    crs: str = ""
    since_at: datetime | None = None
    number: int | None = None
    mark: str = ""


@read_by_keepers
def areas_page(request: HttpRequest) -> HttpResponse:
    """Show which boundaries are in force, and since when."""
    actor = asker(request)
    counties = Unit.objects.filter(standing=Standing.COUNTY, closed_on__isnull=True)
    context = {
        "zones": [_zone(area) for area in Area],
        "counties": [
            (unit, _county(unit), may(actor, "people.unit.describe", unit))
            for unit in counties.order_by("name")
        ],
        "may_draw": may(actor, DRAW),
    }
    return render(request, "administration/areas.html", context)


@read_by_keepers
@proved
def draw_page(request: HttpRequest, kind: str) -> HttpResponse:
    """Ask for the shape of an area that the notice names, and draw it."""
    area = Area.__members__.get(kind.upper())
    if area is None or not may(asker(request), DRAW):
        raise missing(Zone)
    if was_done(request):
        return redirect("administered_areas")
    form = BoundaryForm(*sent(request))

    def act() -> bool:
        given = form.cleaned_data
        return bool(
            draw_zone(asked(request), area=str(area), geometry=given["geometry"], crs=given["crs"])
        )

    if request.method == "POST" and form.is_valid() and attempt(form, act):
        messages.success(request, f"{NAMES[area]}的范围已更新，此前的版本留存。")
        return redirect("administered_areas")
    context = {"form": form, "name": NAMES[area], "former": _zone(area)}
    return render(
        request, "administration/draw_area.html", context, status=422 if form.errors else 200
    )


def _zone(area: Area) -> Shown:
    zone = Zone.objects.filter(area=str(area)).order_by("-number").first()
    if zone is None:
        return Shown(NAMES[area], area.name.lower())
    return Shown(
        NAMES[area],
        area.name.lower(),
        shapely.from_wkb(bytes(zone.geometry)).area,
        zone.crs,
        zone.drawn_at,
        zone.number,
        zone.mark,
    )


def _county(unit: Unit) -> Shown:
    if unit.boundary is None:
        return Shown(unit.name, unit.key)
    names = frozenset({UnitOpened.event_name, UnitDescribed.event_name})
    told = [
        news.at
        for news in news_about(Unit._meta.db_table, unit.id, names)
        if not isinstance(news.event, UnitDescribed) or "boundary" in news.event.fields
    ]
    shape = shapely.from_wkb(bytes(unit.boundary))
    return Shown(
        unit.name, unit.key, shape.area, unit.boundary_crs, since_at=told[-1] if told else None
    )
