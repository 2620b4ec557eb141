"""The list of projects, and the one file of each."""

from dataclasses import dataclass
from datetime import date
from itertools import groupby
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from lantu.foundations.acts.clock import now
from lantu.foundations.acts.policy import may
from lantu.foundations.people.models import Unit
from lantu.foundations.projects import watching
from lantu.foundations.projects.codes import project_code_format
from lantu.foundations.projects.models import Footprint, Project
from lantu.foundations.projects.queries import (
    Difference,
    difference,
    former_names_of,
    standing_footprint,
)
from lantu.law.clock import day_of
from lantu.law.coordination.flow import Reserve
from lantu.law.flow import Capacity
from lantu.systems.coordination.models import ReserveEntry, Round
from lantu.systems.coordination.queries.reserve import visible_projects as reserve_projects
from lantu.systems.coordination.queries.timeline import Line, lines_seen
from lantu.systems.coordination.queries.visibility import (
    documents_of,
    overall_seen,
    visible_projects,
    visible_rounds,
)
from lantu.web.coordination.seen import head_clock, project_facts
from lantu.web.projects.acts import acts_for
from lantu.web.projects.finding import projects_found
from lantu.web.projects.thumbnail import drawing
from lantu.web.shell.asking import account_of, asker, unit_of
from lantu.web.shell.refusals import came_from, missing
from lantu.web.shell.sheets import Cell, Column, sheet_response
from lantu.web.shell.templatetags.shown import said

PAGE = 50
COLUMNS = (
    Column("项目", 40), Column("曾用名", 30), Column("储备编号", 20), Column("项目代码", 28),
    Column("发起单位", 26), Column("储备状态", 16), Column("最近一轮", 12), Column("协同状态", 16),
    Column("总投资(元)", 18),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class RedLine:
    """One red line of a project, and how it differs from the one before."""

    footprint: Footprint
    is_standing: bool
    change: Difference | None


@dataclass(frozen=True, slots=True)
class Told:
    """What is told in one line of the time line: an act, or many alike at the same minute."""

    number: int
    line: Line
    about: list[str]
    who: str


def projects(request: HttpRequest) -> HttpResponse:
    """Show the projects that the person's unit finds."""
    words = request.GET.get("words", "").strip()[:80]
    state = request.GET.get("state", "")
    unit, today = unit_of(request), day_of(now())
    found = visible_projects(unit, today).select_related("initiating_unit", "reserveentry")
    if state in set(Reserve):
        found = found.filter(reserveentry__state=state)
    chosen_unit = _unit_named(request.GET.get("unit", ""))
    if chosen_unit is not None:
        found = found.filter(with_unit(chosen_unit))
    kept = projects_found(found.order_by("-reserve_number"), words)
    newest = newest_rounds(kept, unit)
    rows = [(one, getattr(one, "reserveentry", None), newest.get(one.id)) for one in kept]
    if request.GET.get("format") == "xlsx":
        name = f"项目清单{today:%Y%m%d}"
        return sheet_response(name, COLUMNS, [_cells(*row) for row in rows])
    context = {
        "page": Paginator(rows, PAGE).get_page(request.GET.get("page")),
        "words": words,
        "state": state,
        "chosen_unit": chosen_unit,
        "states": list(Reserve),
    }
    return render(request, "projects/projects.html", context)


def with_unit(unit: Unit) -> Q:
    """Return the condition that a unit initiates a project or takes part in it."""
    taking_part = unit.participations.values("project_id")
    return Q(initiating_unit=unit) | Q(id__in=taking_part)


def _unit_named(key: str) -> Unit | None:
    """Return the unit whose key stands in an address; None for what is no key."""
    try:
        return Unit.objects.filter(id=UUID(key)).first()
    except ValueError:
        return None


def newest_rounds(shown: list[Project], viewer: Unit) -> dict[UUID, Round]:
    """Return the newest round of each project that a unit takes part in."""
    rounds = visible_rounds(viewer).filter(project__in=[one.id for one in shown])
    return {one.project_id: one for one in rounds.order_by("number")}


def _cells(project: Project, entry: ReserveEntry | None, newest: Round | None) -> tuple[Cell, ...]:
    return (
        project.name,
        "、".join(project.former_names),
        project.reserve_number,
        project.code,
        project.initiating_unit.name if project.initiating_unit else "",
        said(entry.state) if entry is not None else "",
        newest.number if newest is not None else None,
        said(newest.state) if newest is not None else "",
        project.investment_yuan,
    )


def project_page(request: HttpRequest, project_id: UUID) -> HttpResponse:
    """Show the one file of a project."""
    unit, at = unit_of(request), now()
    merged = Project.objects.filter(id=project_id, merged_into__isnull=False).first()
    sought = (merged.merged_into_id if merged is not None else None) or project_id
    found = visible_projects(unit, day_of(at)).select_related("initiating_unit", "reserveentry")
    project = found.filter(id=sought).first()
    if project is None:
        raise missing(Project)
    if merged is not None:
        return redirect("project", project_id=project.id)
    rounds = list(
        visible_rounds(unit).filter(project=project).select_related("lead", "sender", "project")
    )
    rounds.sort(key=lambda one: -one.number)
    standing = standing_footprint(project.id)
    footprints = list(project.footprints.order_by("entered_on", "id"))
    context = {
        "project": project,
        "acts": acts_for(asker(request), project),
        "is_followed": watching.look(account_of(request).id, project.id, at),
        "entry": getattr(project, "reserveentry", None),
        "facts": project_facts(project),
        "lines": red_lines(footprints, standing),
        "standing": standing,
        "drawing": drawing(footprints, standing),
        "rounds": [(one, head_clock(one, at)) for one in rounds],
        "clock": head_clock(rounds[0], at) if rounds else None,
        "documents": documents_of(project.id, unit),
        "participants": participants_of(project, rounds),
        "days": days_of(rounds, unit),
        "has_results": any(overall_seen(one, unit.id) is not None for one in rounds),
        "former_names": former_names_of(project),
        "is_odd_code": bool(project.code) and project_code_format(project.code) is None,
        **_open_to(request, project, unit),
    }
    return render(request, "projects/project.html", context)


@require_POST
def follow_page(request: HttpRequest, project_id: UUID) -> HttpResponse:
    """Follow a project, or follow it no longer, as the person says."""
    seen = visible_projects(unit_of(request), day_of(now())).filter(id=project_id).first()
    if seen is None:
        raise missing(Project)
    account = account_of(request)
    if request.POST.get("follow") == "yes":
        watching.follow(account.id, seen.id, now())
        messages.success(request, "已关注，有新进展会列在工作台的“关注”里。")
    else:
        watching.unfollow(account.id, seen.id)
        messages.success(request, "已取消关注。")
    return redirect(came_from(request))


def _open_to(request: HttpRequest, project: Project, unit: Unit) -> dict[str, object]:
    """Return what the person may do with the file, and whether its sheet opens to them."""
    actor = asker(request)
    in_reserve = reserve_projects(unit, day_of(now())).filter(id=project.id).exists()
    return {
        "acts": acts_for(actor, project),
        "may_describe": in_reserve and may(actor, "projects.project.describe", project),
    }


def red_lines(footprints: list[Footprint], standing: Footprint | None) -> list[RedLine]:
    """Return the red lines, the newest first, each with what it changed."""
    found = []
    for at, one in enumerate(footprints):
        former = footprints[at - 1] if at else None
        comparable = former is not None and former.crs == one.crs
        change = difference(former, one) if former is not None and comparable else None
        found.append(RedLine(one, standing is not None and one.id == standing.id, change))
    return found[::-1]


def participants_of(project: Project, rounds: list[Round]) -> dict[str, list[str]]:
    """Return the units that take part in a project by capacity, each once."""
    found: dict[str, list[str]] = {}
    if project.initiating_unit is not None:
        found[Capacity.INITIATING_UNIT] = [project.initiating_unit.name]
    for one in rounds:
        found.setdefault(Capacity.LEAD, []).append(one.lead.name)
        found.setdefault(Capacity.SENDER, []).append(one.sender.name)
    for row in project.participations.select_related("unit").order_by("from_on", "unit__name"):
        found.setdefault(row.capacity, []).append(row.unit.name)
    return {capacity: list(dict.fromkeys(names)) for capacity, names in found.items()}


def days_of(rounds: list[Round], viewer: Unit) -> list[tuple[date, list[Told]]]:
    """Return the single time line over all rounds, grouped by day, the newest first."""
    lines = {line.sequence: (one, line) for one in rounds for line in lines_seen(one, viewer)}
    ordered = [lines[sequence] for sequence in sorted(lines, reverse=True)]
    told = [_told(list(group)) for _, group in groupby(ordered, key=_alike)]
    return [
        (day, list(group)) for day, group in groupby(told, key=lambda each: day_of(each.line.at))
    ]


def _alike(row: tuple[Round, Line]) -> tuple[object, ...]:
    """Return by what lines are told as one: the same was done in the same round at once."""
    one, line = row
    return one.number, line.words, line.at.replace(second=0, microsecond=0), line.last_day_on


def _told(rows: list[tuple[Round, Line]]) -> Told:
    one, line = rows[0]
    lines = [each for _, each in reversed(rows)]
    doers = list(dict.fromkeys(each.who for each in lines))
    return Told(
        number=one.number,
        line=line,
        about=[each.about for each in lines if each.about],
        who=doers[0] if len(doers) == 1 else f"{len(doers)} 个单位各自办理",
    )
