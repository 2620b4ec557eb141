"""What is not yours is not there: every address of the site, asked with another's object.

For who takes no part, and for who has not logged in, an object that exists and one that does not
are answered alike, and nothing is written.
"""

import re
import sqlite3
from uuid import UUID, uuid4

import pytest

from lantu.web.administration.acts import ACTS as UNIT_ACTS
from lantu.web.administration.editions import FORMS as EDITION_FORMS
from lantu.web.coordination.acts import ACTS as ROUND_ACTS
from lantu.web.projects.acts import ACTS as PROJECT_ACTS
from lantu.web.reserve.acts import ACTS as RESERVE_ACTS
from tests.web.forms_on_pages import Anybody, Page, Reader, filled
from tests.web.pages import LEAD
from tests.web.test_every_form import LINE, SKETCH, entries_of, patterns  # noqa: F401

# The garrison is asked about nothing in the demonstration; the other initiates projects.
STRANGERS = ("garrison.clerk", "city_investment.clerk")
FOREIGN = "project_id IN (SELECT p.id FROM projects_project p JOIN people_unit u ON u.id = p.initiating_unit_id WHERE u.key <> 'city_investment') AND project_id NOT IN (SELECT n.project_id FROM projects_participation n JOIN people_unit u ON u.id = n.unit_id WHERE u.key IN ('city_investment', 'garrison'))"  # noqa: E501
ROUNDS = f"(SELECT id FROM coordination_round WHERE {FOREIGN})"
TASKS = f"(SELECT id FROM coordination_task WHERE round_id IN {ROUNDS})"
OBJECTS = {
    "project_id": f"SELECT project_id FROM coordination_round WHERE id IN {ROUNDS}",
    "round_id": f"SELECT id FROM coordination_round WHERE id IN {ROUNDS} AND check_record_id IS NOT NULL",  # noqa: E501
    "task_id": f"SELECT task_id FROM coordination_answer WHERE task_id IN {TASKS}",
    "answer_id": f"SELECT id FROM coordination_answer WHERE task_id IN {TASKS} AND signed_by_id IS NOT NULL",  # noqa: E501
    "request_id": f"SELECT id FROM coordination_materialrequest WHERE task_id IN {TASKS}",
    "consultation_id": f"SELECT id FROM coordination_districtconsultation WHERE task_id IN {TASKS}",
    "divergence_id": f"SELECT id FROM coordination_divergence WHERE round_id IN {ROUNDS}",
    "document_id": f"SELECT document_id FROM coordination_overallopinion WHERE round_id IN {ROUNDS}",  # noqa: E501
    "duty_id": f"SELECT id FROM duties_duty WHERE state = 'duty.open' AND {FOREIGN}",
    "footprint_id": f"SELECT id FROM projects_footprint WHERE {FOREIGN}",
    "unit_id": "SELECT id FROM people_unit WHERE key = 'forestry'",
    "session_id": "SELECT id FROM coordination_session WHERE id NOT IN (SELECT a.session_id FROM coordination_attendance a JOIN people_unit u ON u.id = a.unit_id WHERE u.key = 'city_investment')",  # noqa: E501
    "item_id": "SELECT id FROM coordination_agendaitem",
}
# Everything else that stands in an address.
VALUES = {
    "verb": (),
    "step": ("approve", "return", "sign"),
    "kind": tuple(EDITION_FORMS),
    "form": ("pdf", "docx", "txt", "dxf"),
    "paper": ("A3", "A4"),
    "number": ("1",),
}
VERBS = {"round_act": ROUND_ACTS, "reserve_act": RESERVE_ACTS, "administered_act": UNIT_ACTS,
         "project_act": PROJECT_ACTS}  # fmt: skip
# Open to whoever is logged in, and why.
OPEN = {
    "workbench": "one's own duties", "messages": "one's own messages", "guide": "how to begin",
    "rounds": "lists what one takes part in", "projects": "lists what one may find",
    "reserve": "lists what one may find", "reserve_new": "whoever initiates enters a project",
    "search": "finds what one may see", "meetings": "lists what one sees",
    "reserve_packages": "hands out what one may see", "reserve_results": "of what one may see",
    "administration": "shows what one may look after", "bulk": "one's own tasks",
    "urge": "those who owe oneself an answer", "atlas": "layers as far as one may see them",
    "atlas_point": "layers as far as one may see them", "ground": "the ground of the map",
    "compare": "layers as far as one may see them", "bring_check": "a check for oneself",
    "administered_functions": "who is responsible for what", "administered_calendar": "days",
    "administered_law": "the law in force", "administered_layers": "who sees what of a layer",
    "demo_mails": "the mails of a demonstration", "proof": "who one is", "account": "one's own",
    "meeting_agenda": "a form that lists only what one may name",
    "supervision": "for those who supervise, and refuses others by itself",
}  # fmt: skip
# The garrison sits in the joint meeting.
SEATED = {("garrison.clerk", "meeting"), ("garrison.clerk", "minutes")}
# Open to everybody.
PUBLIC = {"verify", "verified"}
OF_THE_DOOR = re.compile("account|mfa|openid|socialaccount|proof")


@pytest.fixture(scope="module")
def objects(site):
    """An object of each kind that is none of the strangers' business."""
    with sqlite3.connect(f"file:{site.folder / 'lantu.sqlite3'}?mode=ro", uri=True) as database:
        rows = {name: database.execute(query).fetchone() for name, query in OBJECTS.items()}
    absent = [name for name, row in rows.items() if row is None]
    assert absent == []
    found = {name: str(UUID(row[0])) for name, row in rows.items()}
    lead = Reader(site.address, f"{LEAD}.registrar", site.password(f"{LEAD}.registrar"))
    opinion = found["document_id"]
    sealed = sent(lead, f"/documents/{opinion}/seal/", f"/documents/{opinion}/")
    found["copy_id"] = re.search(r"/sealed/([-0-9a-f]{36})/", sealed)[1]
    drawn = brought(lead, "/blueprint/", "/blueprint/checks/", {"file": LINE, "text": ""})
    found["draft_id"] = re.search(r"/checks/([-0-9a-f]{36})/", drawn)[1]
    initiator, project = own_project(site)
    login = f"{initiator}.clerk"
    reader = Reader(site.address, login, site.password(login))
    sketch = f"/reserve/{project}/sketch/"
    traced = brought(reader, sketch, sketch, {"scan": SKETCH})
    found["scan_id"] = re.search(r"/sketch/([-0-9a-f]{36})/", traced)[1]
    return found


def own_project(site):
    """The unit and the project of a reserve entry that still may be described anew."""
    query = "SELECT u.key, p.id FROM coordination_reserveentry e JOIN projects_project p ON p.id = e.project_id JOIN people_unit u ON u.id = p.initiating_unit_id WHERE e.state = 'reserve.in_reserve' AND u.key <> 'city_investment'"  # noqa: E501
    with sqlite3.connect(f"file:{site.folder / 'lantu.sqlite3'}?mode=ro", uri=True) as database:
        key, project = database.execute(query).fetchone()
    return key, UUID(project)


def brought(reader, page, target, known):
    """Send the form of a page that goes to a target; return where it leads."""
    forms = Page(reader.get(page).words).forms
    form = next(one for one in forms if one.action in (target, "") and one.buttons)
    given, files = filled(form, known)
    answer = reader.send(target, given, files)
    assert answer.status == 302, answer.words
    return answer.leads_to


def sent(reader, page, then):
    """Send the form of a page, and return the words of the page after it."""
    brought(reader, page, page, {})
    return reader.get(then).words


def addresses(patterns, found):  # noqa: F811
    """Every address with an object in it: its name, and as a template of the object."""
    for name, pattern in patterns.items():
        shape = re.sub(r"\(\?P<(\w+)>[^)]*\)", r"{\1}", pattern.pattern)
        parts = re.findall(r"{(\w+)}", shape)
        named = [part for part in parts if part in found or part.endswith("_id")]
        rest = [part for part in parts if part not in named]
        choices = [VERBS.get(name) or VALUES.get(part, ("x",)) for part in rest[:1]] or [("",)]
        for choice in choices[0]:
            yield name, shape.replace("\\", ""), named, dict.fromkeys(rest, choice)


def made(shape, named, rest, found):
    """Fill in an address: with the objects, or with ids that never were."""
    return shape.format(**rest, **{part: found.get(part) or uuid4() for part in named})


def plain(words):
    """The words of an answer without what differs every time."""
    words = re.sub(r"[-0-9a-f]{36}|[0-9a-f]{32}", "", words)
    return re.sub(r'(nonce|value|content|href|action)="[^"]*"', "", words)


@pytest.mark.slow
def test_another_units_object_is_answered_like_one_that_never_was(site, patterns, objects):  # noqa: F811
    strangers = [Reader(site.address, login, site.password(login)) for login in STRANGERS]
    before, wrong, tried = entries_of(site), [], 0
    for name, shape, named, rest in addresses(patterns, objects):
        if name in OPEN or name in PUBLIC or OF_THE_DOOR.match(name):
            continue
        theirs, nobodys = made(shape, named, rest, objects), made(shape, named, rest, {})
        for stranger, login in zip(strangers, STRANGERS, strict=True):
            if (login, name) in SEATED:
                continue
            given = {"csrfmiddlewaretoken": stranger.token, "act_key": str(uuid4())}
            for ask in (stranger.get, lambda path, who=stranger, of=given: who.send(path, of, {})):
                first, second = ask(theirs), ask(nobodys)
                tried += 1
                if first.status not in (404, 405):
                    wrong.append(f"{name}: {first.status} for {login} at {theirs}")
                elif named and (first.status, plain(first.words)) != (
                    second.status, plain(second.words)
                ):  # fmt: skip
                    wrong.append(f"{name}: told apart, {first.status} and {second.status}")
    assert wrong == [], "\n".join(wrong)
    assert entries_of(site) == before
    assert tried > 300


@pytest.mark.slow
def test_who_has_not_logged_in_is_led_to_the_door_from_everywhere(site, patterns, objects):  # noqa: F811
    nobody, wrong = Anybody(site.address), []
    nobody.get("/login/")
    before = entries_of(site)
    for name, shape, named, rest in addresses(patterns, objects):
        if name in PUBLIC or OF_THE_DOOR.match(name):
            continue
        path = made(shape, named, rest, objects)
        given = {"csrfmiddlewaretoken": nobody.token, "act_key": str(uuid4())}
        for answer in (nobody.get(path), nobody.send(path, given, {})):
            if answer.status != 302 or not answer.leads_to.startswith("/login/?next="):
                wrong.append(f"{name}: {answer.status} {answer.leads_to} at {path}")
    assert wrong == [], "\n".join(wrong)
    assert entries_of(site) == before


def test_what_is_open_is_named_with_its_reason_and_nothing_is_named_that_is_not_there(patterns):  # noqa: F811
    assert set(OPEN) - set(patterns) - {"account", "proof"} == set()
