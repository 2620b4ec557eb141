"""A double click on any form of the site acts once.

Readers go through the demonstration from page to page and send each kind of form that they meet,
filled in with something plausible, two times at once and once more.
"""

import json
import re
import sqlite3
from collections import Counter, deque
from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit
from zipfile import ZipFile

import pytest

from lantu.web.administration.acts import ACTS as UNIT_ACTS
from lantu.web.administration.editions import FORMS as EDITION_FORMS
from lantu.web.coordination.acts import ACTS as ROUND_ACTS
from lantu.web.projects.acts import ACTS as PROJECT_ACTS
from lantu.web.reserve.acts import ACTS as RESERVE_ACTS
from tests.web.forms_on_pages import LAST, Page, Reader, filled, place_of, target
from tests.web.pages import LEAD
from tests.web.site import ROOT

SUPERVISOR = "functions_transformation.supervisor"
READERS = (
    f"{LEAD}.registrar", f"{LEAD}.second_registrar", f"{LEAD}.clerk", f"{LEAD}.signer",
    f"{LEAD}.office", "forestry.clerk", "forestry.reviewer", "forestry.signer",
    "parks.signer",
    "development_reform.clerk", "city_investment.clerk",
    "sports.clerk", "education.clerk", "health.clerk", "culture_tourism.clerk",
    SUPERVISOR, "big_data.platform", f"{LEAD}.office",
)  # fmt: skip
# How many pages of one sort somebody looks at: the states of rounds and tasks differ, lists do not.
OFTEN = {
    "round": 45,
    "task": 30,
    "reserve_project": 45,
    "meeting": 10,
    "round_act": 90,
    "document": 6,
}
SELDOM = 4
LINE = ROOT / "demo" / "redlines" / "clean_site.txt"
SKETCH = ROOT / "tests" / "web" / "sketch.png"
# What is written where something plausible would not do.
POINTS = [
    {"px": x, "py": y, "east": 450_400 + x, "north": 3_833_500 - y}
    for x, y in ((10, 10), (390, 10), (390, 290), (10, 290))
]
RING = [[100, 100], [300, 100], [300, 200], [100, 200]]
KNOWN: dict[str, dict[str, object]] = {
    "project_red_line": {"file": LINE, "text": "", "crs": "", "encoding": ""},
    "round_red_line": {"file": None, "crs": "", "encoding": ""},
    "project_trace": {"points": json.dumps(POINTS), "ring": json.dumps(RING)},
    "bring_check": {"file": LINE, "text": "", "crs": "", "encoding": ""},
    "administered_act leave": {"deputy": LAST},
    "round_act mediate": {"way": "电话"},
    "propose notice": {
        "year": "2031",
        "number": "1号",
        "published_on": "2030-11-20",
        "holidays": "元旦 2031-01-01",
    },
    "propose rows": {
        "content": "sights: [{standing: county, layer: forest_land, visibility: area_only}]"
    },
    "administered_act account": {"password": "蓝图-2019-协同-新", "login_name": "new.person"},
    "administered_act describe": {"aliases": "双击试验", "credit_code": "", "closed_on": ""},
    "unit_new": {
        "name": "双击试验公司",
        "key": "double_click",
        "credit_code": "",
        "login_name": "double.click",
        "password": "蓝图-2019-协同-新",
    },
    "administered_act boundary": {"file": LINE},
    "administered_act password": {"password": "蓝图-2019-协同-新"},
    "administered_act contact": {"email": "somebody@bureau.example"},
    "project_sketch": {"scan": SKETCH},
    "task": {"area": ""},
    "answer_correct": {"area": ""},
    "project_act give_code": {"code": "2019-410105-82-01-012345"},
    "project_act rename": {"name": "双击更名的项目"},
    "reserve_new": {"name": "双击试验项目"},
}
# What ends a case is tried when everything else was.
ENDS = (
    "round_act withdraw", "round_act give_up", "round_act suspend", "reserve_act withdraw",
    "round_act return_to_reserve", "administered_act close", "edition withdraw",
    "answer_step return", "project_act initiator",
)  # fmt: skip
# Sent without an act: what is kept is a draft or a session, and a second one is harmless.
WITHOUT_ACT = {
    "bring_check": "a draft for the person alone",
    "project_red_line": "a draft for the person alone",
    "round_red_line": "a draft for the person alone",
    "project_sketch": "a scan for the person alone",
    "project_follow": "a note for the person alone",
    "reserve_packages": "a draft for the person alone",
}


# Addresses that show, and take no form.
READ_ONLY = {
    "administered_areas", "administered_calendar", "administered_functions", "administered_law",
    "administered_layers", "administered_spills", "administered_unit", "administration", "atlas",
    "atlas_point", "check_export", "check_shapes", "compare", "demo_mails", "document",
    "document_draft", "document_pdf", "ground", "guide", "information", "letter", "matrix",
    "meeting", "meetings", "messages", "minutes", "opinion_form", "project", "project_residuals",
    "project_results", "project_scan", "project_shapes", "projects", "rendition", "reserve",
    "reserve_project", "reserve_results", "reserve_template", "round", "round_draft_shapes",
    "round_results", "round_shapes", "rounds", "seal_scan", "search", "sheet", "supervision",
    "supervision_cases", "supervision_monthly", "take_line", "task_shapes", "verified", "verify",
    "workbench", "working_matrix",
}  # fmt: skip
# Tried by a test of their own, which brings them into the state that they need.
ELSEWHERE = {
    "check": "tests/web/blueprint/test_checks.py",
    "seal_reject": "tests/web/documents/test_pages.py",
    "round_act find_divergence": "tests/web/coordination/test_pieces.py",
    "answer_step sign": "tests/web/coordination/test_tasks.py",
    "reserve_act enter": "tests/web/reserve/test_acts.py",
    "spill": "tests/web/administration/test_spills.py",
    "draw_area": "tests/web/administration/test_areas.py",
    "administered_act reach": "tests/web/administration/test_acts.py",
    "project_act merge": "tests/web/projects/test_doing.py",
    "round_act initiate_again": "tests/web/coordination/test_rounds.py",
}


def a_package(folder):
    """A package of one project, with its red line."""
    row = {
        "项目名称": "双击导入的项目", "发起单位": "市卫健委", "拟定用途": "医疗卫生用地",
        "涉密声明": "非涉密", "保密审查人": "保密员", "红线文件": LINE.name,
    }  # fmt: skip
    with ZipFile(folder / "一批.zip", "w") as archive:
        archive.writestr("项目.json", json.dumps([row], ensure_ascii=False))
        archive.write(LINE, LINE.name)
    return folder / "一批.zip"


@dataclass
class Tried:
    """What became of the forms: by kind, how often they were taken and what was wrong."""

    taken: Counter[str] = field(default_factory=Counter)
    refused: dict[str, str] = field(default_factory=dict)
    found: list[str] = field(default_factory=list)
    readers: dict[str, Reader] = field(default_factory=dict)
    late: list[tuple[str, str]] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)


# The counties and zones that were asked for their view; the units whose silence was read.
ASKED = "SELECT DISTINCT u.key FROM coordination_districtconsultation d JOIN people_unit u ON u.id = d.district_id"  # noqa: E501
SILENT = "SELECT DISTINCT u.key FROM coordination_task t JOIN people_unit u ON u.id = t.unit_id WHERE t.state = 'task.deemed_no_objection'"  # noqa: E501
STARTS = ("/", "/rounds/", "/reserve/", "/meetings/", "/administration/", "/administration/law/",
          "/supervision/", "/blueprint/", "/projects/", "/rounds/?group=results")  # fmt: skip


def entries_of(site) -> int:
    """How many entries the journal has."""
    with sqlite3.connect(f"file:{site.folder / 'lantu.sqlite3'}?mode=ro", uri=True) as database:
        return int(database.execute("SELECT count(*) FROM journal_entry").fetchone()[0])


def try_form(site, reader, path, form, button, kind, tried):
    """Send a form twice at once and once more, and note what it did."""
    given, files = filled(form, KNOWN.get(kind) or KNOWN.get(kind.split()[0], {}))
    if button[0]:
        given[button[0]] = button[1]
    where, before = target(path, form, button), entries_of(site)
    first, second = reader.send_twice(where, given, files)
    after = entries_of(site)
    third = reader.send(where, given, files)
    statuses = sorted((first.status, second.status))
    if max(*statuses, third.status) >= 500:
        tried.wrong.append(f"{kind}: {statuses}, {third.status} at {where}")
    if statuses[0] not in (302, 303):
        tried.refused.setdefault(kind, fault_of(first.words) or str(statuses))
        return
    if after == before and kind not in WITHOUT_ACT:
        # Refused in a sentence on the page that it leads to.
        tried.refused.setdefault(kind, "nothing was done")
        return
    tried.taken[kind] += 1
    tried.found.append(urlsplit(first.leads_to).path)
    if kind in WITHOUT_ACT:
        return
    if statuses[1] not in (302, 303) or first.leads_to != second.leads_to:
        said = fault_of(first.words) or fault_of(second.words)
        tried.wrong.append(f"{kind}: answers differ: {statuses} {said}")
    if after == before or entries_of(site) != after:
        tried.wrong.append(
            f"{kind}: {before} entries, {after} after two, {entries_of(site)} after three"
        )


def keys_of(site, query, part):
    """The logins of those whom a query of the demonstration finds."""
    with sqlite3.connect(f"file:{site.folder / 'lantu.sqlite3'}?mode=ro", uri=True) as database:
        return [f"{key}.{part}" for (key,) in database.execute(query)]


def fault_of(words: str) -> str:
    """What the summary of faults says."""
    found = re.search(r'class="[^"]*errors.*?</(?:div|section|ul)>', words, re.DOTALL)
    return re.sub(r"\s+|<[^>]+>", " ", found[0])[:200].strip() if found else ""


def crawl(site, login, patterns, tried, starts=STARTS, *, to_the_end=False):
    """Go through the site as somebody, and try every kind of form once."""
    if login not in tried.readers:
        tried.readers[login] = Reader(site.address, login, site.password(login))
    reader = tried.readers[login]
    seen: Counter[str] = Counter()
    known, waiting = set(), deque(starts)
    while waiting:
        path = waiting.popleft()
        name = place_of(urlsplit(path).path, patterns)
        # Files are not gone through: each would be printed or drawn for nobody.
        is_file = "." in path.rsplit("/", 1)[-1]
        if path in known or is_file or not name or seen[name] >= OFTEN.get(name.split()[0], SELDOM):
            continue
        known.add(path)
        seen[name] += 1
        answer = reader.get(path)
        if answer.status != 200 or "</main>" not in answer.words:
            continue
        page = Page(answer.words)
        waiting.extend(urljoin(path, link).split("#")[0] for link in page.links)
        for form in page.forms:
            for button in form.buttons[:3]:
                kind = place_of(target(path, form, button), patterns)
                kind = f"{kind} {button[1]}" if button[0] == "step" else kind
                if kind in ENDS and not to_the_end:
                    tried.late.append((login, path))
                elif not tried.taken[kind]:
                    try_form(site, reader, path, form, button, kind, tried)
                    for found in tried.found:
                        # What was done may have opened more on the page of its record.
                        again = {found, "/".join(found.split("/")[:3]) + "/"}
                        known -= again
                        waiting.extend(sorted(again))
                    tried.found.clear()
                    break


@pytest.fixture(scope="module")
def patterns():
    """The addresses of the site by name, as patterns."""
    from django.urls import get_resolver

    def walk(found, before=""):
        for one in found:
            words = before + str(one.pattern).lstrip("^")
            if hasattr(one, "url_patterns"):
                yield from walk(one.url_patterns, words)
            elif one.name and not words.startswith(("account/", "login", "logout")):
                yield one.name, re.compile("/" + re.sub(r"<\w+:(\w+)>", r"(?P<\1>[^/]+)", words))

    return dict(walk(get_resolver().url_patterns))


@pytest.mark.slow
def test_a_double_click_on_any_form_acts_once(site, patterns, tmp_path):
    tried = Tried()
    KNOWN["reserve_packages"] = {"file": a_package(tmp_path)}
    for login in READERS:
        crawl(site, login, patterns, tried)
    for login in (*keys_of(site, ASKED, "clerk"), *keys_of(site, SILENT, "signer")[:3], SUPERVISOR):
        crawl(site, login, patterns, tried)
    for login, path in tried.late:
        crawl(site, login, patterns, tried, [path], to_the_end=True)
    print(
        json.dumps(
            {"taken": sorted(tried.taken), "refused": tried.refused}, ensure_ascii=False, indent=1
        )
    )
    assert tried.wrong == [], "\n".join(tried.wrong)
    assert wanted(patterns) - set(tried.taken) == set()


def wanted(patterns):
    """Every form that there is: of each address, and of each act where it has several."""
    several = {
        "round_act": ROUND_ACTS,
        "reserve_act": RESERVE_ACTS,
        "project_act": PROJECT_ACTS,
        "administered_act": UNIT_ACTS,
        "propose": EDITION_FORMS,
        "edition": ("publish", "withdraw"),
        "answer_step": ("approve", "return", "sign"),
        "answer_correct": ("correct",),
        "task": ("draft", "submit"),
    }
    found = {f"{name} {verb}" for name, verbs in several.items() for verb in verbs}
    return (found | (set(patterns) - set(several) - READ_ONLY)) - set(ELSEWHERE)
