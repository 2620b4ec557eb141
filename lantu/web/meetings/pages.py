"""The sessions one sees, one session with its seats and agenda, and what its office does."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from lantu.foundations.acts.clock import now
from lantu.foundations.acts.gate import Missing, Request
from lantu.foundations.acts.policy import may
from lantu.foundations.lawbook.queries import known_on
from lantu.law.clock import day_of
from lantu.law.wording import Refused
from lantu.systems.coordination.actions import meetings
from lantu.systems.coordination.models import AgendaItem, Session
from lantu.systems.coordination.queries.papers import minutes_of
from lantu.systems.coordination.queries.seating import seating
from lantu.systems.coordination.queries.sessions import visible_sessions
from lantu.systems.coordination.queries.statistics import last_meeting_on, meeting_is_due
from lantu.systems.coordination.queries.visibility import visible_rounds
from lantu.web.account.sessions import proved
from lantu.web.coordination.forms import ActForm
from lantu.web.meetings.forms import (
    JOINT,
    AgendaForm,
    CarryOutForm,
    ConveneForm,
    DecideForm,
    HoldForm,
)
from lantu.web.shell.asking import asked, asker, sent, unit_of
from lantu.web.shell.refusals import attempt, missing
from lantu.web.shell.uploads import kept

PAGE = 50


def sessions(request: HttpRequest) -> HttpResponse:
    """Show the sessions that the person's unit sees: to come first, then those held."""
    today = day_of(now())
    seen = visible_sessions(unit_of(request), today).prefetch_related("items", "attendances")
    may_convene = may(asker(request), "coordination.session.convene")
    edition = known_on(today)
    context = {
        "coming": seen.filter(held_on__isnull=True).order_by("planned_on"),
        "page": Paginator(seen.filter(held_on__isnull=False).order_by("-held_on"), PAGE).get_page(
            request.GET.get("page")
        ),
        "may_convene": may_convene,
        "is_due": may_convene and meeting_is_due(edition, today),
        "last_on": last_meeting_on(edition),
    }
    return render(request, "meetings/sessions.html", context)


def session_page(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """Show one session: who sits in it, its agenda, what was decided."""
    session = session_seen(request, session_id)
    places = seating(session)
    actor, unit = asker(request), unit_of(request)
    items = session.items.select_related("round__project", "responsible").order_by("number")
    undecided = sum(1 for item in items if item.decided_on is None)
    minutes = minutes_of(session)
    context = {
        "session": session,
        "minutes": minutes,
        "may_issue": minutes is None
        and session.held_on is not None
        and not undecided
        and may(actor, "coordination.session.issue_minutes", session),
        "places": places,
        "items": items,
        "invited": session.attendances.count(),
        "came": session.attendances.filter(signed_in_at__isnull=False).count(),
        "countersigned": session.attendances.filter(countersigned_at__isnull=False).count(),
        "undecided": undecided,
        "is_office": may(actor, "coordination.session.hold", session),
        "to_carry_out": {
            item.id
            for item in items
            if item.decided_on is not None
            and item.carried_out_on is None
            and may(actor, "coordination.session.carry_out", item)
        },
        "open_to": set(visible_rounds(unit).values_list("id", flat=True)),
    }
    return render(request, "meetings/session.html", context)


@proved
def convene_page(request: HttpRequest) -> HttpResponse:
    """Call a session."""
    _require(request, "convene")
    form = ConveneForm(*sent(request))

    def act() -> str:
        given = form.cleaned_data
        made = meetings.convene(
            asked(request), topic=given["topic"], planned_on=given["planned_on"],
            by_topic=[unit.key for unit in given["by_topic"]],
            is_joint_meeting=given["kind"] == JOINT,
        )  # fmt: skip
        return reverse("meeting", args=[made.id])

    explains = "召集人和常设成员按附件一的名单自动列入，同一单位有两席的各算一席。"
    return _form(request, form, act, title="召集会议", explains=explains, back=reverse("meetings"))


@proved
def agenda_page(request: HttpRequest) -> HttpResponse:
    """Put an item on the agenda of a session; a round or a session may be named by the address."""
    _require(request, "put_on_agenda")
    named = {key: request.GET[key] for key in ("session", "round") if _is_id(request.GET.get(key))}
    round_ = visible_rounds(unit_of(request)).filter(id=named["round"]).first() if "round" in named else None  # noqa: E501 # fmt: skip
    if round_ is not None:
        named["title"] = f"{round_.project.name}第 {round_.number} 轮空间协同"
    form = AgendaForm(*sent(request), initial=named)

    def act() -> str:
        given = form.cleaned_data
        about = given["round"]
        item = meetings.put_on_agenda(
            asked(request), session_id=given["session"].id, title=given["title"],
            round_id=about.id if about else None,
        )  # fmt: skip
        return reverse("meeting", args=[item.session_id])

    explains = "可以是一个项目的协同轮次，也可以是单独的事项。没有可选的会议时，请先召集会议。"
    return _form(request, form, act, title="列入议程", explains=explains, back=reverse("meetings"))


@proved
def hold_page(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """Record that a session took place, with the number and scan of its minutes."""
    session = session_seen(request, session_id)
    _require(request, "hold")
    back = reverse("meeting", args=[session.id])
    if session.held_on is not None:
        return redirect(back)
    form = HoldForm(*sent(request))

    def act() -> str:
        given = form.cleaned_data
        scan = kept(Request(asker(request)), form.uploaded(), form.clearance())
        meetings.hold_session(
            asked(request), session_id=session.id, held_on=given["held_on"],
            number=given["number"], minutes=scan,
        )  # fmt: skip
        return back

    explains = f"{session.topic}。登记之后逐项录入决定。"
    return _form(request, form, act, title="登记纪要", explains=explains, back=back)


@proved
def decide_page(request: HttpRequest, item_id: UUID) -> HttpResponse:
    """Record what was decided about an item, and who carries it out."""
    item = AgendaItem.objects.filter(id=item_id).select_related("session", "round").first()
    if item is None or not may(asker(request), "coordination.session.decide", item.session):
        raise missing(AgendaItem)
    found, back = item, reverse("meeting", args=[item.session_id])
    if item.decided_on is not None or item.session.held_on is None:
        return redirect(back)
    form = DecideForm(*sent(request))

    def act() -> str:
        given = form.cleaned_data
        meetings.decide_item(
            asked(request), item_id=found.id, decision=given["decision"],
            responsible_id=given["responsible"].id,
        )  # fmt: skip
        return back

    explains = f"第 {item.number} 项：{item.title}"
    return _form(request, form, act, title="录入决定", explains=explains, back=back)


@proved
def carry_out_page(request: HttpRequest, item_id: UUID) -> HttpResponse:
    """Report how a unit carried out what was decided."""
    item = AgendaItem.objects.filter(id=item_id).select_related("session").first()
    if item is None or not may(asker(request), "coordination.session.carry_out", item):
        raise missing(AgendaItem)
    found, back = item, reverse("meeting", args=[item.session_id])
    form = CarryOutForm(*sent(request))

    def act() -> str:
        outcome = form.cleaned_data["outcome"]
        meetings.carry_out_decision(asked(request), item_id=found.id, outcome=outcome)
        return back

    explains = f"决定：{item.decision}"
    return _form(request, form, act, title="登记落实", explains=explains, back=back)


@require_POST
@proved
def issue_page(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """Issue the minutes of a session."""
    session = session_seen(request, session_id)
    _require(request, "issue_minutes")
    try:
        paper = meetings.issue_minutes(asked(request), session_id=session.id)
    except Missing:
        raise
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"纪要已签发：{paper.document.number}。")
    return redirect("meeting", session_id=session.id)


@require_POST
@proved
def sign_in_page(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """Sign a unit in to a session, or countersign its minutes for it."""
    session = session_seen(request, session_id)
    _require(request, "sign_in")
    found = session.attendances.filter(unit__key=request.POST.get("unit", "")).first()
    if found is None:
        raise missing(Session)
    countersign = request.POST.get("as") == "countersign"
    meetings.sign_in(
        asked(request), session_id=session.id, unit_id=found.unit_id, countersign=countersign
    )
    return redirect("meeting", session_id=session.id)


def session_seen(request: HttpRequest, session_id: UUID) -> Session:
    """Return a session that the person's unit sees.

    Raises:
        Missing: there is none, or it is not theirs.
    """
    found = visible_sessions(unit_of(request), day_of(now())).filter(id=session_id).first()
    if found is None:
        raise missing(Session)
    return found


def _require(request: HttpRequest, verb: str) -> None:
    if not may(asker(request), f"coordination.session.{verb}"):
        raise missing(Session)


def _is_id(words: str | None) -> bool:
    try:
        UUID(words or "")
    except ValueError:
        return False
    return True


def _form(
    request: HttpRequest,
    form: ActForm,
    act: Callable[[], str],
    *,
    title: str,
    explains: str,
    back: str,
) -> HttpResponse:
    """Show a form and do its act, which tells where to go afterwards."""
    if request.method == "POST" and form.is_valid():
        address = attempt(form, act)
        if address is not None:
            messages.success(request, f"{title}：已记录。")
            return redirect(address)
    context: dict[str, Any] = {"form": form, "title": title, "explains": explains, "back": back}
    return render(request, "meetings/form.html", context, status=422 if form.errors else 200)
