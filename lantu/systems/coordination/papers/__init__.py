"""The papers of 空间协同: each a template and the data it is made of, as HTML for the printer."""

import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.template.loader import render_to_string

from lantu.foundations.documents.models import Document
from lantu.foundations.documents.printing import code_picture, pdf_of
from lantu.law.clock import day_of
from lantu.law.coordination.flow import Task as TaskStates
from lantu.systems.coordination.matrix import asked_tasks, bars_of, counts_of, rows_of
from lantu.systems.coordination.models import PaperKind, Round

WAITING = (
    TaskStates.UNDELIVERED, TaskStates.SENT, TaskStates.SUB_CONSULTING, TaskStates.HELD,
)  # fmt: skip
OVERALL_OPINION = "coordination.overall_opinion"
TEMPLATES = {
    OVERALL_OPINION: "coordination_papers/overall_opinion.html",
    "coordination.silence_certificate": "coordination_papers/silence_certificate.html",
    PaperKind.LETTER: "coordination_papers/letter.html",
    PaperKind.INFORMATION: "coordination_papers/information.html",
    PaperKind.OPINION_FORM: "coordination_papers/opinion_form.html",
    PaperKind.MINUTES: "coordination_papers/minutes.html",
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


def draft_pdf(kind: PaperKind, content: Mapping[str, Any], *, title: str, issuer: str) -> bytes:
    """Print what has not been issued yet: without number, code and digest, and saying so.

    Args:
        kind: which paper.
        content: as its record will hold it.
        title: its heading.
        issuer: who will issue it.
    """
    record = {"title": title, "issuer": issuer, "number": ""}
    html = render_to_string(TEMPLATES[kind], {"record": record, "content": readable(content)})
    return pdf_of(html, title=title)


def draft_docx(kind: PaperKind, content: Mapping[str, Any], *, title: str, issuer: str) -> bytes:
    """Write what has not been issued yet as an editable draft.

    Args:
        kind: which paper.
        content: as its record will hold it.
        title: its heading.
        issuer: who will issue it.
    """
    from lantu.systems.coordination.papers.drafts import DRAFTS

    record = {"title": title, "issuer": issuer, "number": "", "content": readable(content)}
    return DRAFTS[kind](record, "")


def document_docx(document: Document) -> bytes | None:
    """Write an issued document as a draft that can be sealed in an office's own system.

    Returns:
        The DOCX; None for a kind that is never sealed by hand.
    """
    from lantu.systems.coordination.papers.drafts import DRAFTS

    draft = DRAFTS.get(document.kind)
    if draft is None:
        return None
    record = json.loads(document.record)
    return draft({**record, "content": readable(record["content"])}, document.verification_code)


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


def readable(content: Mapping[str, Any]) -> dict[str, Any]:
    """Return the data of a record with its days and moments as such, not as text."""
    return {name: _read(name, value) for name, value in content.items()}


def _read(name: str, value: Any) -> Any:
    if isinstance(value, list):
        return [readable(one) if isinstance(one, dict) else one for one in value]
    if not isinstance(value, str) or not value:
        return value
    if name.endswith("_on"):
        return date.fromisoformat(value)
    is_moment = name == "at" or name.endswith("_at")
    return datetime.fromisoformat(value) if is_moment else value


def _frozen(document: Document) -> dict[str, Any]:
    """Return what a paper of a document is made of: its record, its code and its digest."""
    record = json.loads(document.record)
    return {
        "record": record,
        "content": readable(record["content"]),
        "issued_on": day_of(datetime.fromisoformat(record["issued_at"])),
        "code": document.verification_code,
        "picture": code_picture(document.verification_code),
        "digest": document.digest,
    }
