"""Who may do what to project files."""

from typing import Any

from lantu.foundations.acts.actor import Actor
from lantu.foundations.acts.clock import now
from lantu.foundations.acts.policy import Predicate, is_system, permission, predicate
from lantu.foundations.people.models import Entitlement
from lantu.foundations.people.policy import (
    entitled,
    is_content_administrator,
    is_platform_administrator,
)
from lantu.foundations.projects.models import Project
from lantu.foundations.projects.queries import capacities, takes_part
from lantu.law.clock import day_of
from lantu.law.flow import Capacity

is_clerk = entitled(Entitlement.CLERK)


def project_of(subject: Any) -> Any:
    """Return the key of the project that a record is about, or None."""
    if isinstance(subject, Project):
        return subject.id
    for path in ("project_id", "round.project_id", "task.round.project_id", "answer.task.round.project_id"):  # noqa: E501 # fmt: skip
        found = subject
        for name in path.split("."):
            found = getattr(found, name, None)
        if found is not None:
            return found
    return None


def has_capacity(capacity: Capacity) -> Predicate:
    """Return the predicate of taking part in the record's project in a capacity today."""

    def takes_part_so(actor: Actor, subject: Any) -> bool:
        project_id = project_of(subject)
        if project_id is None or actor.unit_id is None:
            return False
        return capacity in capacities(actor.unit_id, project_id, day_of(now()))

    takes_part_so.__name__ = f"is_{capacity.name.lower()}_of_project"
    takes_part_so.__doc__ = f"A unit that takes part in the project as {capacity}."
    return predicate(takes_part_so)


@predicate
def is_of_initiating_unit(actor: Actor, subject: Any) -> bool:
    """A person of the unit that initiates the project."""
    project = subject if isinstance(subject, Project) else getattr(subject, "project", None)
    initiating = getattr(project, "initiating_unit_id", None)
    return initiating is not None and initiating == actor.unit_id


@predicate
def is_participant(actor: Actor, subject: Any) -> bool:
    """A person of any unit that takes part in the project."""
    project_id = project_of(subject)
    return project_id is not None and takes_part(actor, project_id, day_of(now()))


permission("projects.project.register", is_system | is_clerk)
_taking_part = is_system | (is_clerk & (is_of_initiating_unit | is_participant))
for _verb in ("project.describe", "project.state_unclassified", "footprint.enter"):
    permission(f"projects.{_verb}", _taking_part)
# What a project is called in every system is not a matter for each unit that is asked about it.
_keeping = is_of_initiating_unit | has_capacity(Capacity.SENDER) | has_capacity(Capacity.LEAD)
for _verb in ("rename", "give_code", "merge"):
    permission(f"projects.project.{_verb}", is_system | (is_clerk & _keeping))
permission("projects.participant.add", is_system)
permission("projects.zone.draw", is_system | is_content_administrator)
permission("projects.spill.purge", is_system | is_platform_administrator)
