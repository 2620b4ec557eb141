"""The papers of 空间协同: each a template and the data it is made of, as HTML for the printer."""

import json
from datetime import date, datetime
from typing import Any

from django.template.loader import render_to_string

from lantu.foundations.documents.models import Document
from lantu.foundations.documents.printing import code_picture, pdf_of
from lantu.law.blueprint.catalogue import LEAD
from lantu.law.clock import day_of
from lantu.law.coordination.answers import question
from lantu.law.coordination.flow import Task as TaskStates
from lantu.law.wording import sentence
from lantu.systems.coordination.matrix import asked_tasks, bars_of, counts_of, rows_of
from lantu.systems.coordination.models import Answer, Round, Session, Task

WAITING = (
    TaskStates.UNDELIVERED, TaskStates.SENT, TaskStates.SUB_CONSULTING, TaskStates.HELD,
)  # fmt: skip
OVERALL_OPINION = "coordination.overall_opinion"
TEMPLATES = {
    OVERALL_OPINION: "coordination_papers/overall_opinion.html",
    "coordination.silence_certificate": "coordination_papers/silence_certificate.html",
}


def document_pdf(document: Document, *, whole: bool = True) -> bytes:
    """Print an issued document from its record, and from nothing else.

    Args:
        document: the document.
        whole: whether the reader may see the units' opinions; without them neither the matrix is
            printed nor the record attached, which holds them too.

    Raises:
        KeyError: the kind has no paper.
    """
    content = {**_frozen(document), "whole": whole}
    html = render_to_string(TEMPLATES[document.kind], content)
    record_text = document.record if whole else ""
    return pdf_of(html, title=document.title, record=record_text, digest=document.digest)


def matrix_pdf(document: Document) -> bytes:
    """Print the opinion matrix of an overall opinion alone, under the opinion's number and code.

    Args:
        document: an overall opinion; who may read the units' opinions is the caller's to judge.
    """
    html = render_to_string("coordination_papers/matrix.html", _frozen(document))
    title = matrix_title(document)
    return pdf_of(html, title=title, record=document.record, digest=document.digest)


def matrix_docx(document: Document) -> bytes:
    """Write the opinion matrix of an overall opinion as an editable draft."""
    from lantu.systems.coordination.papers.tables import matrix

    return matrix(matrix_title(document), document.number, _frozen(document))


def matrix_title(document: Document) -> str:
    """Return the heading of an opinion matrix."""
    content = document.content
    return f"{content['project']}第 {content['round']} 轮空间协同意见汇总表"


def letter_content(task: Task) -> dict[str, Any]:
    """Return what a unit's letter says: its own question, the project, and by when."""
    from lantu.foundations.lawbook.queries import known_on

    one = task.round
    asked = question(known_on(one.dispatched_on or one.received_on), task.row)
    return {
        "task": task,
        "round": one,
        "project": one.project,
        "asked": asked,
        "facts": project_facts(one),
        "sent_on": one.dispatched_on,
    }


def letter_pdf(task: Task) -> bytes:
    """Print the letter to one unit, with the receipt to be torn off."""
    html = render_to_string("coordination_papers/letter.html", letter_content(task))
    return pdf_of(html, title=f"关于征求{task.round.project.name}空间协同意见的函")


def opinion_form_pdf(answer: Answer, stated: list[str]) -> bytes:
    """Print a unit's signed opinion, with who drafted, reviewed and signed it.

    Args:
        answer: the answer.
        stated: its structured parts in words.
    """
    content = {
        "answer": answer,
        "task": answer.task,
        "round": answer.task.round,
        "result": sentence(answer.result, {}),
        "stated": stated,
    }
    html = render_to_string("coordination_papers/opinion_form.html", content)
    return pdf_of(html, title=f"{answer.task.unit.name}空间协同意见表")


def information_pdf(one: Round) -> bytes:
    """Print the one-page sheet of facts about a project that goes to every unit."""
    content = {"round": one, "project": one.project, "facts": project_facts(one)}
    html = render_to_string("coordination_papers/information.html", content)
    return pdf_of(html, title=f"{one.project.name}项目信息表")


def working_matrix_pdf(one: Round, on: date) -> bytes:
    """Print how the opinions of a round stand on a day.

    Args:
        one: the round; who may read all its opinions is the caller's to ask.
        on: the day that the paper bears.
    """
    tasks = asked_tasks(one)
    content = {
        "round": one,
        "rows": rows_of(one),
        "counts": counts_of(one),
        "waiting": [task.unit.name for task in tasks if task.state in WAITING],
        "bars": [bar.name for bar in bars_of(one)],
        "on": on,
    }
    html = render_to_string("coordination_papers/working_matrix.html", content)
    return pdf_of(html, title=f"{one.project.name}空间协同意见汇总表")


def minutes_content(session: Session) -> dict[str, Any]:
    """Return what the minutes of a session say: what was decided, and who was there."""
    from lantu.foundations.people.queries import responsible_unit

    came = session.attendances.select_related("unit").order_by("unit__name")
    return {
        "session": session,
        "issuer": responsible_unit(LEAD, session.held_on or session.planned_on).name,
        "items": list(session.items.select_related("responsible").order_by("number")),
        "present": [one.unit.name for one in came if one.signed_in_at is not None],
        "countersigned": [one.unit.name for one in came if one.countersigned_at is not None],
    }


def minutes_pdf(session: Session) -> bytes:
    """Print the minutes of a session."""
    html = render_to_string("coordination_papers/minutes.html", minutes_content(session))
    return pdf_of(html, title=f"{session.topic}会议纪要")


def minutes_docx(session: Session) -> bytes:
    """Write the minutes as an editable draft."""
    from lantu.systems.coordination.papers.drafts import minutes

    return minutes(minutes_content(session))


def information_docx(one: Round) -> bytes:
    """Write the sheet of facts about a project as an editable form."""
    from lantu.systems.coordination.papers.drafts import form_sheet

    return form_sheet(f"{one.project.name}项目信息表", project_facts(one), ["填报单位", "审核"])


def opinion_form_docx(answer: Answer, stated: list[str]) -> bytes:
    """Write a unit's opinion as an editable form, to be sealed where a unit answers on paper."""
    from lantu.systems.coordination.papers.drafts import form_sheet

    content = answer.content
    rows = [
        ("项目", f"{answer.task.round.project.name}（第 {answer.task.round.number} 轮）"),
        ("意见", sentence(answer.result, {})),
        ("答复", "\n".join(stated)),
        ("建设条件", "\n".join(content.get("construction_conditions", []))),
        ("评估评价", "\n".join(content.get("required_assessments", []))),
        ("调整建议", content.get("adjustment_advice", "")),
    ]
    title = f"{answer.task.unit.name}空间协同意见表"
    return form_sheet(title, rows, ["经办", "审核", "签发"])


def opinion_docx(document: Document) -> bytes:
    """Write an issued overall opinion as a draft that can be sealed in an office's own system."""
    from lantu.systems.coordination.papers.drafts import opinion

    return opinion(json.loads(document.record), document.verification_code)


def project_facts(one: Round) -> list[tuple[str, str]]:
    """Return the facts of the information sheet, blank ones included: they are filled by hand."""
    project = one.project
    height = f"{project.planned_height_m:g} 米" if project.planned_height_m is not None else ""
    money = f"{project.investment_yuan / 10_000:,.2f} 万元" if project.investment_yuan else ""
    industrial = {True: "是", False: "否", None: ""}[project.is_former_industrial_site]
    return [
        ("项目名称", project.name),
        ("储备编号 / 项目代码", project.code or project.reserve_number),
        ("发起单位", project.initiating_unit.name if project.initiating_unit else "待定"),
        ("建设性质", project.nature),
        ("建设规模", project.scale),
        ("建设内容", project.content),
        ("规划高度", height),
        ("总投资", money),
        ("供地方式", project.land_supply),
        ("工业企业退出场地", industrial),
        ("重点项目", project.key_level),
    ]


def letter_docx(task: Task) -> bytes:
    """Write the letter as an editable draft: number, signer and day are left to be filled in."""
    from lantu.systems.coordination.papers.drafts import letter

    return letter(letter_content(task))


def _frozen(document: Document) -> dict[str, Any]:
    """Return what a paper of a document is made of: its record, its code and its digest."""
    record = json.loads(document.record)
    return {
        "record": record,
        "content": record["content"],
        "issued_on": day_of(datetime.fromisoformat(record["issued_at"])),
        "code": document.verification_code,
        "picture": code_picture(document.verification_code),
        "digest": document.digest,
    }


def today_words(on: date | None) -> str:
    """Write a day as papers do: 2019年9月2日."""
    return f"{on.year}年{on.month}月{on.day}日" if on is not None else ""
