"""The record of a silence: what was asked, how it was delivered, when the limit ran out."""

from typing import Any

from lantu.foundations.deliveries.queries import proof
from lantu.foundations.duties.models import Duty
from lantu.foundations.duties.queries import due_of
from lantu.foundations.journal.events import plain
from lantu.foundations.lawbook.queries import edition_by_digest
from lantu.law.coordination.answers import question
from lantu.law.coordination.silence import UTILITIES
from lantu.law.rows import FieldKind
from lantu.systems.coordination.models import Task


def silence_record(task: Task, duty: Duty) -> dict[str, Any]:
    """Return the facts of an evidence certificate.

    Silence covers site and land space only: questions of fact stay unanswered, utility service
    stays unoffered, and no measured bar is cleared.
    """
    edition = edition_by_digest(duty.edition)
    due = due_of(duty, edition)
    asked = question(edition, task.row)
    facts = [part.label for part in asked.fields if part.kind is not FieldKind.TEXT]
    service = task.row in UTILITIES
    return {
        "unit": task.unit.name,
        "project": task.round.project.name,
        "round": task.round.number,
        "row": task.row,
        "asked": list(asked.asks),
        "delivered_on": plain(task.delivered_on),
        "deliveries": plain(proof(task.message)) if task.message else [],
        "clock": due.chinese if due else "",
        "last_day_on": plain(duty.last_day_on),
        "lapses_at": plain(duty.lapses_at),
        "edition": duty.edition,
        "basis": "D1 三(一)1",
        "unanswered": [] if service else facts,
        "unoffered": list(asked.asks) if service else [],
        "limits": "仅就选址和用地空间视为无异议；不代替任何许可，不消除已量得的刚性管控压占。",
    }
