"""A unit's answer on one page: its question, the measured overlaps, and its own steps to sign."""

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from lantu.foundations.acts.actor import Actor
from lantu.foundations.acts.clock import now
from lantu.foundations.acts.gate import Missing
from lantu.foundations.acts.policy import may
from lantu.foundations.duties.queries import duties_of
from lantu.foundations.duties.settling import settle
from lantu.law.blueprint.judgement import LayerJudgement
from lantu.law.coordination.answers import Result
from lantu.law.coordination.flow import Answer as AnswerStates
from lantu.law.coordination.flow import Round as RoundStates
from lantu.law.coordination.flow import Task as TaskStates
from lantu.law.duties.flow import Duty as DutyStates
from lantu.law.wording import Refused
from lantu.systems.blueprint.queries import verdict_of
from lantu.systems.coordination import obligations
from lantu.systems.coordination.actions import answering
from lantu.systems.coordination.content import prefilled
from lantu.systems.coordination.models import Answer, Task
from lantu.systems.coordination.objection import area_of
from lantu.systems.coordination.queries.not_concerned import UNDER_WAY, not_concerned
from lantu.systems.coordination.queries.papers import opinion_form_of
from lantu.systems.coordination.queries.visibility import area_is_seen, visible_tasks
from lantu.systems.coordination.signing import Step, next_steps
from lantu.web.account.sessions import proved
from lantu.web.coordination.answer_form import AnswerForm, initial_of, phrases, question_of
from lantu.web.coordination.delivery import letter_of
from lantu.web.coordination.seen import OPEN_TASKS, facts_of
from lantu.web.coordination.summary import stated
from lantu.web.shell.asking import asked, asker, sent, unit_of
from lantu.web.shell.clocks import Clock, clock_of
from lantu.web.shell.refusals import attempt, missing

# As long as opinions are collected and weighed, a signed one may be corrected.
COLLECTING = (RoundStates.DISPATCHED, RoundStates.COLLATING, RoundStates.IN_RECONCILIATION)
STEPS = {
    AnswerStates.DRAFTING: Step.DRAFT,
    AnswerStates.IN_REVIEW: Step.REVIEW,
    AnswerStates.TO_SIGN: Step.SIGN,
}


TAKEN = {
    "approve": "审核通过，待签发。",
    "return": "已退回拟稿人修改。",
    "sign": "已签发，答复生效。",
}


def task_seen(request: HttpRequest, task_id: UUID) -> Task:
    """Return a task whose inside the person's unit may see.

    Raises:
        Missing: there is none, or it is not theirs.
    """
    rows = visible_tasks(unit_of(request)).select_related(
        "round__project__initiating_unit", "round__lead", "unit", "round__check_record"
    )
    one = rows.filter(id=task_id).first()
    if one is None:
        raise missing(Task)
    return one


@proved
def task_page(request: HttpRequest, task_id: UUID) -> HttpResponse:
    """Show what a unit is asked, and let it write its answer."""
    task = task_seen(request, task_id)
    settle(task.round_id)
    task.refresh_from_db()
    answer = working_answer(task)
    form = AnswerForm(*sent(request), subject=task, initial=initial_of(task, answer))
    if request.method == "POST":
        if form.is_valid() and _save(request, task, form) is not None:
            return redirect("task", task_id=task.id)
        return render(
            request, "coordination/task.html", task_context(request, task, form), status=422
        )
    return render(request, "coordination/task.html", task_context(request, task, form))


@require_POST
@proved
def step_page(request: HttpRequest, answer_id: UUID, step: str) -> HttpResponse:
    """Take a step of a unit's own chain: approve, send back, sign."""
    answer = _answer_seen(request, answer_id)
    if step not in TAKEN:
        raise missing(Answer)
    try:
        _take(request, answer, step)
    except Missing:
        raise
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, TAKEN[step])
    return redirect("task", task_id=answer.task_id)


@proved
def bulk_page(request: HttpRequest) -> HttpResponse:
    """Show the tasks that the map found not to concern the unit, to be signed at once."""
    unit = unit_of(request)
    rows = not_concerned(unit)
    may_sign = [
        task for task in rows if may(asker(request), "coordination.answer.sign_in_bulk", task)
    ]
    if request.method == "POST":
        chosen = set(request.POST.getlist("task"))
        ids = [task.id for task in may_sign if str(task.id) in chosen]
        if ids:
            signed = answering.sign_in_bulk(asked(request), task_ids=ids)
            messages.success(request, f"已签发 {len(signed)} 件“不涉及”。")
        else:
            messages.error(request, "没有可以签发的事项：请先勾选，并由本单位签发人办理。")
        return redirect("bulk")
    at = now()
    shown = sorted(((task, answer_clock(task, at)) for task in rows), key=_lapses_on)
    return render(request, "coordination/bulk.html", {"rows": shown, "may_sign": bool(may_sign)})


def _lapses_on(row: tuple[Task, Clock | None]) -> date:
    """Return when silence would agree; what stands still comes last."""
    last_day_on = row[1].last_day_on if row[1] is not None else None
    return last_day_on or date.max


def working_answer(task: Task) -> Answer | None:
    """Return the answer that a unit has under way, or None."""
    return task.answers.filter(state__in=[str(state) for state in UNDER_WAY]).first()


def answer_clock(task: Task, at: Any) -> Clock | None:
    """Return the clock of what a unit has to answer."""
    duty = duties_of(task.round_id).filter(kind=obligations.ANSWER, subject_id=task.id)
    found = duty.exclude(state=DutyStates.CANCELLED).select_related("unit", "person").last()
    return clock_of(found, at) if found is not None else None


def _save(request: HttpRequest, task: Task, form: AnswerForm) -> object:
    """Keep the draft; where the button says so, hand it on or sign it."""
    step = request.POST.get("step", "draft")

    def act() -> object:
        answer = answering.draft(
            asked(request, "draft"),
            task_id=task.id,
            result=form.cleaned_data["result"],
            content=form.content(),
            conclusion_by_letter=form.cleaned_data["conclusion_by_letter"],
            area=form.area_bytes(),
        )
        if step == "submit":
            answering.submit(asked(request, "submit"), answer_id=answer.id)
        if step == "sign":
            answering.sign(asked(request, "sign"), answer_id=answer.id)
        return answer

    done = attempt(form, act)
    if done is not None:
        said = {
            "draft": "草稿已保存，还没有答复。",
            "submit": "已提交下一环节。",
            "sign": "已签发，答复生效。",
        }
        messages.success(request, said.get(step, said["draft"]))
    return done


def _take(request: HttpRequest, answer: Answer, step: str) -> None:
    by, said = asked(request, step), request.POST.get("words", "")
    if step == "approve":
        answering.approve(by, answer_id=answer.id, words=said)
    elif step == "return":
        answering.send_back(by, answer_id=answer.id, words=said)
    else:
        answering.sign(by, answer_id=answer.id)


def _answer_seen(request: HttpRequest, answer_id: UUID) -> Answer:
    answer = Answer.objects.filter(id=answer_id, task__unit=unit_of(request)).first()
    if answer is None:
        raise missing(Answer)
    return answer


def task_context(request: HttpRequest, task: Task, form: AnswerForm) -> dict[str, Any]:
    """Return what the page of a task shows to who looks."""
    at, unit, actor = now(), unit_of(request), asker(request)
    is_own = unit.id == task.unit_id
    working = working_answer(task) if is_own else None
    signed = task.answers.filter(state=AnswerStates.SIGNED).order_by("-answered_at").first()
    shown = working or signed
    drafting = working is None or working.state == AnswerStates.DRAFTING
    # What was deemed may still be answered, for information; a held task may be answered in time.
    takes_answers = task.state in (*OPEN_TASKS, TaskStates.DEEMED_NO_OBJECTION) and signed is None
    may_draft = (
        is_own and drafting and takes_answers and may(actor, "coordination.answer.draft", task)
    )
    return {
        "task": task,
        "round": task.round,
        "question": question_of(task),
        "form": form if may_draft else None,
        "answer": shown,
        "form_document": opinion_form_of(shown) if shown is not None else None,
        "said": stated(task.row, shown.content) if shown is not None else [],
        "clock": answer_clock(task, at),
        "is_own": is_own,
        "is_open": task.state in OPEN_TASKS,
        "area": area_of(shown) if area_is_seen(task, unit.id) else None,
        "own_layers": _own_layers(task),
        "facts": facts_of(task.round),
        "phrases": phrases().get(task.row, []),
        "chain": _chain(task, working, signed),
        "steps": _steps(actor, working),
        "submit_to": _submit_to(task) if may_draft else "",
        "may_sign_at_once": may_draft and _signs_at_once(task, actor, working),
        "remarks": working.remarks.select_related("account").order_by("made_at") if working else [],
        "districts": task.consultations.select_related("district"),
        "wishes": task.material_requests.order_by("asked_at"),
        **_links(actor, task),
        "may_ask_district": is_own and may(actor, "coordination.task.consult_district", task),
        "prefilled": prefilled(task)[0] if is_own and signed is None else None,
        "not_concerned": str(Result.NOT_CONCERNED),
        **letter_of(task, actor, is_open_to=is_own or unit.id == task.round.lead_id),
    }


def _links(actor: Any, task: Task) -> dict[str, Any]:
    """Return which further pages of a task are open to a person in its state."""
    running = task.round.state != RoundStates.WITHDRAWN
    silent = task.state == TaskStates.DEEMED_NO_OBJECTION
    signed = task.answers.filter(state=AnswerStates.SIGNED).order_by("-answered_at").first()
    registered = task.answers.filter(state=AnswerStates.REGISTERED).first()
    takes_paper = (task.state in OPEN_TASKS or silent) and signed is None and registered is None
    to_confirm = (
        registered
        if running
        and registered is not None
        and registered.drafted_by_id != actor.account_id
        and may(actor, "coordination.answer.confirm", registered)
        else None
    )
    return {
        "may_answer_wish": may(actor, "coordination.task.answer_material", task),
        "correctable": signed.id if signed is not None and may_correct(actor, signed) else None,
        "may_register_paper": running
        and takes_paper
        and may(actor, "coordination.answer.register", task),
        "to_confirm": to_confirm,
        "may_override": running and silent and may(actor, "coordination.override.request", task),
        "may_hear": {
            one.id
            for one in task.consultations.filter(answered_on=None)
            if running and may(actor, "coordination.task.hear_district", one)
        },
    }


def may_correct(actor: Actor, answer: Answer) -> bool:
    """Return whether a signed answer may still be corrected, and by this person."""
    return (
        answer.state == AnswerStates.SIGNED
        and not answer.is_late
        and answer.task.round.state in COLLECTING
        and may(actor, "coordination.answer.correct", answer)
    )


def _own_layers(task: Task) -> list[LayerJudgement]:
    """Return the unit's own layers as measured, what is met first."""
    check = task.round.check_record
    if check is None:
        return []
    rows = [row for row in verdict_of(check).rows if row.owner == task.unit.key]
    return sorted(rows, key=lambda row: row.rank)


def _chain(task: Task, working: Answer | None, signed: Answer | None) -> list[tuple[str, str]]:
    """Return the unit's steps, each done, here or to come."""
    chain = [Step(step) for step in task.unit.signing_chain] or [Step.DRAFT, Step.SIGN]
    if signed is not None:
        return [(step.value, "done") for step in chain]
    here = STEPS.get(AnswerStates(working.state), Step.DRAFT) if working else Step.DRAFT
    at = chain.index(here) if here in chain else 0
    return [
        (step.value, "done" if n < at else "here" if n == at else "next")
        for n, step in enumerate(chain)
    ]


def _steps(actor: Any, working: Answer | None) -> list[tuple[str, str, str]]:
    """Return the buttons of an answer under way: verb, title, tone."""
    if working is None:
        return []
    expected = next_steps(working)
    found = []
    if (
        Step.REVIEW in expected
        and working.state == AnswerStates.IN_REVIEW
        and may(actor, "coordination.answer.approve", working)
    ):
        found.append(("approve", "审核通过", "btn-primary"))
    if working.state == AnswerStates.TO_SIGN and may(actor, "coordination.answer.sign", working):
        found.append(("sign", "签发", "btn-primary"))
    in_hand = working.state in (AnswerStates.IN_REVIEW, AnswerStates.TO_SIGN)
    if in_hand and may(actor, "coordination.answer.return", working):
        found.append(("return", "退回修改", "btn-plain"))
    return found


def _submit_to(task: Task) -> str:
    """Return the next step that a draft is handed on to."""
    chain = [Step(step) for step in task.unit.signing_chain]
    if Step.REVIEW in chain:
        return "提交审核"
    return "提交签发" if len(chain) > 1 else ""


def _signs_at_once(task: Task, actor: Any, working: Answer | None) -> bool:
    chain = [Step(step) for step in task.unit.signing_chain]
    return Step.REVIEW not in chain and may(actor, "coordination.answer.sign", working or task)
