"""One box for everything: projects, documents by number, units; the only hit opens at once."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from lantu.foundations.acts.clock import now
from lantu.foundations.people.models import Unit
from lantu.law.clock import day_of
from lantu.systems.coordination.queries.visibility import (
    visible_documents,
    visible_projects,
    visible_rounds,
)
from lantu.web.projects.finding import initials, projects_found
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
    return hits + units_found(words)


def units_found(words: str) -> list[Hit]:
    """Return the units that words name; each leads to the projects that it initiates."""
    typed = words.lower()
    named = [
        one
        for one in Unit.objects.order_by("name")
        if any(typed in name.lower() for name in (one.name, *one.aliases))
        or (typed.isascii() and typed in initials(one.name))
    ]
    return [Hit("单位", one.name, "它发起的项目", "", f"/projects/?unit={one.id}") for one in named]
