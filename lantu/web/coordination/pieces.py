"""The small acts around a task or a round: districts, material, divergences, advice, paper."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from lantu.foundations.acts.clock import now
from lantu.foundations.acts.gate import Request
from lantu.foundations.acts.policy import may
from lantu.systems.coordination.actions import adjusting, districts, overriding, paper, reconciling
from lantu.systems.coordination.models import (
    Advice,
    Answer,
    DistrictConsultation,
    Divergence,
    MaterialRequest,
    Round,
    Task,
)
from lantu.systems.coordination.queries.visibility import visible_rounds, visible_tasks
from lantu.web.coordination import forms
from lantu.web.coordination.rounds import round_seen
from lantu.web.coordination.seen import head_clock
from lantu.web.coordination.tasks import answer_clock, task_seen
from lantu.web.shell.asking import asked, asker, sent, unit_of
from lantu.web.shell.refusals import attempt, missing
from lantu.web.shell.uploads import kept


def consult_district(request: HttpRequest, task_id: UUID) -> HttpResponse:
    """Ask a county or zone for its view."""
    task = task_for(request, task_id, "task.consult_district")
    form = forms.DistrictForm(*sent(request), subject=task)
    return piece_page(
        request,
        form,
        task,
        "征求县区意见",
        "县区应在 2 个工作日内答复；本单位的期限照常计算。",
        lambda: districts.consult_district(
            asked(request), task_id=task.id, district_id=form.cleaned_data["district"].id
        ),
    )


def request_material(request: HttpRequest, task_id: UUID) -> HttpResponse:
    """Ask the lead for more material."""
    task = task_for(request, task_id, "task.request_material")
    form = forms.MaterialForm(*sent(request), subject=task)
    return piece_page(
        request,
        form,
        task,
        "请求补充材料",
        "由牵头单位答复；本单位的期限照常计算。",
        lambda: districts.request_material(
            asked(request), task_id=task.id, words=form.cleaned_data["words"]
        ),
    )


def answer_material(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """Answer a unit's wish for more material."""
    wish = (
        MaterialRequest.objects.filter(id=request_id, task__in=visible_tasks(unit_of(request)))
        .select_related("task__unit", "task__round__project")
        .first()
    )
    if wish is None or not may(asker(request), "coordination.task.answer_material", wish):
        raise missing(MaterialRequest)
    form = forms.MaterialReplyForm(*sent(request), subject=wish)
    return piece_page(
        request,
        form,
        wish.task,
        "答复补充材料请求",
        f"请求：{wish.words}",
        lambda: districts.answer_material(
            asked(request), request_id=wish.id, reply=form.cleaned_data["reply"]
        ),
    )


def hear_district(request: HttpRequest, consultation_id: UUID) -> HttpResponse:
    """Let a county or zone say its view."""
    one = (
        DistrictConsultation.objects.filter(id=consultation_id)
        .select_related("task__unit", "task__round__project")
        .first()
    )
    if one is None or not may(asker(request), "coordination.task.hear_district", one):
        raise missing(DistrictConsultation)
    form = forms.DistrictViewForm(*sent(request), subject=one)
    said = f"{one.task.unit.name}就“{one.task.round.project.name}”征求意见。"
    is_own = one.district_id == unit_of(request).id
    return piece_page(
        request,
        form,
        None if is_own else one.task,
        "提出县区意见",
        said,
        lambda: districts.hear_district(
            asked(request),
            task_id=one.task_id,
            district_id=one.district_id,
            is_negative=form.cleaned_data["is_negative"] == "yes",
            words=form.cleaned_data["words"],
        ),
    )


def settle_divergence(request: HttpRequest, divergence_id: UUID) -> HttpResponse:
    """Give a divergence its outcome."""
    item = (
        Divergence.objects.filter(id=divergence_id, round__in=visible_rounds(unit_of(request)))
        .select_related("round__project", "task__unit")
        .first()
    )
    if item is None or not may(asker(request), "coordination.divergence.settle", item):
        raise missing(Divergence)
    form = forms.SettleForm(*sent(request), subject=item)

    def act() -> object:
        given = form.cleaned_data
        return reconciling.settle_divergence(
            asked(request), divergence_id=item.id, mediation_id=given["mediation"].id,
            outcome=given["outcome"], is_achievable=given["is_achievable"] == "yes",
        )  # fmt: skip

    return piece_page(
        request,
        form,
        item.round,
        f"分歧结果：{item.task.unit.name}",
        f"要求：{item.demand}",
        act,
    )


def handle_advice(request: HttpRequest, round_id: UUID, number: int) -> HttpResponse:
    """Mark an item of advice as handled."""
    one = round_seen(request, round_id)
    item = Advice.objects.filter(round=one, number=number).first()
    if item is None or not may(asker(request), "coordination.advice.handle", one):
        raise missing(Advice)
    form = forms.AdviceForm(*sent(request), subject=item)
    return piece_page(
        request,
        form,
        one,
        f"落实第 {number} 条建议",
        item.words,
        lambda: adjusting.handle_advice(
            asked(request), round_id=one.id, number=number, how=form.cleaned_data["how"]
        ),
    )


def request_override(request: HttpRequest, task_id: UUID) -> HttpResponse:
    """Ask to object in spite of one's silence."""
    task = task_for(request, task_id, "override.request")
    form = forms.OverrideForm(*sent(request), subject=task)
    return piece_page(
        request,
        form,
        task,
        "默认同意后提出否定意见",
        "原则上不得再提否定意见；四类理由之一、附法律依据，由督办单位决定。",
        lambda: overriding.request_override(asked(request), task_id=task.id, **form.cleaned_data),
    )


def register_paper(request: HttpRequest, task_id: UUID) -> HttpResponse:
    """Register a paper answer for a unit off the network."""
    task = task_for(request, task_id, "answer.register")
    form = forms.PaperForm(*sent(request), subject=task)

    def act() -> object:
        given = form.cleaned_data
        scan = kept(Request(asker(request)), form.uploaded(), form.clearance())
        return paper.register_reply(
            asked(request), task_id=task.id, result=given["result"], scan=scan,
            content={"adjustment_advice": given["adjustment_advice"], "none_needed": True},
            received_on=given["received_on"], their_number=given["their_number"],
            our_number=given["our_number"], conclusion_by_letter=given["conclusion_by_letter"],
        )  # fmt: skip

    return piece_page(
        request,
        form,
        task,
        f"代登记纸质答复：{task.unit.name}",
        "收文日即答复日；登记后由第二人复核方才生效。",
        act,
    )


def confirm_paper(request: HttpRequest, answer_id: UUID) -> HttpResponse:
    """Confirm a registered paper answer, as a second person."""
    answer = (
        Answer.objects.filter(id=answer_id, is_paper=True, task__in=visible_tasks(unit_of(request)))
        .select_related("task__unit", "task__round__project")
        .first()
    )
    if answer is None or not may(asker(request), "coordination.answer.confirm", answer):
        raise missing(Answer)
    form = forms.Nothing(*sent(request), subject=answer)
    numbers = f"来文 {answer.their_number}，收文 {answer.our_number}"
    said = f"{numbers}，{answer.received_on} 收到。请核对扫描件。"
    return piece_page(
        request,
        form,
        answer.task,
        f"复核纸质答复：{answer.task.unit.name}",
        said,
        lambda: paper.confirm_reply(asked(request), answer_id=answer.id),
    )


def task_for(request: HttpRequest, task_id: UUID, verb: str) -> Task:
    """Return a task about which somebody may do something; whoever may not finds none."""
    task = task_seen(request, task_id)
    if not may(asker(request), f"coordination.{verb}", task):
        raise missing(Task)
    return task


def piece_page(
    request: HttpRequest,
    form: forms.ActForm,
    about: Round | Task | None,
    title: str,
    explains: str,
    act: Callable[[], object],
) -> HttpResponse:
    """Show a form with the way and the clock of what it is about; do its act, and go back there.

    Args:
        request: by a person.
        form: as it was sent, or empty.
        about: the round or the task; None for whoever only sees it from the workbench.
        title: what is done; the button says the same.
        explains: what follows from it.
        act: does it, once the form is whole.
    """
    context: dict[str, Any] = {"title": title, "explains": explains, "form": form, **_about(about)}
    if request.method == "POST" and form.is_valid() and attempt(form, lambda: bool(act())):
        return redirect(context["back"])
    return render(request, "coordination/piece.html", context, status=422 if form.errors else 200)


def _about(about: Round | Task | None) -> dict[str, Any]:
    """Return where a form leads back to, and whose state and clock stand above it."""
    if isinstance(about, Task):
        back, clock = reverse("task", args=[about.id]), answer_clock(about, now())
        return {"back": back, "round": about.round, "task": about, "clock": clock}
    if isinstance(about, Round):
        back, clock = reverse("round", args=[about.id]), head_clock(about, now())
        return {"back": back, "round": about, "clock": clock}
    return {"back": "/"}
