"""Papers on the way get their number, their code and their frozen record where they come to be."""

from collections.abc import Mapping
from typing import Any

from lantu.foundations.acts.gate import Act
from lantu.foundations.documents.actions import issue_document
from lantu.foundations.lawbook.queries import known_on
from lantu.foundations.people.models import Unit
from lantu.systems.coordination import records
from lantu.systems.coordination.models import Answer, Paper, PaperKind, Round, Session, Task


def issue_letter(act: Act, task: Task) -> Paper:
    """Issue the letter to a unit; asked anew, it gets another one."""
    one = task.round
    former = Paper.objects.filter(task=task, kind=PaperKind.LETTER, followed_by__isnull=True)
    return _issue(
        act,
        Paper(kind=PaperKind.LETTER, round=one, task=task, follows=former.first()),
        series="空间协同函",
        title=f"关于征求{one.project.name}空间协同意见的函",
        content=records.letter_record(task, known_on(act.today), act.today),
        unit=one.lead,
    )


def issue_information(act: Act, one: Round) -> Paper:
    """Issue the sheet of facts that goes out with the letters."""
    return _issue(
        act,
        Paper(kind=PaperKind.INFORMATION, round=one),
        series="项目信息表",
        title=f"{one.project.name}项目信息表",
        content=records.information_record(one),
        unit=one.lead,
    )


def issue_opinion_form(act: Act, answer: Answer) -> Paper:
    """Issue what a unit signed, under a number of the unit's own."""
    task = answer.task
    return _issue(
        act,
        Paper(kind=PaperKind.OPINION_FORM, round=task.round, task=task, answer=answer),
        series=f"{task.unit.name}空间协同意见",
        title=f"{task.unit.name}空间协同意见表（{task.round.project.name}）",
        content=records.opinion_form_record(answer, known_on(act.today)),
        unit=task.unit,
    )


def issue_minutes(act: Act, session: Session, office: Unit) -> Paper:
    """Issue the minutes of a session.

    Args:
        act: the open act.
        session: the session, held and decided.
        office: the unit in which the office of the joint meeting sits.
    """
    return _issue(
        act,
        Paper(kind=PaperKind.MINUTES, session=session),
        series="空间协同会议纪要",
        title=f"{session.topic}会议纪要",
        content=records.minutes_record(session),
        unit=office,
    )


def _issue(
    act: Act, paper: Paper, *, series: str, title: str, content: Mapping[str, Any], unit: Unit
) -> Paper:
    paper.document = issue_document(
        act, kind=str(paper.kind), series=series, title=title, content=content, unit=unit
    )
    return act.create(paper)
