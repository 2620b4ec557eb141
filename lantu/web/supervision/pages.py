"""The supervision board, the cases behind its figures, its decisions, and the monthly table."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from lantu.foundations.acts.clock import now
from lantu.foundations.acts.gate import ActFault, Missing
from lantu.foundations.acts.policy import may
from lantu.foundations.duties.actions import begin_anew, let_stand
from lantu.foundations.duties.models import Duty
from lantu.foundations.duties.settling import settle
from lantu.foundations.people.models import Unit
from lantu.foundations.people.queries import entitlements
from lantu.law.clock import day_of
from lantu.systems.coordination.actions.overriding import decide_override
from lantu.systems.coordination.models import Override, Round
from lantu.systems.coordination.queries import supervision
from lantu.systems.coordination.queries.monthly import Grouping, month_lines, total
from lantu.systems.coordination.queries.visibility import visible_rounds
from lantu.web.account.sessions import proved
from lantu.web.coordination.forms import ActForm
from lantu.web.shell.asking import account_of, asked, asker, sent, unit_of
from lantu.web.shell.clocks import clock_of
from lantu.web.shell.menu import places_of
from lantu.web.shell.refusals import attempt, missing
from lantu.web.shell.wording import full_moment
from lantu.web.supervision import board, monthly
from lantu.web.supervision.forms import STANDS, HeldForm, OverrideForm, period_of

PAGE = 50
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def supervised(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let those see a page who find supervision in their menu; to others there is none."""

    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        account = account_of(request)
        held = entitlements(account.id, account.unit_id, day_of(now()))
        if "/supervision/" not in {place.address for place in places_of(account.unit, held)}:
            raise Missing(ActFault.MISSING, noun="页面")
        return view(request, *args, **kwargs)

    return guarded


@supervised
def board_page(request: HttpRequest) -> HttpResponse:
    """Show the figures, what waits for a decision, and what presses by unit and step."""
    settle()
    at = now()
    from_on, until_on = period_of(request.GET, day_of(at))
    pressing = supervision.pressing(at)
    held = [(duty, clock_of(duty, at)) for duty, what in pressing if what == supervision.HELD]
    actor, wishes = asker(request), supervision.overrides_to_decide()
    context = {
        "from_on": from_on,
        "until_on": until_on,
        "figures": board.figures(pressing, from_on, until_on),
        "rows": board.by_unit_and_step(pressing),
        "spans": supervision.spans(from_on, until_on),
        "silent": board.deemed_by_unit(from_on, until_on),
        "held": [(duty, clock, may(actor, "duties.duty.let_stand", duty)) for duty, clock in held],
        "overrides": [(wish, may(actor, "coordination.override.decide", wish)) for wish in wishes],
        "waiting": len(held) + len(wishes),
        "definitions": board.DEFINITIONS,
    }
    return render(request, "supervision/board.html", context)


@supervised
def cases_page(request: HttpRequest) -> HttpResponse:
    """Show the cases that a figure of the board counts."""
    at = now()
    from_on, until_on = period_of(request.GET, day_of(at))
    what = request.GET.get("what", "")
    if what not in board.TITLES:
        raise missing(Duty)
    unit, kind = request.GET.get("unit", ""), request.GET.get("kind", "")
    found = board.cases_of(what, from_on, until_on, at)
    rows = [
        case for unit_id, step, case in found if unit in ("", str(unit_id)) and kind in ("", step)
    ]
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "title": board.TITLES[what],
        "definition": board.DEFINITIONS[what],
        "is_of_period": what not in (supervision.LATE, supervision.SOON, supervision.HELD),
        "from_on": from_on,
        "until_on": until_on,
        "what": what,
        "unit": unit,
        "kind": kind,
        "units": Unit.objects.filter(id__in={key for key, _, _ in found}).order_by("name"),
        "open_to": set(visible_rounds(unit_of(request)).values_list("id", flat=True)),
    }
    return render(request, "supervision/cases.html", context)


@supervised
@proved
def held_page(request: HttpRequest, duty_id: UUID) -> HttpResponse:
    """Decide whether the silence of a held item stands."""
    duty = supervision.held_duty(duty_id)
    if duty is None and request.method == "POST" and Duty.objects.filter(id=duty_id).exists():
        return redirect("supervision")
    if duty is None or not may(asker(request), "duties.duty.let_stand", duty):
        raise missing(Duty)
    found, form = duty, HeldForm(*sent(request), subject=duty)

    def act() -> object:
        decide = let_stand if form.cleaned_data["decision"] == STANDS else begin_anew
        return decide(asked(request), duty_id=found.id, reason=form.cleaned_data["reason"])

    context = {
        "title": f"决定：{duty.unit.name}的沉默是否成立",
        "explains": f"暂缓缘由：{duty.held_ground}。决定前不计入任何单位。",
        "facts": _facts(duty.project.name if duty.project else "", duty.unit, duty.case_id),
        "last_day_on": duty.last_day_on,
    }
    return _decide(request, form, act, context)


@supervised
@proved
def override_page(request: HttpRequest, override_id: UUID) -> HttpResponse:
    """Decide whether an objection in spite of one's silence is let through."""
    wish = Override.objects.filter(id=override_id).select_related("task__unit", "task__round__project", "requested_by").first()  # noqa: E501 # fmt: skip
    if wish is None or not may(asker(request), "coordination.override.decide", wish):
        raise missing(Override)
    if wish.signed_off_at is not None or wish.refused_at is not None:
        messages.info(request, "这一件已经决定过了。")
        return redirect("supervision")
    found, form = wish, OverrideForm(*sent(request), subject=wish)

    def act() -> object:
        given = form.cleaned_data
        return decide_override(
            asked(request), override_id=found.id, signs_off=given["decision"] == "yes",
            reason=given["reason"],
        )  # fmt: skip

    context = {
        "title": f"决定：{wish.task.unit.name}默认同意后的否定意见",
        "explains": "默认同意后原则上不得再提否定意见；确有四类理由之一的，由督办单位决定。",
        "facts": _facts(wish.task.round.project.name, wish.task.unit, wish.task.round_id),
        "wish": wish,
    }
    return _decide(request, form, act, context)


@supervised
def monthly_page(request: HttpRequest) -> HttpResponse:
    """Show the table of a month by unit, district and key projects, or give it as a workbook."""
    settle()
    at = now()
    month = _month_of(request.GET.get("month", ""), day_of(at))
    tables = {by: month_lines(month, by, at) for by in Grouping}
    if request.GET.get("as") == "xlsx":
        body = monthly.workbook(month, tables, full_moment(at))
        response = HttpResponse(body, content_type=XLSX)
        name = f"supervision-{month:%Y-%m}.xlsx"
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        return response
    shown = [
        (
            monthly.TITLES[by],
            [(line.name, monthly.cells(line)) for line in lines],
            monthly.cells(total(lines)),
        )
        for by, lines in tables.items()
    ]
    context = {"month": month, "tables": shown, "columns": monthly.COLUMNS, "note": monthly.NOTE}
    return render(request, "supervision/monthly.html", context)


def _month_of(words: str, today: date) -> date:
    """Return the first day of the month that an address names, else of this month."""
    try:
        return date.fromisoformat(f"{words}-01")
    except ValueError:
        return today.replace(day=1)


def _facts(project: str, unit: Unit, round_id: UUID) -> dict[str, Any]:
    return {"project": project, "unit": unit, "round": Round.objects.filter(id=round_id).first()}


def _decide(
    request: HttpRequest, form: ActForm, act: Callable[[], object], context: dict[str, Any]
) -> HttpResponse:
    """Show a form of decision, or take it and go back to the board."""
    if request.method == "POST" and form.is_valid() and attempt(form, lambda: bool(act())):
        messages.success(request, "已决定，理由已记入日志。")
        return redirect("supervision")
    status = 422 if form.errors else 200
    return render(request, "supervision/decide.html", {"form": form, **context}, status=status)
