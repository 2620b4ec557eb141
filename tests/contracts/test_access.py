"""The matrix of persons, acts and relations, asked whole and compared with what was said apart."""

from pathlib import Path

import pytest
import yaml

from lantu.foundations.acts.actor import ANYONE, CLOCK, SYSTEM
from lantu.foundations.acts.policy import may, permissions
from lantu.foundations.deliveries.models import Message
from lantu.foundations.documents.models import Document
from lantu.foundations.duties.models import Duty
from lantu.systems.coordination.actions import districts
from lantu.systems.coordination.models import (
    AgendaItem,
    Answer,
    Divergence,
    Override,
    ReserveEntry,
    Session,
)
from tests.systems.coordination.conftest import (  # noqa: F401
    mail_folder,
    mail_server,
    story,
    town,
)
from tests.town import INITIATOR, LEAD, OFFICES, PERSONS, SENDER

CASES = Path(__file__).parent.parent / "cases" / "access.yaml"
RELATIONS = {
    LEAD: "lead",
    SENDER: "sender",
    "forestry": "asked",
    "health": "other",
    INITIATOR: "initiator",
    "stranger_company": "stranger",
    "zhongmou": "district",
    "functions_transformation": "supervising",
    "big_data": "platform",
}
# Acts whose permission hangs on a record; all others are asked without one.
SUBJECTS = {
    "coordination.reserve": "entry",
    "coordination.round": "round",
    "coordination.advice": "round",
    "coordination.task": "task",
    "coordination.answer": "answer",
    "coordination.override": "override",
    "coordination.divergence": "divergence",
    "coordination.session": "session",
}
SINGLE = {
    "coordination.round.receive": "entry",
    "coordination.task.hear_district": "consultation",
    "coordination.session.carry_out": "item",
    "duties.duty.pass_on": "duty",
}


@pytest.fixture
def subjects(story):  # noqa: F811
    story.dispatch()
    task = story.task("forestry")
    asked = districts.consult_district(
        story.town.ask("forestry", "clerk"),
        task_id=task.id,
        district_id=story.town.unit("zhongmou").id,
    )
    return {
        "entry": ReserveEntry.objects.get(),
        "round": story.round,
        "task": task,
        "answer": Answer(task=task),
        "override": Override(task=task),
        "divergence": Divergence(round=story.round, task=task),
        "session": Session(),
        "item": AgendaItem(responsible_id=task.unit_id),
        "consultation": asked,
        "duty": Duty(unit_id=task.unit_id),
    }


def allowed():
    said = {}
    for case in yaml.safe_load(CASES.read_text("utf-8")):
        for verb in case["may"]:
            said.setdefault(verb, set()).update(case["who"])
    return said


def everybody(town):  # noqa: F811
    yield from (("system", SYSTEM), ("clock", CLOCK), ("anyone", ANYONE))
    for unit, relation in RELATIONS.items():
        office = OFFICES.get(unit, ("", ""))[0]
        for person in filter(None, (*PERSONS, office)):
            yield f"{person}@{relation}", town.actor(unit, person)


def subject_of(verb, subjects):
    name = SINGLE.get(verb) or SUBJECTS.get(".".join(verb.split(".")[:2]))
    return subjects[name] if name else None


@pytest.mark.requirement("D1-25", "D1-49", "D1-71")
def test_everybody_may_do_what_was_said_and_nothing_else(story, subjects):  # noqa: F811
    persons = list(everybody(story.town))
    said, wrong = allowed(), []
    for verb in said:
        subject = subject_of(verb, subjects)
        found = {name for name, actor in persons if may(actor, verb, subject)}
        if found != said[verb]:
            wrong.append((verb, sorted(found ^ said[verb])))
    assert wrong == []
    assert len(persons) * len(said) > 3000


def test_every_act_of_coordination_and_of_duties_was_said():
    named = allowed()
    missing = [verb for verb in permissions() if verb.startswith(("coordination.", "duties."))]
    assert [verb for verb in missing if verb not in named and verb not in ELSEWHERE] == []


# Said by tests of their own: reading, and a unit's own scheme.
ELSEWHERE = {"coordination.scheme.submit"}


def test_a_record_of_another_kind_opens_no_door(story):  # noqa: F811
    story.dispatch()
    strangers = (Message.objects.first(), Duty.objects.first(), Document(), None, "round")
    signer = story.town.actor(LEAD, "signer")
    assert not any(may(signer, "coordination.round.issue", subject) for subject in strangers)
