"""An instant check: bring a red line, see at once what it meets. Nothing is recorded of it."""

from typing import Any
from uuid import UUID

import shapely
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from lantu.geo.finding import Finding, Severity
from lantu.geo.wording import sentence as finding_sentence
from lantu.law.blueprint.judgement import Judgement, Outcome, Rank
from lantu.law.rows import Visibility
from lantu.law.wording import sentence
from lantu.systems.blueprint.check import Check, check
from lantu.systems.blueprint.city import working_blueprint
from lantu.systems.blueprint.drafts import (
    Draft,
    Examined,
    accept_repairs,
    declare_crs,
    drafts_within_an_hour,
    examined,
    keep_draft,
    open_draft,
)
from lantu.systems.blueprint.pieces import pieces_of
from lantu.systems.blueprint.sheet import SeenRow, seen_rows
from lantu.systems.blueprint.words import FORCES, JUDGEMENTS, KNOWN_BY, SEVERITIES
from lantu.web.blueprint import faults
from lantu.web.blueprint.forms import RedLineForm
from lantu.web.blueprint.pages import ground_of
from lantu.web.blueprint.shapes import collection, feature, hit, labelled
from lantu.web.blueprint.viewing import View, view_of
from lantu.web.shell.asking import account_of

TONES = {
    Rank.BAR_MET: "red",
    Rank.BAR_UNKNOWN: "yellow",
    Rank.MET: "yellow",
    Rank.TOUCHED: "yellow",
    Rank.UNKNOWN: "grey",
    Rank.NOTED: "grey",
    Rank.CLEAR: "green",
}
OUTCOMES = {Outcome.BARRED: "red", Outcome.INCOMPLETE: "yellow", Outcome.CONSULT: "yellow",
            Outcome.CLEAR: "green"}  # fmt: skip


@require_POST
def bring(request: HttpRequest) -> HttpResponse:
    """Take a red line and lead to its check."""
    form = RedLineForm(request.POST, request.FILES)
    draft = kept(request, form)
    if draft is None:
        view = view_of(request)
        facts = {**ground_of(view, working_blueprint()), "form": form}
        return render(request, "blueprint/atlas.html", facts, status=422)
    return redirect("check", draft_id=draft.id)


def kept(request: HttpRequest, form: RedLineForm) -> Draft | None:
    """Keep what a form brings as a draft; None where the form says what is wrong with it."""
    if not form.is_valid():
        return None
    view, account = view_of(request), account_of(request)
    standing = view.unit.standing
    most = settings.CHECKS_AN_HOUR.get(standing, settings.CHECKS_AN_HOUR_OTHERWISE)
    if drafts_within_an_hour(account.id) >= most:
        form.add_error(None, f"一小时内最多核对 {most} 次，请稍后再试。需要批量核对的，请联系自然资源和规划部门。")  # noqa: E501 # fmt: skip
        return None
    file, content = form.brought()
    return keep_draft(
        account.id, content, file=file, edition=view.edition, on=view.on,
        crs=form.cleaned_data["crs"], encoding=form.cleaned_data["encoding"] or None,
    )  # fmt: skip


def show(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """Show a draft: what was read, what is wrong with it, and what it meets."""
    draft = open_draft(account_of(request).id, draft_id)
    if request.method == "POST":
        return _answered(request, draft)
    view = view_of(request)
    found = examined(draft, working_blueprint(), view.edition, view.on)
    made = checked(draft, found, view)
    facts = {"draft": draft, "sheet": sheet_of(made, view), "smallest_m2": smallest_m2(view)}
    ground = ground_of(view, working_blueprint())
    return render(request, "blueprint/check.html", {**ground, **facts, **told(draft, found)})


def _answered(request: HttpRequest, draft: Draft) -> HttpResponse:
    """Take what the person says about a draft: its CRS, or repairs accepted one by one."""
    if "crs" in request.POST:
        declare_crs(draft, request.POST["crs"])
    else:
        numbers = [int(one) for one in request.POST.getlist("repair") if one.isdigit()]
        accept_repairs(draft, numbers)
    return redirect(request.path)


def smallest_m2(view: View) -> float:
    """Return how large a red line has to be, at least, for this viewer's unit to have it checked."""  # noqa: E501
    return float(settings.CHECK_SMALLEST_M2.get(view.unit.standing, 0.0))


def checked(draft: Draft, found: Examined, view: View) -> Check | None:
    """Measure a draft that can be measured; None where it cannot, or is too small to be asked."""
    if found.footprint is None or found.reading is None:
        return None
    if shapely.area(found.footprint) < smallest_m2(view):
        return None
    return check(
        found.reading, working_blueprint(), edition=view.edition, checked_on=view.on,
        crs=draft.crs or None, accept_repairs=found.is_repaired,
    )  # fmt: skip


def told(draft: Draft, found: Examined) -> dict[str, Any]:
    """Return what a page says of a draft as it was read: format, CRS, areas, faults."""
    lines = [_fault(number, one, draft) for number, one in enumerate(found.findings)]
    known = found.examination.crs if found.examination else None
    points = int(shapely.get_num_coordinates(found.footprint)) if found.footprint else 0
    return {
        "found": found,
        "faults": lines,
        "refused": found.footprint is None,
        "waits": [line for line in lines if line["is_repair"] and not line["is_accepted"]],
        "known_crs": known,
        "known_by": KNOWN_BY.get(known.how, "") if known else "",
        "points": points,
    }


def _fault(number: int, one: Finding, draft: Draft) -> dict[str, Any]:
    tones = {Severity.REFUSAL: "red", Severity.WARNING: "yellow", Severity.NOTE: "grey"}
    return {
        "number": number,
        "words": finding_sentence(one),
        "severity": SEVERITIES[one.severity],
        "tone": tones[one.severity],
        "is_repair": one.repair is not None and one.severity is Severity.REFUSAL,
        "is_accepted": number in draft.accepted,
    }


def sheet_of(made: Check | None, view: View) -> dict[str, Any] | None:
    """Return the sheet of a check for a template, as far as the viewer may read it."""
    if made is None or made.verdict is None:
        return None
    rows = seen_rows(made, view.seen, view.edition)
    consulted = dict.fromkeys(name for row in rows for name in row.consulted)
    return {
        "made": made,
        "rows": [spoken(row) for row in rows if row.rank is not Rank.CLEAR],
        "clear": [row.name for row in rows if row.rank is Rank.CLEAR],
        "consulted": list(consulted),
        "outcome": sentence(made.verdict.outcome, {}),
        "tone": OUTCOMES[made.verdict.outcome],
        "receipt": made.verdict.receipt,
    }


def spoken(row: SeenRow) -> dict[str, Any]:
    """Return a layer of a check in words, with its tone and its share in percent."""
    hinted = row.visibility is Visibility.TRIGGER_ONLY and row.judgement is not Judgement.NO_DATA
    return {
        "row": row,
        "force": FORCES[row.force],
        "judgement": _word(row, hinted=hinted),
        "tone": TONES[row.rank],
        "percent": None if row.share is None else row.share * 100,
    }


def _word(row: SeenRow, *, hinted: bool) -> str:
    """Say what a row means: what bars nobody is only met, and a hint says who is asked."""
    if hinted:
        return "须征求"
    return "涉及" if row.rank is Rank.NOTED else JUDGEMENTS[row.judgement]


def shapes(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """Return what the map of a check shows: the red line, its faults, what it meets."""
    draft = open_draft(account_of(request).id, draft_id)
    view, blueprint = view_of(request), working_blueprint()
    found = examined(draft, blueprint, view.edition, view.on)
    features = met(draft, found, view)
    footprint = found.footprint
    if footprint is not None:
        words = labelled("红线", float(shapely.area(footprint)))
        features.append(feature(footprint, {"kind": "line", "label": words}))
    return collection(features, dict(view.seen))


def met(draft: Draft, found: Examined, view: View) -> list[dict[str, Any]]:
    """Return where the faults of a draft lie, and what it meets, as features of a map."""
    blueprint = working_blueprint()
    features = list(faults.shown(found, blueprint.store.crs))
    made = checked(draft, found, view)
    if made is not None and made.verdict is not None:
        pieces = pieces_of(made.footprint, blueprint, made.verdict.rows, view.seen)
        features += [hit(piece) for piece in pieces]
    return features
