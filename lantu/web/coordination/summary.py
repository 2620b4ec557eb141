"""An answer in one line: what it demands first, then what it states."""

from typing import Any

from lantu.foundations.acts.clock import now
from lantu.foundations.lawbook.queries import known_on
from lantu.law.clock import day_of
from lantu.law.coordination.answers import Result
from lantu.law.wording import sentence
from lantu.systems.coordination.content import stated as content_stated
from lantu.systems.coordination.models import Answer


def summary_of(result: str, content: dict[str, Any], answer: Answer) -> str:
    """Return the line that a table shows of an answer.

    Args:
        result: its value.
        content: what the viewer may see of it; empty where that is nothing.
        answer: the answer itself, for how it came.
    """
    parts: list[str] = []
    if answer.is_paper:
        parts.append(f"纸质函 {answer.their_number} · 双人登记")
    if result == Result.BY_LETTER and answer.conclusion_by_letter:
        parts.append(f"另函结论：{sentence(answer.conclusion_by_letter, {})}")
    parts += [str(content[name]) for name in ("adjustment_advice",) if content.get(name)]
    parts += content.get("construction_conditions", [])
    parts += [f"须做 {name}" for name in content.get("required_assessments", [])]
    if not parts or result == Result.NOT_CONFORM:
        parts += stated(answer.task.row, content)
    return "；".join(parts)


def stated(row: str, content: dict[str, Any]) -> list[str]:
    """Return the structured parts of an answer in words, as the question is put today."""
    return content_stated(known_on(day_of(now())), row, content)
