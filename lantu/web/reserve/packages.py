"""Packages: projects taken in many at once, rehearsed first; results handed out with files."""

from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import quote
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from lantu.foundations.acts.clock import now
from lantu.foundations.acts.gate import Request
from lantu.foundations.acts.policy import may
from lantu.foundations.acts.wording import Refused
from lantu.foundations.projects.models import Project
from lantu.law.clock import day_of
from lantu.systems.coordination.models import OverallOpinion, Round
from lantu.systems.coordination.packages import drafts
from lantu.systems.coordination.packages.faults import PackageFault, PackageRefused
from lantu.systems.coordination.packages.intake import COLUMNS, NEEDED, City, served_city
from lantu.systems.coordination.packages.results import packed, results, results_of
from lantu.systems.coordination.packages.sheets import write_workbook
from lantu.systems.coordination.queries.visibility import visible_projects, visible_rounds
from lantu.web.account.sessions import proved
from lantu.web.reserve.package_forms import DaysForm, PackageForm
from lantu.web.shell.asking import account_of, asked, asker, sent, unit_of, was_done
from lantu.web.shell.refusals import attempt, missing
from lantu.web.shell.sheets import MEDIA_TYPE

TAKE_IN = "coordination.package.take_in"


def packages_page(request: HttpRequest) -> HttpResponse:
    """Take a package, and rehearse it; hand out the results of some days."""
    if request.method == "POST":
        return _brought(request)
    return _shown(request, PackageForm(), DaysForm(initial={"until_on": day_of(now())}))


def _brought(request: HttpRequest) -> HttpResponse:
    if not may(asker(request), TAKE_IN):
        raise missing(Project)
    form = PackageForm(*sent(request))
    if form.is_valid():
        file = form.cleaned_data["file"]
        draft = attempt(
            form,
            lambda: drafts.keep_package(
                Request(asker(request)), file.read(), file=file.name, city=_city()
            ),
        )
        if draft is not None:
            return redirect("reserve_package", draft_id=draft.id)
    return _shown(request, form, DaysForm())


def _shown(request: HttpRequest, form: PackageForm, days: DaysForm) -> HttpResponse:
    context = {
        "form": form,
        "days": days,
        "may_take_in": may(asker(request), TAKE_IN),
        "needed": NEEDED,
        "optional": [column for column in COLUMNS if column not in NEEDED],
        "most_rows": drafts.MOST_ROWS,
    }
    status = 422 if form.errors or days.errors else 200
    return render(request, "reserve/packages.html", context, status=status)


def template(request: HttpRequest) -> HttpResponse:
    """Return the empty table that a package is filled in on."""
    if not may(asker(request), TAKE_IN):
        raise missing(Project)
    with TemporaryDirectory() as work:
        file = Path(work) / "table.xlsx"
        write_workbook(file, {"项目信息": (COLUMNS, [])})
        return _file(file.read_bytes(), "项目信息空表.xlsx", MEDIA_TYPE)


@proved
def package_page(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """Show what a package would make, or what is wrong with it; take it in."""
    account = account_of(request)
    if not may(asker(request), TAKE_IN):
        raise missing(Project)
    draft = drafts.open_package(account.id, draft_id)
    if request.method == "POST":
        if draft.is_sound and not was_done(request):
            _taken_in(request, draft)
        return redirect("reserve_package", draft_id=draft_id)
    return render(request, "reserve/package.html", {"draft": draft})


def _taken_in(request: HttpRequest, draft: drafts.PackageDraft) -> None:
    try:
        numbers = drafts.take_in_package(asked(request), draft, _city())
    except PackageRefused:
        # The other click of a double one may have done it meanwhile; else the page says why.
        if not was_done(request):
            messages.error(request, "没有导入：核对之后情况有变，请看下面的问题。")
        return
    messages.success(request, f"已导入 {len(numbers)} 个项目，全部入库。")


def results_of_days(request: HttpRequest) -> HttpResponse:
    """Hand out what was fed back in some days, as far as the person's unit may see it."""
    form, unit = DaysForm(request.GET), unit_of(request)
    if form.is_valid():
        given = form.cleaned_data
        found = list(results(unit, given["from_on"], given["until_on"]))
        if found:
            days = f"{given['from_on']:%Y%m%d}-{given['until_on']:%Y%m%d}"
            return _results(request, found, f"综合意见{days}")
        form.add_error(None, "这几天没有本单位可以看到的综合意见，请换一段日期。")
    return _shown(request, PackageForm(), form)


def results_of_project(request: HttpRequest, project_id: UUID) -> HttpResponse:
    """Hand out the results of every round of a project."""
    seen = visible_projects(unit_of(request), day_of(now()))
    project = seen.filter(id=project_id).first()
    if project is None:
        raise missing(Project)
    rounds = visible_rounds(unit_of(request)).filter(project=project)
    return _results_of(request, rounds.order_by("number"), project.name)


def results_of_round(request: HttpRequest, round_id: UUID) -> HttpResponse:
    """Hand out the result of one round."""
    rounds = visible_rounds(unit_of(request)).filter(id=round_id)
    one = rounds.select_related("project").first()
    if one is None:
        raise missing(Round)
    return _results_of(request, [one], f"{one.project.name}第{one.number}轮")


def _results_of(request: HttpRequest, rounds: Iterable[Round], name: str) -> HttpResponse:
    found = results_of(rounds, unit_of(request))
    if not found:
        raise missing(OverallOpinion)
    return _results(request, found, f"综合意见-{name}")


def _results(request: HttpRequest, found: Iterable[OverallOpinion], name: str) -> HttpResponse:
    as_json = request.GET.get("format") == "json"
    content = packed(unit_of(request), found, as_json=as_json)
    return _file(content, f"{name}.zip", "application/zip")


def _city() -> City:
    city = served_city(Path(settings.CITY_DIRECTORY), day_of(now()))
    if city is None:
        raise Refused(PackageFault.NO_CITY)
    return city


def _file(content: bytes, name: str, media_type: str) -> HttpResponse:
    response = HttpResponse(content, content_type=media_type)
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    return response
