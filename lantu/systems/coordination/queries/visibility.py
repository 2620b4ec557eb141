"""Who sees which opinions of a round: others' only after one's own, project units none but the end.

State security's answer (D1-C10) shows its result alone to everybody else.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import shapely
from django.db.models import Q, QuerySet
from shapely.geometry.base import BaseGeometry

from lantu.foundations.acts.clock import now
from lantu.foundations.documents.models import Document
from lantu.foundations.people.models import Standing, Unit
from lantu.foundations.people.queries import responsible_unit
from lantu.foundations.projects.models import Project
from lantu.law.clock import day_of
from lantu.law.coordination.flow import Answer as AnswerStates
from lantu.law.coordination.flow import Task as TaskStates
from lantu.systems.coordination.matrix import RESTRICTED, asked_tasks, standing_answer
from lantu.systems.coordination.models import (
    Answer,
    OverallOpinion,
    Paper,
    PaperKind,
    Round,
    Task,
)
from lantu.systems.coordination.obligations import sender_id
from lantu.systems.coordination.queries.sessions import visible_sessions


@dataclass(frozen=True, slots=True)
class Seen:
    """What one unit sees of another's task; nothing of the answer where it may not."""

    unit: str
    row: str
    state: str
    result: str
    content: dict[str, Any]


def visible_rounds(viewer: Unit) -> QuerySet[Round]:
    """Return the rounds that a unit takes part in; the supervising division sees all (D0-06)."""
    if viewer.standing == Standing.SUPERVISOR:
        return Round.objects.all()
    asked = Task.objects.filter(unit=viewer).exclude(state=TaskStates.DROPPED).values("round_id")
    forwarded = Task.objects.filter(consultations__district=viewer).values("round_id")
    party = Q(lead=viewer) | Q(sender=viewer) | Q(project__initiating_unit=viewer)
    return Round.objects.filter(party | Q(id__in=asked) | Q(id__in=forwarded))


def visible_tasks(viewer: Unit) -> QuerySet[Task]:
    """Return the tasks whose inside a unit sees: those it is asked, and those it leads."""
    running = Task.objects.exclude(state=TaskStates.DROPPED)
    if viewer.standing == Standing.SUPERVISOR:
        return running
    return running.filter(Q(unit=viewer) | Q(round__lead=viewer))


def visible_projects(viewer: Unit, on: date) -> QuerySet[Project]:
    """Return the projects that a unit finds: its own, those it takes part in or was asked about.

    Who supervises, pushes projects or leads on that day finds all of them.
    """
    living = Project.objects.filter(merged_into__isnull=True)
    everywhere = {sender_id(on), responsible_unit("natural_resources_planning", on).id}
    if viewer.standing == Standing.SUPERVISOR or viewer.id in everywhere:
        return living
    taking_part = viewer.participations.filter(from_on__lte=on).exclude(until_on__lt=on)
    return living.filter(
        Q(initiating_unit=viewer)
        | Q(id__in=taking_part.values("project_id"))
        | Q(id__in=visible_rounds(viewer).values("project_id"))
    )


def visible_documents(viewer: Unit) -> QuerySet[Document]:
    """Return the documents that a unit may read.

    Overall opinions: who takes part in the round, the lead from their issue on and others once
    they are fed back; certificates of silence, letters and opinion forms: the lead and the unit
    concerned; sheets of facts: who sees the round; minutes: who sees the session.
    """
    opinions, certified, papers = (
        OverallOpinion.objects.all(),
        Task.objects.filter(certificate__isnull=False),
        Paper.objects.all(),
    )
    if viewer.standing != Standing.SUPERVISOR:
        asked = Task.objects.filter(unit=viewer).exclude(state=TaskStates.DROPPED)
        party = Q(round__lead=viewer) | Q(round__sender=viewer)
        party |= Q(round__project__initiating_unit=viewer) | Q(
            round_id__in=asked.values("round_id")
        )
        fed_back = Q(served_at__isnull=False) | Q(round__lead=viewer)
        opinions = opinions.filter(party & fed_back)
        certified = certified.filter(Q(unit=viewer) | Q(round__lead=viewer))
        papers = papers.filter(_may_read_paper(viewer))
    return Document.objects.filter(
        Q(id__in=opinions.values("document_id"))
        | Q(id__in=certified.values("certificate_id"))
        | Q(id__in=papers.values("document_id"))
    )


def _may_read_paper(viewer: Unit) -> Q:
    inside = Q(kind__in=(PaperKind.LETTER, PaperKind.OPINION_FORM))
    sessions = visible_sessions(viewer, day_of(now())).values("id")
    return (
        inside & Q(task_id__in=visible_tasks(viewer).values("id"))
        | Q(kind=PaperKind.INFORMATION, round_id__in=visible_rounds(viewer).values("id"))
        | Q(kind=PaperKind.MINUTES, session_id__in=sessions)
    )


def documents_of(project_id: UUID, viewer: Unit) -> QuerySet[Document]:
    """Return the results of a project that a unit may read, newest first: no letters, no forms."""
    issued = OverallOpinion.objects.filter(round__project_id=project_id)
    certified = Task.objects.filter(round__project_id=project_id, certificate__isnull=False)
    own = Q(id__in=issued.values("document_id")) | Q(id__in=certified.values("certificate_id"))
    return visible_documents(viewer).filter(own).order_by("-issued_at", "number")


def opinions_seen(one: Round, viewer_id: UUID) -> list[Seen]:
    """Return what a unit sees of the opinions in a round, in the order of annex two.

    The lead sees all, a unit its own and, once it answered, the others'; the initiating unit, and
    whoever takes no part, sees none.
    """
    return [
        _seen(task, viewer_id)
        for task in asked_tasks(one)
        if viewer_id in (one.lead_id, task.unit_id) or has_answered(one, viewer_id)
    ]


def has_answered(one: Round, unit_id: UUID) -> bool:
    """Return whether a unit signed its answers in a round, late ones included."""
    tasks = one.tasks.filter(unit_id=unit_id).exclude(state=TaskStates.DROPPED)
    signed = Answer.objects.filter(task__in=tasks, state=AnswerStates.SIGNED)
    answered = signed.values_list("task_id", flat=True).distinct().count()
    return 0 < tasks.count() == answered


def overall_seen(one: Round, viewer_id: UUID) -> OverallOpinion | None:
    """Return the overall opinion where a unit may see it: all who take part, once it is fed back.

    The lead sees it from its issue on.
    """
    parties = {one.lead_id, one.sender_id, one.project.initiating_unit_id}
    asked = one.tasks.filter(unit_id=viewer_id).exclude(state=TaskStates.DROPPED)
    if viewer_id not in parties and not asked.exists():
        return None
    issued = OverallOpinion.objects.filter(round=one)
    if viewer_id != one.lead_id:
        issued = issued.filter(served_at__isnull=False)
    return issued.first()


def content_seen(answer: Answer, viewer_id: UUID) -> dict[str, Any]:
    """Return the content of an answer as a unit sees it."""
    task = answer.task
    if task.unit_id == viewer_id or task.row not in RESTRICTED:
        return dict(answer.content)
    return {}


def _seen(task: Task, viewer_id: UUID) -> Seen:
    answer = standing_answer(task)
    return Seen(
        unit=task.unit.name,
        row=task.row,
        state=task.state,
        result=answer.result if answer is not None else "",
        content=content_seen(answer, viewer_id) if answer is not None else {},
    )


@dataclass(frozen=True, slots=True)
class SeenArea:
    """Ground that a unit objects to, drawn in its answer, in the CRS of the red line."""

    unit: str
    result: str
    geometry: BaseGeometry


def sees_round(one: Round, unit: Unit) -> bool:
    """Return whether a unit may look at a round at all: who takes part in it, and who supervises.

    Args:
        one: the round.
        unit: who looks.
    """
    if unit.standing in (Standing.SUPERVISOR, Standing.GOVERNMENT):
        return True
    parties = {one.lead_id, one.sender_id, one.project.initiating_unit_id}
    asked = one.tasks.filter(unit_id=unit.id).exclude(state=TaskStates.DROPPED)
    return unit.id in parties or asked.exists()


def area_is_seen(task: Task, viewer_id: UUID) -> bool:
    """Return whether the area of a seen answer may be shown too: some rows keep it to the unit."""
    return task.row not in RESTRICTED or task.unit_id == viewer_id


def areas_seen(one: Round, viewer_id: UUID) -> list[SeenArea]:
    """Return the areas objected to in a round, as far as a unit may see the answers."""
    found = []
    for task in asked_tasks(one):
        if viewer_id not in (one.lead_id, task.unit_id) and not has_answered(one, viewer_id):
            continue
        answer = standing_answer(task)
        seen = area_is_seen(task, viewer_id)
        if answer is not None and answer.area is not None and seen:
            area = shapely.from_wkb(bytes(answer.area))
            found.append(SeenArea(task.unit.name, answer.result, area))
    return found


def reads_opinions(document: Document, viewer: Unit) -> bool:
    """Return whether a unit may read the units' opinions that a document holds.

    The lead, the supervisor, and who has answered; the initiating unit reads the result alone.
    """
    if document.unit_id == viewer.id or viewer.standing == Standing.SUPERVISOR:
        return True
    opinion = OverallOpinion.objects.filter(document=document).select_related("round").first()
    return opinion is None or has_answered(opinion.round, viewer.id)
