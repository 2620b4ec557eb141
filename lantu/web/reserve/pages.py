"""The reserve: its list by state, a project entered, one project with its steps, and its acts."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from lantu.foundations.acts.clock import now
from lantu.foundations.acts.policy import may
from lantu.foundations.blobs.models import Statement
from lantu.foundations.projects.actions import describe_project, register_project
from lantu.foundations.projects.models import Project
from lantu.foundations.projects.queries import standing_footprint
from lantu.law.clock import day_of
from lantu.law.coordination.flow import Reserve as States
from lantu.systems.coordination.models import ReserveEntry
from lantu.systems.coordination.queries.reserve import (
    NO_RED_LINE,
    NOT_ENTERED,
    counts_by_standing,
    has_line,
    standing_at,
    visible_projects,
)
from lantu.systems.coordination.queries.visibility import visible_rounds
from lantu.web.account.sessions import proved
from lantu.web.reserve.acts import ACTS, ReserveAct, acts_for, entry_of, waits_for
from lantu.web.reserve.forms import TAGS, ProjectForm, SheetForm
from lantu.web.shell.asking import asked, asker, sent, unit_of, was_done
from lantu.web.shell.refusals import attempt, missing

PAGE = 50
GROUPS = {
    NO_RED_LINE: "待报红线",
    NOT_ENTERED: "待入库",
    States.IN_RESERVE: "在库",
    States.MATURE: "成熟待推",
    States.IN_COORDINATION: "协同中",
    States.GENERATED: "已生成",
    States.IN_APPROVAL: "审批中",
    States.WITHDRAWN: "已撤回",
}
STAGES = ("填报项目信息", "报送意向红线", "入库", "认定成熟", "空间协同", "项目生成")


def projects(request: HttpRequest) -> HttpResponse:
    """Show the projects of the reserve that the person's unit sees, by where they stand."""
    seen = visible_projects(unit_of(request), day_of(now()))
    where, said = request.GET.get("where", ""), request.GET.get("words", "").strip()[:80]
    counted = counts_by_standing(seen)
    groups = [(str(key), title, counted.get(str(key), 0)) for key, title in GROUPS.items()]
    shown = standing_at(seen, where) if where in {key for key, _, _ in groups} else seen
    if said:
        named = Q(name__icontains=said) | Q(code__icontains=said)
        shown = shown.filter(named | Q(reserve_number__icontains=said))
    shown = shown.select_related("initiating_unit", "reserveentry").annotate(has_line=has_line())
    shown = shown.order_by("-reserve_number")
    context = {
        "page": Paginator(shown, PAGE).get_page(request.GET.get("page")),
        "groups": groups,
        "all": sum(counted.values()),
        "where": where,
        "words": said,
        "may_enter": may(asker(request), "projects.project.register"),
    }
    return render(request, "reserve/projects.html", context)


@proved
def new_project(request: HttpRequest) -> HttpResponse:
    """Ask for a project's name, statement and information sheet, and open its file."""
    if not may(asker(request), "projects.project.register"):
        raise missing(Project)
    form = ProjectForm(*sent(request))
    if request.method == "POST" and form.is_valid():
        made = attempt(form, lambda: _register(request, form))
        if made is not None:
            messages.success(
                request, f"已登记，储备编号 {made.reserve_number}。下一步：报送意向红线。"
            )
            return redirect("reserve_project", project_id=made.id)
    if form.errors and was_done(request):
        # The namesake that the second click met is what the first one opened.
        return redirect("reserve_project", project_id=_opened(request).id)
    context = {"form": form, "namesakes": form.namesakes() if form.errors else []}
    return render(request, "reserve/new.html", context, status=422 if form.errors else 200)


def _register(request: HttpRequest, form: ProjectForm) -> Project:
    return register_project(
        asked(request),
        name=form.cleaned_data["name"],
        statement=form.cleaned_data["statement"],
        initiating_unit_id=unit_of(request).id,
        **form.described(),
    )


def _opened(request: HttpRequest) -> Project:
    """Return the project that the first click opened: a key that was used gives its result."""
    statement, unit_id = Statement.UNCLASSIFIED, unit_of(request).id
    return register_project(
        asked(request), name="", statement=statement, initiating_unit_id=unit_id
    )


def project_page(request: HttpRequest, project_id: UUID) -> HttpResponse:
    """Show one project of the reserve: where it stands, its facts, what may be done."""
    project = project_seen(request, project_id)
    entry, line, actor = entry_of(project), standing_footprint(project.id), asker(request)
    unit = unit_of(request)
    rounds = visible_rounds(unit).filter(project=project).select_related("lead")
    may_describe = may(actor, "projects.project.describe", project)
    context = {
        "project": project,
        "entry": entry,
        "line": line,
        "acts": acts_for(actor, project),
        "waits_for": waits_for(project, entry),
        "stages": stages(entry, has_line=line is not None),
        "rounds": rounds.order_by("-number"),
        "may_describe": may_describe,
        "may_bring_line": entry is None and may(actor, "projects.footprint.enter", project),
        "tags": [words for tag, words in TAGS.items() if str(tag) in project.tags],
    }
    return render(request, "reserve/project.html", context)


@proved
def edit_page(request: HttpRequest, project_id: UUID) -> HttpResponse:
    """Change the information sheet of a project."""
    project = project_seen(request, project_id)
    if not may(asker(request), "projects.project.describe", project):
        raise missing(Project)
    form = SheetForm(*sent(request), subject=project)

    def act() -> object:
        return describe_project(asked(request), project_id=project.id, **form.described())

    if request.method == "POST" and form.is_valid() and attempt(form, act) is not None:
        messages.success(request, "项目信息已更新。")
        return redirect("reserve_project", project_id=project.id)
    context = {
        "project": project,
        "form": form,
        "title": "修改项目信息",
        "button": "保存",
        "explains": "每次修改都留有记录；已发出的协同函不随之改变。",
    }
    return render(request, "reserve/act.html", context, status=422 if form.errors else 200)


@proved
def act_page(request: HttpRequest, project_id: UUID, verb: str) -> HttpResponse:
    """Ask for what an act on a project of the reserve needs, and do it."""
    project, act = project_seen(request, project_id), ACTS.get(verb)
    if act is None:
        raise missing(ReserveEntry)
    if not act.is_for(asker(request), project):
        if request.method == "POST" and _was_done(act, project):
            return redirect("reserve_project", project_id=project.id)
        raise missing(ReserveEntry)
    form = act.form(*sent(request), subject=project)
    if request.method == "POST" and form.is_valid():
        done = attempt(form, lambda: bool(act.run(asked(request, verb), project, form)))
        if done is not None:
            return redirect("reserve_project", project_id=project.id)
    if form.errors and was_done(request, verb):
        return redirect("reserve_project", project_id=project.id)
    context: dict[str, Any] = {
        "project": project,
        "form": form,
        "title": act.title,
        "button": act.title,
        "explains": act.explains,
        "is_bad": act.tone == "bad",
    }
    return render(request, "reserve/act.html", context, status=422 if form.errors else 200)


def project_seen(request: HttpRequest, project_id: UUID) -> Project:
    """Return a project of the reserve that the person's unit sees.

    Raises:
        Missing: there is none, or it is not theirs.
    """
    seen = visible_projects(unit_of(request), day_of(now()))
    found = seen.filter(id=project_id).select_related("initiating_unit", "stated_by").first()
    if found is None:
        raise missing(Project)
    return found


def stages(entry: ReserveEntry | None, *, has_line: bool) -> list[tuple[str, str]]:
    """Return the stages of a project on its way, each with how it stands: done, here or next."""
    order = {
        States.IN_RESERVE: 3,
        States.WITHDRAWN: 3,
        States.MATURE: 4,
        States.IN_COORDINATION: 4,
        States.GENERATED: 6,
        States.IN_APPROVAL: 6,
    }
    here = order[States(entry.state)] if entry is not None else 1 + has_line
    standings = ("done" if place < here else "here" if place == here else "next" for place in range(len(STAGES)))  # noqa: E501 # fmt: skip
    return list(zip(STAGES, standings, strict=True))


def _was_done(act: ReserveAct, project: Project) -> bool:
    """Return whether a project stands beyond an act that is sent once more."""
    entry = entry_of(project)
    return entry is not None and str(entry.state) not in act.at
