"""The red line of a project: brought as a file, drawn or pasted; looked at; and entered."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from lantu.foundations.acts.gate import ActFault, Missing
from lantu.foundations.acts.policy import may
from lantu.foundations.blobs import store
from lantu.foundations.blobs.actions import keep_blob
from lantu.foundations.blobs.clearance import Clearance
from lantu.foundations.projects.actions import enter_footprint
from lantu.foundations.projects.models import Footprint, Project, Rank
from lantu.foundations.projects.queries import standing_footprint, takes_part
from lantu.systems.blueprint.city import working_blueprint
from lantu.systems.blueprint.drafts import Draft, accept_repairs, declare_crs, examined, open_draft
from lantu.web.blueprint.checks import checked, kept, sheet_of, told
from lantu.web.blueprint.forms import EnterForm, RedLineForm
from lantu.web.blueprint.shapes import collection, red_line
from lantu.web.blueprint.viewing import view_of
from lantu.web.shell.asking import account_of, asked, asker
from lantu.web.shell.refusals import attempt

ENTER = "projects.footprint.enter"


def project_of(request: HttpRequest, project_id: UUID) -> Project:
    """Return a project that the viewer's unit takes part in.

    Raises:
        Missing: there is none, or it is another's.
    """
    project = Project.objects.select_related("initiating_unit").filter(id=project_id).first()
    view, actor = view_of(request), asker(request)
    if project is None:
        raise Missing(ActFault.MISSING, noun="项目")
    own = project.initiating_unit_id == actor.unit_id
    if not own and not takes_part(actor, project.id, view.on):
        raise Missing(ActFault.MISSING, noun="项目")
    return project


def bring(request: HttpRequest, project_id: UUID) -> HttpResponse:
    """Show the red lines of a project, and take a new one."""
    project = project_of(request, project_id)
    allowed = may(asker(request), ENTER, project)
    form = RedLineForm(request.POST or None, request.FILES or None)
    if request.method == "POST":
        if not allowed:
            raise Missing(ActFault.MISSING, noun="项目")
        draft = kept(request, form)
        if draft is not None:
            return redirect("project_draft", project_id=project.id, draft_id=draft.id)
    facts = {
        "project": project,
        "form": form,
        "allowed": allowed,
        "lines": project.footprints.order_by("-entered_on", "-surveyed_on"),
        "standing": standing_footprint(project.id),
    }
    status = 422 if form.errors else 200
    return render(request, "blueprint/intake.html", facts, status=status)


def shapes(request: HttpRequest, project_id: UUID) -> HttpResponse:
    """Return the red lines of a project: the standing one solid, earlier ones dashed."""
    project = project_of(request, project_id)
    standing = standing_footprint(project.id)
    features = [
        red_line(one, "corrected" if standing and one.id == standing.id else "original")
        for one in project.footprints.filter(superseded_by__isnull=True)
    ]
    answer: JsonResponse = collection(features, dict(view_of(request).seen))
    return answer


def look(request: HttpRequest, project_id: UUID, draft_id: UUID) -> HttpResponse:
    """Show a draft for a project with its faults and what it meets; enter it once it is sound."""
    project = project_of(request, project_id)
    draft = open_draft(account_of(request).id, draft_id)
    if not may(asker(request), ENTER, project):
        raise Missing(ActFault.MISSING, noun="项目")
    form = EnterForm(request.POST if "rank" in request.POST else None)
    if request.method == "POST" and "rank" not in request.POST:
        answered(request, draft)
        return redirect(request.path)
    if request.method == "POST" and form.is_valid():
        made = attempt(form, lambda: _entered(request, project, draft, form))
        if made is not None:
            messages.success(request, f"已保存{made.get_rank_display()}红线，原件已留存。")
            return redirect("project_red_line", project_id=project.id)
    facts = {**_looked_at(request, draft), "project": project, "form": form}
    return render(request, "blueprint/intake_draft.html", facts, status=422 if form.errors else 200)


def answered(request: HttpRequest, draft: Draft) -> None:
    """Take what a person says of a draft: its CRS, or repairs accepted one by one."""
    if "crs" in request.POST:
        declare_crs(draft, request.POST["crs"])
    else:
        numbers = [int(one) for one in request.POST.getlist("repair") if one.isdigit()]
        accept_repairs(draft, numbers)


def _looked_at(request: HttpRequest, draft: Draft) -> dict[str, Any]:
    view = view_of(request)
    found = examined(draft, working_blueprint(), view.edition, view.on)
    made = checked(draft, found, view)
    return {"draft": draft, "sheet": sheet_of(made, view), **told(draft, found)}


def _entered(
    request: HttpRequest, project: Project, draft: Draft, form: EnterForm
) -> Footprint | None:
    """Keep the file and enter the red line; the line of the same rank before it stays."""
    view, blueprint = view_of(request), working_blueprint()
    found = examined(draft, blueprint, view.edition, view.on)
    if found.footprint is None:
        form.add_error(None, "红线还有没有处理的问题，请先按下面所列修改或接受修复。")
        return None
    clearance = clearance_of(request, form.cleaned_data)
    kind = "application/octet-stream"
    digest = kept_source(request, draft.content, draft.file, kind, clearance)
    rank = form.cleaned_data["rank"]
    former = project.footprints.filter(rank=rank, superseded_by__isnull=True).first()
    return enter_footprint(
        asked(request, "enter"),
        project_id=project.id,
        rank=rank,
        geometry=found.footprint,
        crs=blueprint.store.crs,
        source=digest,
        source_name=draft.file,
        is_repaired=found.is_repaired,
        survey_number=form.cleaned_data["survey_number"],
        survey_unit=form.cleaned_data["survey_unit"],
        surveyed_on=form.cleaned_data["surveyed_on"],
        supersedes_id=former.id if former else None,
        clearance=clearance,
    )


def kept_source(
    request: HttpRequest, content: bytes, name: str, media_type: str, clearance: Clearance
) -> str:
    """Keep the file that a red line came from, and return its digest."""
    digest = store.store(content)
    keep_blob(
        asked(request, "keep"),
        digest=digest,
        name=name,
        media_type=media_type,
        clearance=clearance,
    )
    return digest


def clearance_of(request: HttpRequest, given: Mapping[str, Any]) -> Clearance:
    """Return what was stated of an upload; whoever names no reviewer has reviewed it."""
    own = account_of(request).display_name
    return Clearance(given.get("statement", ""), given.get("reviewer") or own)


def sketch_rank() -> str:
    """Return the rank of a line that was traced."""
    return str(Rank.SKETCH)


def address_of(project: Project) -> str:
    """Return where the red lines of a project are."""
    return reverse("project_red_line", args=[project.id])
