"""Papers as files, for whoever may read what they are made of."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.http import content_disposition_header

from lantu.foundations.acts.clock import now
from lantu.foundations.documents.models import Document
from lantu.foundations.lawbook.queries import known_on
from lantu.foundations.people.models import Standing
from lantu.foundations.people.queries import responsible_unit
from lantu.law.blueprint.catalogue import LEAD
from lantu.law.clock import day_of
from lantu.law.coordination.flow import Answer as AnswerStates
from lantu.systems.blueprint.papers import ROOM_MM, sheet_pdf
from lantu.systems.blueprint.visibility import seen_by
from lantu.systems.coordination import papers
from lantu.systems.coordination.models import Answer, PaperKind, Round
from lantu.systems.coordination.queries.papers import (
    information_of,
    letter_of,
    minutes_of,
    opinion_form_of,
)
from lantu.systems.coordination.queries.visibility import (
    areas_seen,
    reads_opinions,
    visible_documents,
    visible_tasks,
)
from lantu.systems.coordination.records import information_record, minutes_record
from lantu.web.coordination.rounds import round_seen
from lantu.web.coordination.tasks import task_seen
from lantu.web.meetings.pages import session_seen
from lantu.web.shell.asking import unit_of
from lantu.web.shell.refusals import missing

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def document(request: HttpRequest, document_id: UUID) -> HttpResponse:
    """Return an issued document as PDF."""
    unit = unit_of(request)
    found = visible_documents(unit).filter(id=document_id).first()
    if found is None or found.kind not in papers.TEMPLATES:
        raise missing(Document)
    made = papers.document_pdf(found, whole=reads_opinions(found, unit))
    return _file(made, PDF, f"{found.number}.pdf")


def matrix(request: HttpRequest, document_id: UUID, form: str) -> HttpResponse:
    """Return the opinion matrix of an overall opinion to who may read the units' opinions."""
    unit = unit_of(request)
    found = visible_documents(unit).filter(id=document_id, kind=papers.OVERALL_OPINION).first()
    if found is None or not reads_opinions(found, unit) or form not in ("pdf", "docx"):
        raise missing(Document)
    name = f"{found.content['project']}-意见汇总表-{day_of(found.issued_at):%Y%m%d}"
    if form == "docx":
        return _file(papers.matrix_docx(found), DOCX, f"{name}.docx")
    return _file(papers.matrix_pdf(found), PDF, f"{name}.pdf")


def letter(request: HttpRequest, task_id: UUID, form: str) -> HttpResponse:
    """Return a unit's letter, as PDF or as a draft to edit."""
    task = task_seen(request, task_id)
    name = f"空间协同函（{task.unit.name}）{task.round.project.name}"
    return _issued(letter_of(task), form, name)


def opinion_form(request: HttpRequest, answer_id: UUID, form: str) -> HttpResponse:
    """Return a signed opinion, as PDF or as a form to edit."""
    seen = visible_tasks(unit_of(request))
    signed = (AnswerStates.SIGNED, AnswerStates.REPLACED)
    found = Answer.objects.filter(id=answer_id, task__in=seen, state__in=signed)
    answer = found.select_related("task__unit").first()
    if answer is None:
        raise missing(Answer)
    return _issued(opinion_form_of(answer), form, f"意见表（{answer.task.unit.name}）")


def information(request: HttpRequest, round_id: UUID, form: str) -> HttpResponse:
    """Return the information sheet of a project: as it went out, or as it stands before."""
    one = round_seen(request, round_id)
    name, issued = f"{one.project.name}项目信息表", information_of(one)
    if issued is not None:
        return _issued(issued, form, name)
    content = information_record(one)
    return _draft(PaperKind.INFORMATION, content, form, name, one.lead.name)


def document_draft(request: HttpRequest, document_id: UUID) -> HttpResponse:
    """Return a document as a draft to be signed and sealed, to the unit that issued it."""
    found = Document.objects.filter(id=document_id, unit=unit_of(request)).first()
    if found is None:
        raise missing(Document)
    return _issued(found, "docx", found.number)


def working_matrix(request: HttpRequest, round_id: UUID) -> HttpResponse:
    """Return how the opinions of a round stand, to who may read all of them."""
    one, unit = round_seen(request, round_id), unit_of(request)
    if one.lead_id != unit.id and unit.standing != Standing.SUPERVISOR:
        raise missing(Round)
    made = papers.working_matrix_pdf(one, day_of(now()))
    return _file(made, PDF, f"意见汇总表（{one.project.name}）.pdf")


def minutes(request: HttpRequest, session_id: UUID, form: str) -> HttpResponse:
    """Return the minutes of a session that the unit sees: as issued, or as they stand before."""
    session = session_seen(request, session_id)
    name, issued = f"{session.topic}会议纪要", minutes_of(session)
    if issued is not None:
        return _issued(issued, form, name)
    office = responsible_unit(LEAD, session.held_on or session.planned_on)
    return _draft(PaperKind.MINUTES, minutes_record(session), form, name, office.name)


def sheet(request: HttpRequest, round_id: UUID, paper: str) -> HttpResponse:
    """Return red line and analysis of a round as PDF, as far as the unit sees the layers."""
    one = round_seen(request, round_id)
    if one.check_record is None or paper not in ROOM_MM:
        raise missing(Round)
    today = day_of(now())
    seen = seen_by(unit_of(request), known_on(today), today)
    objections = {area.unit: area.geometry for area in areas_seen(one, unit_of(request).id)}
    made = sheet_pdf(
        one.check_record, seen, paper=paper, original=one.sketch, objections=objections
    )
    return _file(made, PDF, f"用地红线图（{one.project.name}）{paper}.pdf")


def _issued(document: Document | None, form: str, name: str) -> HttpResponse:
    """Return an issued document as the file that was asked for; its kind may have no draft."""
    if document is None:
        raise missing(Document)
    if form == "pdf":
        return _file(papers.document_pdf(document), PDF, f"{name}.pdf")
    made = papers.document_docx(document) if form == "docx" else None
    if made is None:
        raise missing(Document)
    return _file(made, DOCX, f"{name}.docx")


def _draft(
    kind: PaperKind, content: dict[str, Any], form: str, title: str, issuer: str
) -> HttpResponse:
    if form == "docx":
        made = papers.draft_docx(kind, content, title=title, issuer=issuer)
        return _file(made, DOCX, f"{title}（草稿）.docx")
    if form != "pdf":
        raise missing(Document)
    made = papers.draft_pdf(kind, content, title=title, issuer=issuer)
    return _file(made, PDF, f"{title}（草稿）.pdf")


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=kind)
    answer["Content-Disposition"] = content_disposition_header(kind == DOCX, name) or "inline"
    answer["Cache-Control"] = "private, no-store"
    return answer
