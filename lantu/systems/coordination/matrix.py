"""The matrix of a round: one row a unit, what it said or what its silence counts as (D1-38)."""

from typing import Any

from lantu.law.blueprint.judgement import LayerJudgement
from lantu.law.coordination.answers import Result, question
from lantu.law.coordination.flow import Answer as AnswerStates
from lantu.law.coordination.flow import Task as TaskStates
from lantu.law.coordination.results import Opinion, Overall, matrix, proposed
from lantu.law.coordination.silence import UTILITIES, meaning
from lantu.law.edition import Edition
from lantu.law.rows import FieldKind
from lantu.systems.blueprint.queries import verdict_of
from lantu.systems.coordination.models import Answer, Round, Task

# Whose answer shows its result alone to others (D1-C10): nothing else goes into the matrix.
RESTRICTED = ("D1-C10",)


def standing_answer(task: Task) -> Answer | None:
    """Return the answer that counts for a task: signed, in time, not replaced."""
    signed = task.answers.filter(state=str(AnswerStates.SIGNED), is_late=False)
    return signed.order_by("-answered_at").first()


def opinions_of(one: Round) -> tuple[Opinion, ...]:
    """Return the opinions of a round as the law counts them, in the order of annex two."""
    achievable = dict(one.divergences.values_list("task_id", "is_achievable"))
    return tuple(_opinion(task, achievable.get(task.id)) for task in asked_tasks(one))


def asked_tasks(one: Round) -> list[Task]:
    """Return the tasks of a round that were not dropped, in the order of annex two."""
    tasks = one.tasks.select_related("unit").exclude(state=str(TaskStates.DROPPED))
    return list(tasks.order_by("row", "unit__key"))


def rows_of(one: Round) -> list[dict[str, Any]]:
    """Return the rows of the matrix as it is frozen into the opinion."""
    return [_row(task, opinion) for task, opinion in zip(asked_tasks(one), opinions_of(one), strict=True)]  # noqa: E501 # fmt: skip


def counts_of(one: Round) -> dict[str, int]:
    """Return how many answers stand in each column."""
    return {str(column): count for column, count in matrix(opinions_of(one)).items()}


def bars_of(one: Round) -> tuple[LayerJudgement, ...]:
    """Return the hard bars that the round's footprint was measured to occupy."""
    return verdict_of(one.check_record).bars_met if one.check_record is not None else ()


def proposal_of(one: Round, *, bars_curable: bool) -> Overall | None:
    """Return the result that the test of AMB-71 proposes; the lead decides."""
    return proposed(opinions_of(one), bars_of(one), bars_curable=bars_curable)


def follow_up_of(one: Round, edition: Edition) -> list[dict[str, str]]:
    """List what silence left open: facts unanswered and service unoffered, to be done later."""
    found = []
    for task in asked_tasks(one):
        if task.state != TaskStates.DEEMED_NO_OBJECTION:
            continue
        asked = question(edition, task.row)
        is_fact = any(part.kind is not FieldKind.TEXT for part in asked.fields)
        read = meaning(task.row, is_fact=is_fact and task.row not in UTILITIES)
        found.append({"unit": task.unit.name, "meaning": str(read), "asked": "；".join(asked.asks)})
    return found


def remaining_if_met(one: Round, demands: frozenset[str]) -> Overall | None:
    """Return what the result would be if the demands of some units were met.

    Args:
        one: the round.
        demands: the keys of the units whose demand is taken as met.
    """
    opinions = [
        Opinion(each.department, Result.NO_OBJECTION) if each.department in demands else each
        for each in opinions_of(one)
    ]
    bars = [bar for bar in bars_of(one) if bar.owner not in demands]
    return proposed(opinions, bars, bars_curable=True)


def _opinion(task: Task, achievable: bool | None) -> Opinion:
    if task.state == TaskStates.DEEMED_NO_OBJECTION:
        return Opinion(task.unit.key, None)
    answer = standing_answer(task)
    if answer is None:
        return Opinion(task.unit.key, Result.BY_LETTER)
    concluded = answer.conclusion_by_letter
    return Opinion(
        task.unit.key,
        Result(answer.result),
        achievable=achievable,
        by_letter=Result(concluded) if concluded else None,
    )


def _row(task: Task, opinion: Opinion) -> dict[str, Any]:
    answer = standing_answer(task)
    content = answer.content if answer is not None and task.row not in RESTRICTED else {}
    return {
        "unit": task.unit.name,
        "row": task.row,
        "column": str(opinion.column),
        "result": str(opinion.result) if opinion.result else "",
        "conditions": content.get("construction_conditions", []),
        "assessments": content.get("required_assessments", []),
        "advice": content.get("adjustment_advice", ""),
        "is_carried_over": task.is_carried_over,
    }
