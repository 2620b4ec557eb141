"""What a unit owes, what lapses first on top; what it did; whom it waits for."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from lantu.foundations.acts.clock import now
from lantu.foundations.acts.gate import Missing
from lantu.foundations.acts.policy import may
from lantu.foundations.duties import actions as duties
from lantu.foundations.duties.kinds import kind_of
from lantu.foundations.duties.models import Duty
from lantu.foundations.duties.queries import ended_of, inbox_of
from lantu.foundations.projects.watching import followed
from lantu.law.clock import day_of
from lantu.law.wording import Refused
from lantu.systems.coordination.actions import reminding
from lantu.systems.coordination.models import Round, Task
from lantu.systems.coordination.queries.not_concerned import not_concerned
from lantu.web.shell.asking import account_of, asked, asker, sent, unit_of
from lantu.web.shell.clocks import clock_of
from lantu.web.shell.refusals import attempt, came_from, missing
from lantu.web.shell.sheets import sheet_response
from lantu.web.workbench import desk
from lantu.web.workbench.followed import followed_by
from lantu.web.workbench.forms import HandOverForm

PAGE = 50
NEWEST = 500
TABS = {"": "待办", "owed": "待各单位答复", "done": "本单位已办", "followed": "关注"}


def workbench(request: HttpRequest) -> HttpResponse:
    """Show what the person's unit owes, what it did, or whom it waits for."""
    at, unit, tab = now(), unit_of(request), request.GET.get("tab", "")
    actor, account = asker(request), account_of(request)
    mine = desk.rows_of(inbox_of(unit, at), account, actor, at)
    waiting = desk.owed_to(unit)
    tab = tab if tab in TABS else ""
    counts = {"": len(mine), "owed": waiting.count(), "followed": len(followed(account.id))}
    if tab == "followed":
        facts = {"tab": tab, "tabs": _tabs(counts), "rows": followed_by(account, unit, at)}
        return render(request, "workbench/followed.html", facts)
    everything = {
        "": lambda: mine,
        "owed": lambda: desk.with_urging(desk.rows_of(waiting, account, actor, at), unit),
        "done": lambda: desk.rows_of(ended_of(unit.id)[:NEWEST], account, actor, at),
    }[tab]()
    chosen = {name: request.GET.get(name, "").strip()[:80] for name in ("kind", "lamp", "words")}
    lines = desk.narrowed(everything, **chosen)
    if request.GET.get("format") == "xlsx":
        name = f"{unit.name}{TABS[tab]}{day_of(at):%Y%m%d}"
        return sheet_response(name, desk.COLUMNS, desk.cells(lines))
    context = {
        "page": Paginator(lines, PAGE).get_page(request.GET.get("page")),
        "tab": tab,
        "tabs": _tabs(counts),
        "warnings": desk.notices_of(mine, unit, at),
        "kinds": {line.duty.kind: line.title for line in everything},
        "lamps": desk.LAMPS,
        "not_concerned": len(not_concerned(unit)) if not tab else 0,
        "is_narrowed": any(chosen.values()),
        **chosen,
        "may_urge": tab == "owed" and _may_urge(request, lines),
    }
    return render(request, "workbench/workbench.html", context)


def _tabs(counts: dict[str, int]) -> list[tuple[str, str, int | None]]:
    """Return the tabs; whoever leads no round waits for nobody."""
    return [
        (key, title, counts.get(key)) for key, title in TABS.items() if key != "owed" or counts[key]
    ]


def _may_urge(request: HttpRequest, lines: list[desk.Line]) -> bool:
    led = Round.objects.filter(id__in={line.duty.case_id for line in lines}).first()
    return led is not None and may(asker(request), "coordination.round.remind", led)


@require_POST
def urge(request: HttpRequest) -> HttpResponse:
    """Urge the units that were ticked, each round in an act of its own."""
    tasks = Task.objects.filter(round__lead=unit_of(request))
    chosen: dict[UUID, list[UUID]] = {}
    for task in tasks.filter(id__in=_ids(request.POST.getlist("task"))):
        chosen.setdefault(task.round_id, []).append(task.id)
    count, refused = 0, ""
    for round_id, ids in chosen.items():
        try:
            by = asked(request, f"remind:{round_id}")
            count += len(reminding.remind(by, round_id=round_id, tasks=ids))
        except Missing:
            raise
        except Refused as refusal:
            refused = str(refusal)
    if count:
        messages.success(request, f"已催办 {count} 件，通知已送到对方收件箱和联系人。")
    if refused or not count:
        messages.error(request, refused or "请先勾选要催办的单位。")
    return redirect("/?tab=owed")


@require_POST
def take(request: HttpRequest, duty_id: UUID) -> HttpResponse:
    """Take a duty into one's own hand."""
    duty = _duty_seen(request, duty_id)
    try:
        duties.pass_on(asked(request, "take"), duty_id=duty.id, person_id=account_of(request).id)
    except Missing:
        raise
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "已由您经手，提醒会写明您的名字。")
    return redirect(came_from(request))


def hand_over(request: HttpRequest, duty_id: UUID) -> HttpResponse:
    """Hand a duty to a colleague, or lay it down."""
    duty = _duty_seen(request, duty_id)
    if not may(asker(request), "duties.duty.pass_on", duty):
        raise missing(Duty)
    form = HandOverForm(*sent(request), duty=duty)
    if request.method == "POST" and form.is_valid():
        person_id = form.person_id()
        done = attempt(
            form, lambda: duties.pass_on(asked(request), duty_id=duty.id, person_id=person_id)
        )
        if done is not None:
            name = done.person.display_name if done.person is not None else "无人"
            messages.success(request, f"现由{name}经手。")
            return redirect("workbench")
    context = {
        "form": form,
        "duty": duty,
        "title": kind_of(duty.kind).title,
        "address": desk.address_of(duty),
        "clock": clock_of(duty, now()),
    }
    status = 422 if form.errors else 200
    return render(request, "workbench/hand_over.html", context, status=status)


def _duty_seen(request: HttpRequest, duty_id: UUID) -> Duty:
    found = Duty.objects.filter(id=duty_id, unit=unit_of(request))
    duty = found.select_related("unit", "person", "project").first()
    if duty is None:
        raise missing(Duty)
    return duty


def _ids(given: list[str]) -> list[UUID]:
    found = []
    for words in given:
        try:
            found.append(UUID(words))
        except ValueError:
            continue
    return found
