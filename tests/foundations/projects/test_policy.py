from types import SimpleNamespace

from lantu.foundations.acts.actor import SYSTEM
from lantu.foundations.acts.gate import Request
from lantu.foundations.acts.policy import may
from lantu.foundations.projects.actions import add_participant
from lantu.foundations.projects.policy import (
    has_capacity,
    is_of_initiating_unit,
    is_participant,
    project_of,
)
from lantu.law.flow import Capacity
from tests.town import INITIATOR, a_project

DESCRIBE = "projects.project.describe"


def test_a_project_is_described_by_clerks_of_those_who_take_part(town):
    project = a_project(town)
    assert may(town.actor(INITIATOR, "clerk"), DESCRIBE, project)
    assert not may(town.actor(INITIATOR, "signer"), DESCRIBE, project)
    assert not may(town.actor("forestry", "clerk"), DESCRIBE, project)
    facts = {"project": project, "unit": town.unit("forestry"), "capacity": Capacity.PARTICIPANT}
    add_participant(Request(SYSTEM), **facts)
    assert may(town.actor("forestry", "clerk"), DESCRIBE, project)


def test_a_capacity_is_held_in_the_project_it_was_given_in(town):
    project, other = a_project(town), a_project(town, "滨河医院")
    add_participant(
        Request(SYSTEM),
        project=other,
        unit=town.unit("forestry"),
        capacity=Capacity.PARTICIPANT,
    )
    forestry = town.actor("forestry", "clerk")
    asked = has_capacity(Capacity.PARTICIPANT)
    assert asked.test(forestry, other)
    assert not asked.test(forestry, project)
    assert not has_capacity(Capacity.LEAD).test(forestry, other)
    assert not asked.test(SYSTEM, other)
    assert is_participant.test(forestry, other)
    assert is_of_initiating_unit.test(town.actor(INITIATOR, "signer"), project)
    assert not is_of_initiating_unit.test(forestry, project)


def test_the_project_of_a_record_is_found_through_round_task_and_answer():
    held = SimpleNamespace(project_id="the project")
    task = SimpleNamespace(round=held)
    for subject in (held, task, SimpleNamespace(task=task),
                    SimpleNamespace(answer=SimpleNamespace(task=task))):  # fmt: skip
        assert project_of(subject) == "the project"
    assert project_of(None) is None
