"""What is added to the law here: proposed by one person, published by another, seen by both."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from lantu.foundations.acts.clock import now
from lantu.foundations.acts.gate import ActFault, Missing
from lantu.foundations.acts.policy import may
from lantu.foundations.lawbook import actions
from lantu.foundations.lawbook.models import LocalEdition, Standing
from lantu.foundations.lawbook.queries import current, known_on, local_editions
from lantu.foundations.people.models import Account, Entitlement
from lantu.foundations.people.models import Standing as UnitStanding
from lantu.foundations.people.queries import entitlements
from lantu.law.blueprint.visibility import visible
from lantu.law.calendar import calendar
from lantu.law.clock import day_of
from lantu.web.account.sessions import ADMINISTRATORS, proved
from lantu.web.administration.edition_forms import (
    SEEN,
    EditionForm,
    NoticeForm,
    RowsForm,
    SightForm,
)
from lantu.web.coordination.forms import ActForm
from lantu.web.shell.asking import account_of, asked, asker, sent, was_done
from lantu.web.shell.refusals import attempt, missing

FORMS: dict[str, type[EditionForm]] = {"rows": RowsForm, "notice": NoticeForm, "sight": SightForm}
# What may be done with an edition: the step, its words, its tone, and where the edition stands.
STEPS = {
    "publish": ("发布", "primary", Standing.DRAFT, actions.publish_edition),
    "withdraw": ("撤回", "plain", Standing.DRAFT, actions.withdraw_edition),
    "retire": ("停用，改用随平台发布的条目", "bad", Standing.PUBLISHED, actions.retire_edition),
}
READERS = ADMINISTRATORS | {Entitlement.CONTENT_ADMINISTRATOR}


def read_by_keepers(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let administrators and those who keep the law see a page; to others there is none."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        account = account_of(request)
        if not READERS & entitlements(account.id, account.unit_id, day_of(now())):
            raise Missing(ActFault.MISSING, noun="页面")
        return view(request, *args, **kwargs)

    return guarded


@read_by_keepers
def lawbook_page(request: HttpRequest) -> HttpResponse:
    """Show which edition of the law is in force, and what was added to it here."""
    context = {
        "edition": current(),
        "local": local_editions().order_by("-proposed_at"),
        "may_propose": may(asker(request), "lawbook.edition.propose"),
    }
    return render(request, "administration/lawbook.html", context)


@read_by_keepers
def calendar_page(request: HttpRequest) -> HttpResponse:
    """Show what is known of the working days of each year."""
    years = calendar(known_on(day_of(now()))).status()
    may_propose = may(asker(request), "lawbook.edition.propose")
    context = {"years": years[::-1], "may_propose": may_propose}
    return render(request, "administration/calendar.html", context)


@read_by_keepers
def layers_page(request: HttpRequest) -> HttpResponse:
    """Show how much of every layer each kind of unit sees."""
    edition = current()
    owners = {one.key: one.name for one in edition.departments}
    standings = list(UnitStanding)
    rows = [
        (
            layer,
            owners.get(layer.owner, layer.owner),
            [SEEN[visible(edition, layer.key, standing, is_owner=False)] for standing in standings],
        )
        for layer in edition.layers
    ]
    context = {
        "rows": rows,
        "standings": [one.label for one in standings],
        "may_propose": may(asker(request), "lawbook.edition.propose"),
    }
    return render(request, "administration/layers.html", context)


@read_by_keepers
@proved
def propose_page(request: HttpRequest, kind: str) -> HttpResponse:
    """Propose an addition: a holiday notice, a layer's sight, or rows as they are."""
    maker = FORMS.get(kind)
    if maker is None or not may(asker(request), "lawbook.edition.propose"):
        raise missing(LocalEdition)
    form = maker(*sent(request), initial={"layer": request.GET.get("layer")})
    made: list[LocalEdition] = []

    def act() -> bool:
        made.append(
            actions.propose_edition(
                asked(request), content=form.text(), note=form.summary(), citation=form.source()
            )
        )
        return True

    if request.method == "POST" and form.is_valid() and attempt(form, act):
        messages.success(request, "已提出，请另一人核对后发布。")
        return redirect("edition", edition_id=made[0].id)
    status = 422 if form.errors else 200
    return render(request, "administration/propose.html", {"form": form}, status=status)


@read_by_keepers
@proved
def edition_page(request: HttpRequest, edition_id: UUID) -> HttpResponse:
    """Show an addition, and let the next step be taken."""
    one = local_editions().filter(id=edition_id).first()
    if one is None:
        raise missing(LocalEdition)
    open_steps = {
        verb: step
        for verb, step in STEPS.items()
        if step[2] is one.standing
        and may(asker(request), f"lawbook.edition.{verb}", one)
        and (verb != "retire" or actions.contradicts_shipped(one))
    }
    form = ActForm(*sent(request))
    verb = request.POST.get("step", "")
    if was_done(request, verb):
        return redirect("edition", edition_id=one.id)
    if request.method == "POST":
        if verb not in open_steps:
            raise missing(LocalEdition)
        act = open_steps[verb][3]
        if form.is_valid() and attempt(
            form, lambda: bool(act(asked(request, verb), edition_id=one.id))
        ):
            messages.success(request, f"{open_steps[verb][0]}：已办理。")
            return redirect("edition", edition_id=one.id)
    if form.errors and was_done(request, verb):
        return redirect("edition", edition_id=one.id)
    context = {
        "one": one,
        "form": form,
        "steps": [(verb, words, tone) for verb, (words, tone, _, _) in open_steps.items()],
        "proposer": _name(one.proposed_by) or "平台",
        "publisher": _name(one.published_by),
        "is_own": one.proposed_by == account_of(request).id and one.standing is Standing.DRAFT,
    }
    return render(
        request, "administration/edition.html", context, status=422 if form.errors else 200
    )


def _name(account_id: UUID | None) -> str:
    found = Account.objects.filter(id=account_id).first() if account_id is not None else None
    return found.display_name if found is not None else ""
