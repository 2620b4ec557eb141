"""What the papers on the way say, as plain data that is frozen when they are issued."""

from datetime import date
from typing import Any

from lantu.foundations.journal.events import plain
from lantu.law import parameter
from lantu.law.coordination.answers import question
from lantu.law.edition import Edition
from lantu.systems.coordination.content import stated
from lantu.systems.coordination.models import Answer, Paper, PaperKind, Round, Session, Task

YUAN_PER_WAN = 10_000


def letter_record(task: Task, edition: Edition, on: date) -> dict[str, Any]:
    """Return what a unit's letter says: its own question, the project, and how long it has.

    Args:
        task: what is asked.
        edition: by which it is asked.
        on: the day of the letter.
    """
    one = task.round
    asked = question(edition, task.row)
    days = parameter.whole(edition, "coordination.reply", on)
    return {
        "project": one.project.name,
        "round": one.number,
        "unit": task.unit.name,
        "row": task.row,
        "asks": list(asked.asks),
        "basis": str(asked.citation),
        "days": days,
        "facts": project_facts(one),
        "edition": edition.digest,
    }


def information_record(one: Round) -> dict[str, Any]:
    """Return the one page of facts about a project that goes to every unit."""
    return {
        "project": one.project.name,
        "round": one.number,
        "facts": project_facts(one),
        "received_on": plain(one.received_on),
    }


def opinion_form_record(answer: Answer, edition: Edition) -> dict[str, Any]:
    """Return what a unit signed, and who drafted, reviewed and signed it.

    Args:
        answer: the answer.
        edition: by which the question is put.
    """
    task, content = answer.task, answer.content
    hands = (answer.drafted_by, answer.reviewed_by, answer.signed_by)
    drafted_by, reviewed_by, signed_by = (one.display_name if one else "" for one in hands)
    return {
        "project": task.round.project.name,
        "round": task.round.number,
        "unit": task.unit.name,
        "row": task.row,
        "result": answer.result,
        "conclusion_by_letter": answer.conclusion_by_letter,
        "stated": stated(edition, task.row, content),
        "construction_conditions": list(content.get("construction_conditions", [])),
        "required_assessments": list(content.get("required_assessments", [])),
        "adjustment_advice": content.get("adjustment_advice", ""),
        "drafted_by": drafted_by,
        "reviewed_by": reviewed_by,
        "signed_by": signed_by,
        "answered_at": plain(answer.answered_at),
        "corrects": _number_of_form(answer.corrects),
    }


def minutes_record(session: Session) -> dict[str, Any]:
    """Return what the minutes of a session say: what was decided, and who was there."""
    came = session.attendances.select_related("unit").order_by("unit__name")
    items = session.items.select_related("responsible").order_by("number")
    return {
        "topic": session.topic,
        "is_joint_meeting": session.is_joint_meeting,
        "held_on": plain(session.held_on),
        "official_number": session.number,
        "items": [
            {
                "number": item.number,
                "title": item.title,
                "decision": item.decision,
                "responsible": item.responsible.name if item.responsible else "",
            }
            for item in items
        ],
        "present": [one.unit.name for one in came if one.signed_in_at is not None],
        "countersigned": [one.unit.name for one in came if one.countersigned_at is not None],
    }


def project_facts(one: Round) -> list[list[str]]:
    """Return the facts of the information sheet, blank ones included: they are filled by hand."""
    project = one.project
    height = f"{project.planned_height_m:g} 米" if project.planned_height_m is not None else ""
    wan = project.investment_yuan / YUAN_PER_WAN if project.investment_yuan else None
    industrial = {True: "是", False: "否", None: ""}[project.is_former_industrial_site]
    return [
        ["项目名称", project.name],
        ["储备编号 / 项目代码", project.code or project.reserve_number],
        ["发起单位", project.initiating_unit.name if project.initiating_unit else "待定"],
        ["建设性质", project.nature],
        ["建设规模", project.scale],
        ["建设内容", project.content],
        ["规划高度", height],
        ["总投资", f"{wan:,.2f} 万元" if wan is not None else ""],
        ["供地方式", project.land_supply],
        ["工业企业退出场地", industrial],
        ["重点项目", project.key_level],
    ]


def _number_of_form(answer: Answer | None) -> str:
    """Return the number of the opinion form that another one corrects."""
    if answer is None:
        return ""
    found = Paper.objects.filter(answer=answer, kind=PaperKind.OPINION_FORM)
    paper = found.select_related("document").first()
    return paper.document.number if paper is not None else ""
