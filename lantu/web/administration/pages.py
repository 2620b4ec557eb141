"""Administration: the units one administers, one unit, functions, the calendar and the law."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import wraps
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from lantu.foundations.acts.clock import now
from lantu.foundations.acts.gate import ActFault, Missing
from lantu.foundations.acts.policy import may
from lantu.foundations.lawbook.queries import known_on
from lantu.foundations.people.models import (
    Account,
    Entitlement,
    Holding,
    Post,
    Responsibility,
    Substitution,
    Unit,
)
from lantu.foundations.people.queries import can_answer, contacts_of, entitlements
from lantu.law.clock import day_of
from lantu.web.account.restrictions import is_idle
from lantu.web.account.sessions import ADMINISTRATORS, proved
from lantu.web.administration.acts import ACTS, acts_for
from lantu.web.administration.unit_forms import DescribeForm
from lantu.web.coordination.forms import ActForm
from lantu.web.shell.asking import account_of, asked, asker, sent, was_done
from lantu.web.shell.refusals import attempt, missing

WORDS = {one.value: one.label for one in Entitlement}


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A unit in the list: its contacts, and whether somebody could sign for it today."""

    unit: Unit
    contacts: list[Any]
    can_sign: bool


def administered(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let administrators see a page; to others there is none."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not ADMINISTRATORS & _held(request):
            raise Missing(ActFault.MISSING, noun="页面")
        return view(request, *args, **kwargs)

    return guarded


@administered
def units(request: HttpRequest) -> HttpResponse:
    """Show the units that a person administers."""
    said, today = request.GET.get("words", "").strip()[:80], _today()
    found = units_of(request).order_by("standing", "name")
    if said:
        found = found.filter(Q(name__icontains=said) | Q(key__icontains=said))
    rows = [UnitRow(one, contacts_of(one.id), can_answer(one.id, today)) for one in found]
    context = {
        "rows": rows,
        "words": said,
        "may_purge": may(asker(request), "projects.spill.purge"),
        "may_open": may(asker(request), "people.unit.open"),
    }
    return render(request, "administration/units.html", context)


@administered
def unit_page(request: HttpRequest, unit_id: UUID) -> HttpResponse:
    """Show one unit: what it holds, whom it is reached through, who does what in it."""
    unit, today = _unit(request, unit_id), _today()
    live = Q(until_on__isnull=True) | Q(until_on__gte=today)
    holdings = Holding.objects.filter(live, post__unit=unit).select_related("account")
    by_post: dict[Any, list[Holding]] = {}
    for held in holdings.order_by("from_on"):
        by_post.setdefault(held.post_id, []).append(held)
    context = {
        "unit": unit,
        "contacts": contacts_of(unit.id),
        "posts": [
            (
                post,
                "、".join(WORDS.get(name, name) for name in post.entitlements),
                by_post.get(post.id, []),
            )
            for post in Post.objects.filter(unit=unit).order_by("title")
        ],
        "accounts": [
            (one, is_idle(one, now()))
            for one in Account.objects.filter(unit=unit).order_by("-is_active", "login_name")
        ],
        "leaves": Substitution.objects.filter(absent__unit=unit, until_on__gte=today)
        .select_related("absent", "deputy")
        .order_by("from_on"),
        "functions": [
            (_function(one.function), one)
            for one in Responsibility.objects.filter(unit=unit).order_by("from_on")
        ],
        "can_sign": can_answer(unit.id, today),
        "acts": acts_for(asker(request), unit),
    }
    return render(request, "administration/unit.html", context)


@administered
@proved
def act_page(request: HttpRequest, unit_id: UUID, verb: str) -> HttpResponse:
    """Ask for what an act on a unit needs, and do it."""
    unit, act = _unit(request, unit_id), ACTS.get(verb)
    if act is None or not act.is_for(asker(request), unit):
        raise missing(Unit)
    if was_done(request, verb):
        return redirect("administered_unit", unit_id=unit.id)
    form = act.form(*sent(request), subject=unit, initial={"account": request.GET.get("account")})

    def done() -> bool:
        return bool(act.run(asked(request, verb), unit, given_by(form)))

    if request.method == "POST" and form.is_valid() and attempt(form, done):
        messages.success(request, f"{act.title}：已办理。")
        return redirect("administered_unit", unit_id=unit.id)
    if form.errors and was_done(request, verb):
        return redirect("administered_unit", unit_id=unit.id)
    context = {"unit": unit, "act": act, "form": form}
    return render(request, "administration/act.html", context, status=422 if form.errors else 200)


def given_by(form: ActForm) -> dict[str, Any]:
    """Return what a form gives its action: all of it, or what was changed of a unit."""
    return form.described() if isinstance(form, DescribeForm) else form.cleaned_data


@administered
def functions_page(request: HttpRequest) -> HttpResponse:
    """Show which unit holds which function, since when, and who takes it when."""
    today = _today()
    held: dict[str, list[Responsibility]] = {}
    rows = Responsibility.objects.select_related("unit").order_by("function", "from_on")
    for row in rows:
        held.setdefault(row.function, []).append(row)
    shown = [
        (_function(function), _holder(moves, today), moves) for function, moves in held.items()
    ]
    context = {"rows": shown, "today": today}
    return render(request, "administration/functions.html", context)


def units_of(request: HttpRequest) -> QuerySet[Unit]:
    """Return the units that a person administers: all for the platform's, else the own one."""
    if Entitlement.PLATFORM_ADMINISTRATOR in _held(request):
        return Unit.objects.all()
    return Unit.objects.filter(id=account_of(request).unit_id)


def _unit(request: HttpRequest, unit_id: UUID) -> Unit:
    found = units_of(request).filter(id=unit_id).first()
    if found is None:
        raise missing(Unit)
    return found


def _function(key: str) -> str:
    """Return in words what a function is: what the notice gives its first holder to do."""
    found = next((row for row in known_on(_today()).departments if row.key == key), None)
    return (found.functions or found.name) if found is not None else key


def _holder(moves: list[Responsibility], today: date) -> Responsibility | None:
    begun = [move for move in moves if move.from_on <= today]
    return begun[-1] if begun else None


def _held(request: HttpRequest) -> frozenset[str]:
    account = account_of(request)
    return entitlements(account.id, account.unit_id, _today())


def _today() -> date:
    return day_of(now())
