"""How the units of the tour answer: each question in full, through its own steps."""

from typing import Any

from lantu.demo.cast import LEAD
from lantu.demo.tour.stage import Stage
from lantu.foundations.acts.clock import now
from lantu.foundations.lawbook.queries import known_on
from lantu.law.clock import day_of
from lantu.law.coordination.answers import Result, is_wanted, question
from lantu.law.coordination.flow import Task as TaskStates
from lantu.law.rows import AnswerField, FieldKind
from lantu.systems.coordination.actions import answering, paper
from lantu.systems.coordination.content import prefilled, prefilled_fields
from lantu.systems.coordination.models import Task

WORDS = {
    FieldKind.LIST: ["申请书", "规划图"],
    FieldKind.CHOICE: "环境影响报告表",
    FieldKind.AREA: 0.0,
}
SAID = {
    "service_opinion": "管线已到用地边界，可以接入",
    "supporting_construction": "雨污水分流，接入现状市政管网",
    "control_requirements": "建筑高度和色彩与保护区划协调",
    "procedure": "建设控制地带内工程设计方案审批",
}
# A question to which "yes" is bad news.
ADVERSE = ("_occupied", "_needed", "_involved", "vacated_industrial_site")


def answer(stage: Stage, unit: str, result: str) -> None:
    """Let a unit draft, review and sign its answer."""
    task = stage.task(unit)
    content = content_of(task, result)
    concluded = str(Result.NO_OBJECTION) if result == Result.BY_LETTER else ""
    made = answering.draft(
        stage.ask(unit, "clerk"),
        task_id=task.id,
        result=result,
        content=content,
        conclusion_by_letter=concluded,
    )
    answering.submit(stage.ask(unit, "clerk"), answer_id=made.id)
    answering.approve(stage.ask(unit, "reviewer"), answer_id=made.id, words="同意")
    answering.sign(stage.ask(unit, "signer"), answer_id=made.id)
    stage.speak()


def reply_to_all(stage: Stage, *, but: tuple[str, ...], favourable: bool = False) -> None:
    """Let every unit answer that can: in bulk where nothing of its own is met, else in full."""
    running = (TaskStates.SENT, TaskStates.SUB_CONSULTING)
    for task in stage.round.tasks.filter(state__in=running).select_related("unit"):
        if task.unit.key in but:
            continue
        if prefilled(task)[0] is not None and _is_whole(task):
            answering.sign_in_bulk(stage.ask(task.unit.key, "signer"), task_ids=[task.id])
            stage.speak()
        elif task.unit.key == "parks" and not favourable:
            answer(stage, task.unit.key, Result.NOT_CONFORM)
        else:
            answer(stage, task.unit.key, Result.NO_OBJECTION)


def by_paper(stage: Stage, unit: str, when: str, scan: str) -> None:
    """Let the lead register a paper answer, and a second person confirm it."""
    stage.at(when)
    task = stage.task(unit)
    made = paper.register_reply(
        stage.ask(LEAD, "registrar"),
        task_id=task.id,
        result=Result.NO_OBJECTION,
        content=content_of(task, Result.NO_OBJECTION),
        received_on=day_of(now()),
        their_number="机要〔2019〕1号",
        our_number="收〔2019〕88号",
        scan=scan,
    )
    paper.confirm_reply(stage.ask(LEAD, "second_registrar"), answer_id=made.id)
    stage.speak()


def content_of(task: Task, result: str) -> dict[str, Any]:
    """Return an answer that says everything its question asks."""
    edition = known_on(day_of(now()))
    asked = question(edition, task.row)
    told = {part.name: _is_so(part) for part in asked.fields if part.kind is FieldKind.BOOLEAN}
    told |= prefilled_fields(edition, task)
    wanted = {part.name: _words(part) for part in asked.fields if is_wanted(part, told)}
    fields = wanted | told
    conditional = result == Result.CONDITIONAL
    return {
        "fields": fields,
        "adjustment_advice": "红线退出绿线范围" if result == Result.NOT_CONFORM else "",
        "construction_conditions": ["临路一侧设隔声设施"] if conditional else [],
        "required_assessments": ["环境影响评价"] if conditional else [],
        "none_needed": not conditional,
        "weighing": "",
    }


def _is_so(part: AnswerField) -> bool:
    return not part.name.endswith(ADVERSE)


def _words(part: AnswerField) -> Any:
    return SAID.get(part.name) or WORDS.get(part.kind)


def _is_whole(task: Task) -> bool:
    """Return whether what the map fills in answers every part of the question."""
    filled = prefilled(task)[1].get("fields", {})
    asked = question(known_on(day_of(now())), task.row)
    return all(part.name in filled or not part.required for part in asked.fields)
