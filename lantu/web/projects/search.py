"""One box for everything: projects, documents by number, units; the only hit opens at once."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from lantu.foundations.acts.clock import now
from lantu.foundations.people.models import Unit
from lantu.foundations.projects.models import Project
from lantu.law.clock import day_of
from lantu.systems.coordination.queries.visibility import (
    visible_documents,
    visible_projects,
    visible_rounds,
)
from lantu.web.projects.finding import initials, projects_found
from lantu.web.projects.pages import with_unit
from lantu.web.shell.asking import unit_of

MOST = 50


@dataclass(frozen=True, slots=True)
class Hit:
    """Something that was found: what kind, its name, more words, its state, its address."""

    kind: str
    title: str
    more: str
    state: str
    address: str


def search(request: HttpRequest) -> HttpResponse:
    """Find by words; straight to the only hit."""
    words = request.GET.get("words", "").strip()[:80]
    hits = found(words, unit_of(request)) if words else []
    opened = {hit.address for hit in hits}
    if len(opened) == 1:
        return redirect(opened.pop())
    groups: dict[str, list[Hit]] = {}
    for hit in hits:
        groups.setdefault(hit.kind, []).append(hit)
    context = {"words": words, "groups": groups, "count": len(hits)}
    return render(request, "projects/search.html", context)


def found(words: str, viewer: Unit) -> list[Hit]:
    """Return what a unit finds by words: projects with their rounds, documents, units."""
    visible = visible_projects(viewer, day_of(now())).select_related("initiating_unit")
    projects = projects_found(visible.order_by("-reserve_number"), words)[:MOST]
    hits = [
        Hit("项目", one.name, one.code or one.reserve_number, "", f"/projects/{one.id}/")
        for one in projects
    ]
    rounds = visible_rounds(viewer).filter(project__in=projects).select_related("project")
    # One project with one round is one hit: its file leads on to the round.
    if len(projects) > 1 or rounds.count() > 1:
        hits += [
            Hit("空间协同", f"{one.project.name} · 第 {one.number} 轮", "", one.state,
                f"/rounds/{one.id}/")
            for one in rounds.order_by("project__name", "number")[:MOST]
        ]  # fmt: skip
    documents = visible_documents(viewer).filter(number__icontains=words)
    hits += [
        Hit("文书", one.number, one.title, "", f"/documents/{one.id}/")
        for one in documents.order_by("-issued_at")[:MOST]
    ]
    return hits + units_found(words, visible)


def units_found(words: str, visible: QuerySet[Project]) -> list[Hit]:
    """Return the units that words name and that a project which is seen concerns."""
    typed = words.lower()
    hits = []
    for one in Unit.objects.order_by("name"):
        names = [name.lower() for name in (one.name, *one.aliases)]
        is_named = any(typed in name for name in names)
        if is_named or (typed.isascii() and typed in initials(one.name)):
            count = visible.filter(with_unit(one)).count()
            hits.append(Hit("单位", one.name, f"{count} 个项目", "", f"/projects/?unit={one.id}"))
    return [hit for hit in hits if not hit.more.startswith("0 ")][:MOST]
