"""What the unit was told, newest first."""

from collections.abc import Sequence
from uuid import UUID

from django.core.paginator import Paginator
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from lantu.foundations.acts.clock import now
from lantu.foundations.deliveries.models import Message, Purpose
from lantu.foundations.deliveries.queries import inbox_of
from lantu.foundations.duties.models import Duty
from lantu.systems.coordination.models import OverallOpinion, Round, Task
from lantu.web.shell.asking import unit_of
from lantu.web.shell.news import look, looked_at
from lantu.web.workbench.desk import address_of

PAGE = 50
# Where the record is seen that a message is about.
PLACES = {
    Round._meta.db_table: "/rounds/{}/",
    Task._meta.db_table: "/tasks/{}/",
}


def inbox(request: HttpRequest) -> HttpResponse:
    """Show what the unit was told; from now on it counts as seen."""
    seen_at = looked_at(request)
    purpose = request.GET.get("purpose", "")
    told = inbox_of(unit_of(request).id).select_related("sender")
    if purpose in Purpose.values:
        told = told.filter(purpose=purpose)
    page = Paginator(told, PAGE).get_page(request.GET.get("page"))
    shown = list(page.object_list)
    addresses = addresses_of(shown)
    rows = [(one, addresses.get(one.id, ""), one.created_at > seen_at) for one in shown]
    look(request, now())
    context = {"page": page, "rows": rows, "purpose": purpose, "purposes": Purpose.choices}
    return render(request, "workbench/messages.html", context)


def addresses_of(told: Sequence[Message]) -> dict[UUID, str]:
    """Return the page of what each message is about, for those that have one."""
    pages = {about: PLACES[table].format(about) for about, table in _abouts(told, *PLACES)}
    for duty in Duty.objects.filter(id__in=_keys(told, Duty)):
        pages[duty.id] = address_of(duty)
    for opinion in OverallOpinion.objects.filter(id__in=_keys(told, OverallOpinion)):
        pages[opinion.id] = f"/rounds/{opinion.round_id}/"
    return {one.id: pages[one.about_id] for one in told if one.about_id in pages}


def _abouts(told: Sequence[Message], *tables: str) -> list[tuple[UUID, str]]:
    return [(one.about_id, one.about_table) for one in told if one.about_table in tables]


def _keys(told: Sequence[Message], model: type[Model]) -> list[UUID]:
    return [key for key, _ in _abouts(told, model._meta.db_table)]
