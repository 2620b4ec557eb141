"""The list of rounds, the page of one, and the pages of what is done in it."""

from datetime import date
from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from lantu.foundations.acts.actor import Actor
from lantu.foundations.acts.clock import now
from lantu.foundations.acts.policy import may
from lantu.foundations.duties.settling import settle
from lantu.foundations.lawbook.queries import known_on
from lantu.foundations.people.models import Unit
from lantu.foundations.projects import watching
from lantu.law.clock import day_of
from lantu.law.coordination.flow import OPEN, ROUND
from lantu.law.coordination.flow import Round as States
from lantu.law.coordination.routing import Tag, asked
from lantu.systems.blueprint.queries import verdict_of
from lantu.systems.coordination.matrix import bars_of, counts_of, proposal_of, remaining_if_met
from lantu.systems.coordination.models import Round
from lantu.systems.coordination.queries.timeline import lines_seen
from lantu.systems.coordination.queries.visibility import (
    overall_seen,
    reads_opinions,
    visible_rounds,
)
from lantu.web.account.sessions import proved
from lantu.web.coordination import seen
from lantu.web.coordination.acts import ACTS, RoundAct, acts_for, next_by_colleague, why_not
from lantu.web.shell.asking import account_of, asker, sent, unit_of, was_done
from lantu.web.shell.asking import asked as asking
from lantu.web.shell.clocks import Clock
from lantu.web.shell.refusals import attempt, missing, not_found

PAGE = 50
GROUPS = {
    "open": ("办理中", [str(state) for state in OPEN]),
    "results": (
        "已出意见",
        [str(state) for state in (States.CONFORMS, States.BASICALLY_CONFORMS, States.NOT_CONFORMS)],
    ),
    "ended": (
        "已结束",
        [
            str(state)
            for state in (
                States.CLOSED,
                States.CONTINUED,
                States.RETURNED_TO_RESERVE,
                States.WITHDRAWN,
            )
        ],
    ),
}


def rounds(request: HttpRequest) -> HttpResponse:
    """Show the rounds that the person's unit takes part in, what is due first on top."""
    at = now()
    group = request.GET.get("group", "open")
    words = request.GET.get("words", "").strip()[:80]
    found = visible_rounds(unit_of(request)).select_related("project", "lead", "sender")
    counted = {
        key: (title, found.filter(state__in=states).count())
        for key, (title, states) in GROUPS.items()
    }
    shown = found.filter(state__in=GROUPS.get(group, GROUPS["open"])[1])
    if words:
        shown = shown.filter(
            Q(project__name__icontains=words)
            | Q(project__code__icontains=words)
            | Q(project__reserve_number__icontains=words)
        )
    rows = [(one, seen.head_clock(one, at), seen.stages_of(one)) for one in shown]
    rows.sort(key=lambda row: (_due_on(row[1]), row[0].received_on))
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "groups": counted, "group": group, "words": words}
    return render(request, "coordination/rounds.html", context)


def _due_on(clock: Clock | None) -> date:
    """Return the day by which a list is sorted; what has no limit comes last."""
    return clock.last_day_on if clock is not None and clock.last_day_on else date.max


def round_page(request: HttpRequest, round_id: UUID) -> HttpResponse:
    """Show one round: where it stands, its clock, the opinions, what was measured."""
    one = _settled(request, round_id)
    return render(request, "coordination/round.html", _context(request, one))


@proved
def act_page(request: HttpRequest, round_id: UUID, verb: str) -> HttpResponse:
    """Ask for what an act on a round needs, and do it."""
    act = ACTS.get(verb)
    one = _settled(request, round_id)
    if act is None or not act.is_for(asker(request), one):
        return _gone(request, one, act)
    if was_done(request, verb):
        return redirect("round", round_id=one.id)
    form = act.form(*sent(request), subject=one)
    if request.method == "POST" and form.is_valid():
        done = attempt(form, lambda: bool(act.run(asking(request, verb), one, form)))
        if done is not None:
            return redirect("round", round_id=one.id)
    if form.errors and was_done(request, verb):
        return redirect("round", round_id=one.id)
    context = {"round": one, "act": act, "form": form, **_act_context(act, one)}
    return render(request, act.template, context, status=422 if form.errors else 200)


def _settled(request: HttpRequest, round_id: UUID) -> Round:
    """Return a round that the unit takes part in, with what has run out settled first."""
    settle(round_seen(request, round_id).id)
    return round_seen(request, round_id)


def round_seen(request: HttpRequest, round_id: UUID) -> Round:
    """Return a round that the person's unit takes part in.

    Raises:
        Missing: there is none, or it is not theirs.
    """
    rows = visible_rounds(unit_of(request))
    one = (
        rows.filter(id=round_id)
        .select_related("project__initiating_unit", "lead", "sender", "check_record")
        .first()
    )
    if one is None:
        raise missing(Round)
    return one


def _context(request: HttpRequest, one: Round) -> dict[str, Any]:
    at, unit, actor = now(), unit_of(request), asker(request)
    rows = seen.opinion_rows(one, unit, at)
    opinion = overall_seen(one, unit.id)
    is_lead = unit.id == one.lead_id
    own = [row for row in rows if row.is_own]
    return {
        "round": one,
        "is_followed": watching.look(account_of(request).id, one.project_id, at),
        "clock": seen.head_clock(one, at),
        "stages": seen.stages_of(one),
        "rows": rows,
        "others_hidden": not is_lead and len(rows) < one.tasks.count(),
        "counts": seen.counts(rows),
        "owing": sum(row.is_owing and not row.is_own for row in rows),
        "measured": seen.measured_rows(one, unit),
        "own": own,
        "acts": acts_for(actor, one),
        "why_not": (why_not(one) if is_lead or one.state == States.ADJUSTING else "")
        or next_by_colleague(actor, one),
        "is_lead": is_lead,
        "sees_inside": is_lead or bool(rows),
        "opinion": opinion,
        "reads_matrix": opinion is not None and reads_opinions(opinion.document, unit),
        "facts": seen.facts_of(one),
        "lines": lines_seen(one, unit)[::-1],
        "remaining": _remaining(one) if is_lead else None,
        "mediations": one.mediations.order_by("-held_on") if is_lead else [],
        "divergences": one.divergences.select_related("task__unit") if is_lead else [],
        "following": getattr(one, "following", None),
        "agenda": one.agenda_items.select_related("session", "responsible")
        if is_lead
        else one.agenda_items.none(),
        **_permitted(actor, one, is_lead=is_lead),
    }


def _permitted(actor: Actor, one: Round, *, is_lead: bool) -> dict[str, bool]:
    """Return what a person may do beside the acts of the flow, where the round stands."""

    def open_to(verb: str, *states: States) -> bool:
        return one.state in states and may(actor, f"coordination.{verb}", one)

    return {
        "may_urge": open_to("round.remind", States.DISPATCHED, States.COLLATING),
        "may_handle": open_to("advice.handle", States.ADJUSTING),
        "may_correct": open_to("round.correct_red_line", States.LEAD_CHECK),
        "may_put_on_agenda": is_lead and open_to("session.put_on_agenda", *OPEN),
    }


def _remaining(one: Round) -> str | None:
    """Return the result that would remain if every unit's demand were met (practice)."""
    demands = frozenset(
        one.tasks.filter(answers__result="answer.not_conform").values_list("unit__key", flat=True)
    )
    if not demands:
        return None
    result = remaining_if_met(one, demands)
    return str(result) if result is not None else None


def _act_context(act: RoundAct, one: Round) -> dict[str, Any]:
    steps = ROUND.steps_from(States(one.state))
    basis = next((step for step in steps if step.verb == (act.step or act.verb)), None)
    found: dict[str, Any] = {"basis": basis, "clock": seen.head_clock(one, now())}
    if act.verb == "dispatch" and one.check_record is not None:
        found["asked"] = _asked(one)
    if act.verb == "issue":
        found |= {
            "counts": counts_of(one),
            "bars": bars_of(one),
            "proposal": proposal_of(one, bars_curable=True),
            "matrix": seen.opinion_rows(one, one.lead, now()),
        }
    return found


def _asked(one: Round) -> list[tuple[str, str]]:
    """Return whom the law and the map name, with the row of annex two."""
    today = day_of(now())
    assert one.check_record is not None
    tags = [Tag(tag) for tag in one.project.tags]
    found = asked(known_on(today), verdict_of(one.check_record).rows, today, tags=tags)
    names = dict(Unit.objects.values_list("key", "name"))
    return [(names.get(each.department, each.department), each.row) for each in found]


def _gone(request: HttpRequest, one: Round, act: RoundAct | None) -> HttpResponse:
    """Answer for an act that is no more: back to the round where it was done, else nothing here."""
    if request.method == "POST" and act is not None:
        return redirect("round", round_id=one.id)
    return not_found(request)
