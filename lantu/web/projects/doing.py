"""The page of an act on a project file."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from lantu.foundations.acts.clock import now
from lantu.foundations.projects.models import Project
from lantu.law.clock import day_of
from lantu.systems.coordination.queries.reserve import namesakes
from lantu.systems.coordination.queries.visibility import visible_projects
from lantu.web.account.sessions import proved
from lantu.web.projects.acts import ACTS
from lantu.web.projects.forms import MergeForm
from lantu.web.shell.asking import asked, asker, sent, unit_of, was_done
from lantu.web.shell.refusals import attempt, missing


@proved
def act_page(request: HttpRequest, project_id: UUID, verb: str) -> HttpResponse:
    """Ask for what an act on a project file needs, and do it."""
    if was_done(request, verb):
        return redirect("project", project_id=project_id)
    seen = visible_projects(unit_of(request), day_of(now()))
    project = seen.select_related("reserveentry").filter(id=project_id).first()
    act = ACTS.get(verb)
    if project is None or act is None or not act.is_for(asker(request), project):
        raise missing(Project)
    more: dict[str, Any] = {"seen": seen} if act.form is MergeForm else {}
    form = act.form(*sent(request), subject=project, **more)
    if request.method == "POST" and form.is_valid():
        done = attempt(form, lambda: bool(act.run(asked(request, verb), project, form)))
        if done is not None:
            messages.success(request, f"{act.title}：已办理。")
            return redirect("project", project_id=project.id)
    context = {
        "project": project,
        "act": act,
        "form": form,
        "into": getattr(form, "into", None),
        "namesakes": _others(project, seen, verb),
    }
    return render(request, "projects/act.html", context, status=422 if form.errors else 200)


def _others(project: Project, seen: QuerySet[Project], verb: str) -> list[Project]:
    """Return the other projects of the same name that the person sees, where two may be one."""
    if verb != "merge":
        return []
    known = set(seen.values_list("id", flat=True))
    return [one for one in namesakes(project.name) if one.id != project.id and one.id in known]
