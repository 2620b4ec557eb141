"""Who may do what in coordination. Lead, sender and participants are data of the round."""

from typing import Any

from lantu.foundations.acts.actor import Actor
from lantu.foundations.acts.policy import is_system, permission, predicate
from lantu.foundations.people.models import Entitlement, Unit
from lantu.foundations.people.policy import entitled, is_joint_meeting_office, is_supervisor
from lantu.foundations.projects.models import Project
from lantu.systems.coordination.models import (
    Answer,
    DistrictConsultation,
    Divergence,
    MaterialRequest,
    Override,
    ReserveEntry,
    Round,
    Task,
)

is_registrar = entitled(Entitlement.REGISTRAR)
is_clerk = entitled(Entitlement.CLERK)
is_reviewer = entitled(Entitlement.REVIEWER)
is_signer = entitled(Entitlement.SIGNER)
is_officer = is_registrar | is_clerk | is_reviewer | is_signer


def task_of(subject: Any) -> Task | None:
    """Return the task that a record belongs to, or None."""
    if isinstance(subject, Task):
        return subject
    held = isinstance(subject, Answer | DistrictConsultation | MaterialRequest | Override)
    return subject.task if held else None


def round_of(subject: Any) -> Round | None:
    """Return the round that a record belongs to, or None."""
    if isinstance(subject, Round):
        return subject
    if isinstance(subject, Divergence):
        return subject.round
    task = task_of(subject)
    return task.round if task is not None else None


def project_of(subject: Any) -> Project | None:
    """Return the project that a record belongs to, or None."""
    if isinstance(subject, Project):
        return subject
    if isinstance(subject, ReserveEntry):
        return subject.project
    one = round_of(subject)
    return one.project if one is not None else None


@predicate
def is_lead(actor: Actor, subject: Any) -> bool:
    """The unit that leads the round."""
    one = round_of(subject)
    return one is not None and one.lead_id == actor.unit_id


@predicate
def is_asked(actor: Actor, subject: Any) -> bool:
    """The unit that the task asks."""
    task = task_of(subject)
    return task is not None and task.unit_id == actor.unit_id


@predicate
def is_initiator(actor: Actor, subject: Any) -> bool:
    """The unit that initiates the project."""
    project = project_of(subject)
    return project is not None and project.initiating_unit_id == actor.unit_id


@predicate
def is_sender(actor: Actor, subject: Any) -> bool:
    """The unit that pushes projects: of the round, or of the function today."""
    one = round_of(subject)
    if one is not None:
        return one.sender_id == actor.unit_id
    return actor.unit_id is not None and actor.unit_id == _sender_today()


@predicate
def leads_the_city(actor: Actor) -> bool:
    """The lead bureau, which registers letters and what it received for others."""
    return actor.unit_id is not None and actor.unit_id == _lead_today()


@predicate
def is_asked_district(actor: Actor, subject: Any) -> bool:
    """The county or zone that a unit asked."""
    return isinstance(subject, DistrictConsultation) and subject.district_id == actor.unit_id


@predicate
def is_own_unit(actor: Actor, subject: Any) -> bool:
    """A person of the very unit."""
    return isinstance(subject, Unit) and subject.id == actor.unit_id


@predicate
def is_responsible(actor: Actor, subject: Any) -> bool:
    """A person of the unit on which a session laid a decision."""
    responsible_id = getattr(subject, "responsible_id", None)
    return responsible_id is not None and responsible_id == actor.unit_id


def _sender_today() -> Any:
    from lantu.systems.coordination.obligations import sender_id

    return sender_id(_today())


def _lead_today() -> Any:
    from lantu.foundations.people.queries import responsible_unit

    return responsible_unit("natural_resources_planning", _today()).id


def _today() -> Any:
    from lantu.foundations.acts.clock import now
    from lantu.law.clock import day_of

    return day_of(now())


_initiating = is_clerk & is_initiator
_sending = is_clerk & is_sender
_leading_clerk = is_clerk & is_lead
_leading_signer = is_signer & is_lead

PERMISSIONS = {
    "reserve.enter": _initiating,
    "reserve.judge_mature": _sending,
    "reserve.withdraw": _initiating,
    "reserve.open_approval": _sending,
    "package.take_in": _sending | (is_registrar & leads_the_city),
    "round.receive": _sending | (is_registrar & leads_the_city),
    "round.return_once": _leading_clerk,
    "round.complete": _sending | (is_registrar & is_lead),
    "round.start_check": _leading_clerk,
    "round.set_conformity": _leading_clerk,
    "round.correct_red_line": _leading_clerk,
    "round.dispatch": _leading_signer,
    "round.add_unit": _leading_clerk,
    "round.drop_unit": _leading_clerk,
    "round.change_line": _leading_clerk,
    "round.remind": _leading_clerk,
    "round.find_divergence": _leading_clerk,
    "round.mediate": _leading_clerk,
    "divergence.settle": _leading_clerk,
    "round.settle": _leading_clerk,
    "round.issue": _leading_signer,
    "round.serve": is_system,
    "round.push": _leading_clerk,
    "round.return_to_reserve": _initiating,
    "round.adjust": _initiating,
    "advice.handle": _initiating,
    "round.initiate_again": _initiating,
    "round.give_up": _initiating,
    "round.suspend": _leading_signer,
    "round.resume": _leading_signer,
    "round.withdraw": _initiating,
    "task.confirm_delivery": is_system,
    "task.report_lost": _leading_clerk | is_supervisor,
    "task.deliver_anew": is_supervisor,
    "answer.draft": is_clerk & is_asked,
    "answer.submit": is_clerk & is_asked,
    "answer.approve": is_reviewer & is_asked,
    "answer.return": (is_reviewer | is_signer) & is_asked,
    "answer.sign": is_signer & is_asked,
    "answer.sign_in_bulk": is_signer & is_asked,
    "answer.correct": is_signer & is_asked,
    "answer.register": is_registrar & is_lead,
    "answer.confirm": is_registrar & is_lead,
    "task.consult_district": is_clerk & is_asked,
    "task.hear_district": (is_clerk & is_asked) | (is_officer & is_asked_district),
    "task.request_material": is_clerk & is_asked,
    "task.answer_material": _leading_clerk,
    "override.request": is_signer & is_asked,
    "override.decide": is_supervisor,
    "session.convene": is_joint_meeting_office,
    "session.remind": is_system,
    "session.put_on_agenda": is_joint_meeting_office,
    "session.sign_in": is_joint_meeting_office,
    "session.hold": is_joint_meeting_office,
    "session.decide": is_joint_meeting_office,
    "session.issue_minutes": is_joint_meeting_office,
    "session.carry_out": is_officer & is_responsible,
    "scheme.submit": is_clerk & is_own_unit,
}
for _verb, _allowed in PERMISSIONS.items():
    permission(f"coordination.{_verb}", _allowed)
