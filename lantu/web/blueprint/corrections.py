"""The lead corrects the red line of a round: edited, measured against the original, checked, kept.

Before the letters it is a correction; afterwards it is a change under way, and whoever is met
anew is asked again.
"""

from typing import Any
from uuid import UUID

import shapely
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from shapely import MultiPolygon, Polygon

from lantu.foundations.acts.gate import ActFault, Missing
from lantu.foundations.acts.policy import may
from lantu.foundations.projects.actions import enter_footprint
from lantu.foundations.projects.models import Footprint, Rank
from lantu.foundations.projects.queries import geometry_of
from lantu.law.coordination.flow import Round as States
from lantu.systems.blueprint.actions import record_check
from lantu.systems.blueprint.check import measurements
from lantu.systems.blueprint.city import working_blueprint
from lantu.systems.blueprint.drafts import Draft, examined, open_draft
from lantu.systems.blueprint.models import FormalCheck
from lantu.systems.coordination.actions.checking import PLANS, correct_red_line, set_conformity
from lantu.systems.coordination.actions.dispatching import change_line
from lantu.systems.coordination.models import Round
from lantu.systems.coordination.queries.visibility import sees_round
from lantu.web.blueprint.checks import checked, kept, met, sheet_of, told
from lantu.web.blueprint.forms import ConformityForm, RedLineForm
from lantu.web.blueprint.intake import answered, clearance_of, kept_source
from lantu.web.blueprint.shapes import collection, feature, labelled, red_line
from lantu.web.blueprint.viewing import view_of
from lantu.web.shell.asking import account_of, asked, asker, unit_of
from lantu.web.shell.refusals import attempt

CORRECT, CHANGE = "coordination.round.correct_red_line", "coordination.round.change_line"
UNDER_WAY = (States.DISPATCHED, States.COLLATING, States.IN_RECONCILIATION)
ZONE_PREFIX = 38_000_000


def round_of(request: HttpRequest, round_id: UUID) -> Round:
    """Return a round that the viewer's unit may look at.

    Raises:
        Missing: there is none, or it is another's.
    """
    found = Round.objects.select_related("project", "sketch", "footprint", "lead")
    one = found.filter(id=round_id).first()
    if one is None or not sees_round(one, unit_of(request)):
        raise Missing(ActFault.MISSING, noun="空间协同")
    return one


def verb_of(request: HttpRequest, one: Round) -> str:
    """Return what the viewer may do to the red line now: correct it, change it, or nothing."""
    if one.state == States.LEAD_CHECK and may(asker(request), CORRECT, one):
        return CORRECT
    if one.state in UNDER_WAY and may(asker(request), CHANGE, one):
        return CHANGE
    return ""


def edit(request: HttpRequest, round_id: UUID) -> HttpResponse:
    """Show original and corrected line side by side, and take an edited one."""
    one = round_of(request, round_id)
    verb = verb_of(request, one)
    standing = one.footprint or one.sketch
    initial = {"text": as_text(geometry_of(standing)), "crs": ""}
    form = RedLineForm(request.POST or None, request.FILES or None, initial=initial)
    if request.method == "POST":
        if not verb:
            raise Missing(ActFault.MISSING, noun="空间协同")
        draft = kept(request, form)
        if draft is not None:
            return redirect("round_draft", round_id=one.id, draft_id=draft.id)
    facts = {"one": one, "form": form, "verb": verb, "why": why_not(one), "standing": standing}
    facts |= {"changes": verb == CHANGE}
    return render(request, "blueprint/correction.html", facts, status=422 if form.errors else 200)


def why_not(one: Round) -> str:
    """Say why nobody, or only another, may correct the red line now."""
    if one.state in (States.RECEIVED, States.RETURNED_ONCE):
        return "牵头单位开始核查后，才能修正红线。"
    if one.state == States.LEAD_CHECK:
        return f"正在核查，由{one.lead.name}的经办修正红线。"
    if one.state in UNDER_WAY:
        return f"已征求部门意见，由{one.lead.name}的经办改线。"
    return "本轮的红线不再修正。"


def look(request: HttpRequest, round_id: UUID, draft_id: UUID) -> HttpResponse:
    """Show the edited line against the original, with the check; keep it once it is sound."""
    one = round_of(request, round_id)
    verb = verb_of(request, one)
    draft = open_draft(account_of(request).id, draft_id)
    if not verb:
        raise Missing(ActFault.MISSING, noun="空间协同")
    saves = request.method == "POST" and "save" in request.POST
    if request.method == "POST" and not saves:
        answered(request, draft)
        return redirect(request.path)
    form = ConformityForm(request.POST if saves else None, initial=_findings(one))
    if saves and (verb == CHANGE or form.is_valid()):
        made = attempt(form, lambda: _kept(request, one, draft, form, verb))
        if made is not None:
            messages.success(request, "修正红线已保存，核查已记录。原红线仍在。")
            return redirect("round", round_id=one.id)
    facts = {**_looked_at(request, one, draft), "one": one, "form": form}
    facts |= {"changes": verb == CHANGE}
    status = 422 if form.errors else 200
    return render(request, "blueprint/correction_draft.html", facts, status=status)


def _findings(one: Round) -> dict[str, str]:
    said = {True: "yes", False: "no", None: ""}
    return {
        "land_use": said[one.land_use_conforms],
        "urban_rural": said[one.urban_rural_conforms],
        "land_use_note": one.land_use_note,
        "urban_rural_note": one.urban_rural_note,
    }


def _looked_at(request: HttpRequest, one: Round, draft: Draft) -> dict[str, Any]:
    view = view_of(request)
    found = examined(draft, working_blueprint(), view.edition, view.on)
    made = checked(draft, found, view)
    facts = {"draft": draft, "sheet": sheet_of(made, view), **told(draft, found)}
    if found.footprint is not None:
        facts["difference"] = difference_m2(geometry_of(one.sketch), found.footprint)
    return facts


def difference_m2(
    before: MultiPolygon | Polygon, after: MultiPolygon | Polygon
) -> dict[str, float]:
    """Return what a line adds, takes away and keeps of another, in square metres.

    Args:
        before: the original line.
        after: the corrected one.
    """
    kept_m2 = float(shapely.intersection(before, after).area)
    return {
        "before": float(before.area),
        "after": float(after.area),
        "added": max(float(after.area) - kept_m2, 0.0),
        "removed": max(float(before.area) - kept_m2, 0.0),
        "kept": kept_m2,
    }


def shapes(request: HttpRequest, round_id: UUID, draft_id: UUID) -> HttpResponse:
    """Return the original line and the edited one with what it meets."""
    one = round_of(request, round_id)
    draft = open_draft(account_of(request).id, draft_id)
    view, blueprint = view_of(request), working_blueprint()
    found = examined(draft, blueprint, view.edition, view.on)
    features = [red_line(one.sketch, "original")]
    features += met(draft, found, view)
    if found.footprint is not None:
        words = labelled("修正红线", float(found.footprint.area))
        features.append(feature(found.footprint, {"kind": "corrected", "label": words}))
    return collection(features, dict(view.seen))


def _kept(
    request: HttpRequest, one: Round, draft: Draft, form: ConformityForm, verb: str
) -> Round | None:
    """Enter the line, record its check, and take it into the round."""
    view, blueprint = view_of(request), working_blueprint()
    found = examined(draft, blueprint, view.edition, view.on)
    if found.footprint is None:
        form.add_error(None, "红线还有没有处理的问题，请先按下面所列修改或接受修复。")
        return None
    clearance = clearance_of(request, {"statement": "unclassified"})
    source = kept_source(request, draft.content, draft.file, "text/plain", clearance)
    former = one.footprint
    footprint: Footprint = enter_footprint(
        asked(request, "enter"),
        project_id=one.project_id,
        rank=str(Rank.CORRECTED),
        geometry=found.footprint,
        crs=blueprint.store.crs,
        source=source,
        source_name=draft.file,
        is_repaired=found.is_repaired,
        clearance=clearance,
        supersedes_id=former.id if former and former.rank == Rank.CORRECTED else None,
    )
    check = _recorded(request, footprint, found.footprint)
    if verb == CHANGE:
        return change_line(asked(request, "change"), round_id=one.id, footprint_id=footprint.id, check_id=check.id)  # noqa: E501 # fmt: skip
    for plan in PLANS:
        set_conformity(
            asked(request, plan),
            round_id=one.id,
            plan=plan,
            conforms=form.cleaned_data[plan] == "yes",
            note=form.cleaned_data[f"{plan}_note"],
        )
    return correct_red_line(
        asked(request, "correct"), round_id=one.id, footprint_id=footprint.id, check_id=check.id
    )


def _recorded(request: HttpRequest, footprint: Footprint, shape: MultiPolygon) -> FormalCheck:
    """Measure a line that was entered against the working blueprint, and record the check."""
    view, blueprint = view_of(request), working_blueprint()
    return record_check(
        asked(request, "check"),
        footprint=footprint,
        city=blueprint.store.name,
        blueprint_number=blueprint.number,
        measurements=measurements(shape, blueprint, edition=view.edition, measured_on=view.on),
    )


def as_text(geometry: MultiPolygon | Polygon) -> str:
    """Write a red line as the coordinates that a person edits: north, then east with its zone."""
    rings = []
    for part in shapely.get_parts(geometry):
        for ring in (part.exterior, *part.interiors):
            points = shapely.get_coordinates(ring)[:-1]
            rings.append("\n".join(f"{n:.3f}, {e + ZONE_PREFIX:.3f}" for e, n in points))
    return "\n\n".join(rings)
