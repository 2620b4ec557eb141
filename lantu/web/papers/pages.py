"""Papers as files, for whoever may read what they are made of."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.http import content_disposition_header

from lantu.foundations.acts.clock import now
from lantu.foundations.documents.models import Document
from lantu.foundations.lawbook.queries import known_on
from lantu.foundations.people.models import Standing
from lantu.law.clock import day_of
from lantu.law.coordination.flow import Answer as AnswerStates
from lantu.systems.blueprint.papers import ROOM_MM, sheet_pdf
from lantu.systems.blueprint.visibility import seen_by
from lantu.systems.coordination import papers
from lantu.systems.coordination.models import Answer, Round
from lantu.systems.coordination.queries.visibility import (
    areas_seen,
    reads_opinions,
    visible_documents,
    visible_tasks,
)
from lantu.web.coordination.rounds import round_seen
from lantu.web.coordination.summary import stated
from lantu.web.coordination.tasks import task_seen
from lantu.web.meetings.pages import session_seen
from lantu.web.shell.asking import unit_of
from lantu.web.shell.refusals import missing

PDF = "application/pdf"
OPINION = "coordination.overall_opinion"
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
    if form == "docx":
        return _file(papers.letter_docx(task), DOCX, f"{name}.docx")
    return _file(papers.letter_pdf(task), PDF, f"{name}.pdf")


def opinion_form(request: HttpRequest, answer_id: UUID, form: str) -> HttpResponse:
    """Return a signed opinion, as PDF or as a form to edit."""
    seen = visible_tasks(unit_of(request))
    found = Answer.objects.filter(id=answer_id, task__in=seen, state=AnswerStates.SIGNED)
    answer = found.select_related("task__unit", "task__round__project").first()
    if answer is None:
        raise missing(Answer)
    said, name = stated(answer.task.row, answer.content), f"意见表（{answer.task.unit.name}）"
    if form == "docx":
        return _file(papers.opinion_form_docx(answer, said), DOCX, f"{name}.docx")
    return _file(papers.opinion_form_pdf(answer, said), PDF, f"{name}.pdf")


def information(request: HttpRequest, round_id: UUID, form: str) -> HttpResponse:
    """Return the information sheet of a project, as PDF or as a form to edit."""
    one = round_seen(request, round_id)
    if form == "docx":
        name = f"项目信息表（{one.project.name}）.docx"
        return _file(papers.information_docx(one), DOCX, name)
    return _file(papers.information_pdf(one), PDF, f"项目信息表（{one.project.name}）.pdf")


def opinion_draft(request: HttpRequest, document_id: UUID) -> HttpResponse:
    """Return an overall opinion as a draft to be signed and sealed, to the unit that issued it."""
    found = Document.objects.filter(id=document_id, unit=unit_of(request), kind=OPINION).first()
    if found is None:
        raise missing(Document)
    return _file(papers.opinion_docx(found), DOCX, f"{found.number}.docx")


def working_matrix(request: HttpRequest, round_id: UUID) -> HttpResponse:
    """Return how the opinions of a round stand, to who may read all of them."""
    one, unit = round_seen(request, round_id), unit_of(request)
    if one.lead_id != unit.id and unit.standing != Standing.SUPERVISOR:
        raise missing(Round)
    made = papers.working_matrix_pdf(one, day_of(now()))
    return _file(made, PDF, f"意见汇总表（{one.project.name}）.pdf")


def minutes(request: HttpRequest, session_id: UUID, form: str) -> HttpResponse:
    """Return the minutes of a session that the unit sees, as PDF or as a draft to edit."""
    session = session_seen(request, session_id)
    name = f"{session.topic}会议纪要"
    if form == "docx":
        return _file(papers.minutes_docx(session), DOCX, f"{name}.docx")
    return _file(papers.minutes_pdf(session), PDF, f"{name}.pdf")


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


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=kind)
    answer["Content-Disposition"] = content_disposition_header(kind == DOCX, name) or "inline"
    answer["Cache-Control"] = "private, no-store"
    return answer
