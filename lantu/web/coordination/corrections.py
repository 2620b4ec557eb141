"""A unit corrects the answer that it signed: a new one in its place, the former kept beside it."""

from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from lantu.systems.coordination.actions import answering
from lantu.systems.coordination.models import Answer
from lantu.web.account.sessions import proved
from lantu.web.coordination.answer_form import AnswerForm, initial_of
from lantu.web.coordination.tasks import may_correct, task_context, task_seen
from lantu.web.shell.asking import asked, asker, sent, unit_of, was_done
from lantu.web.shell.refusals import attempt, missing


class CorrectionForm(AnswerForm):
    """A corrected answer; past the unit's own limit it comes with a letter."""

    letter_number = forms.CharField(
        label="更正函文号", max_length=100, required=False,
        help_text="本单位答复期限届满之后更正的，须另行发函并填写文号。",
    )  # fmt: skip


@proved
def correct_page(request: HttpRequest, answer_id: UUID) -> HttpResponse:
    """Let a signer put a corrected answer in the place of the signed one."""
    former = Answer.objects.filter(id=answer_id, task__unit=unit_of(request)).first()
    if former is None:
        raise missing(Answer)
    if was_done(request, "correct"):
        return redirect("task", task_id=former.task_id)
    if not may_correct(asker(request), former):
        raise missing(Answer)
    task = task_seen(request, former.task_id)
    form = CorrectionForm(*sent(request), subject=task, initial=initial_of(task, former))

    def act() -> Answer:
        given = form.cleaned_data
        return answering.correct(
            asked(request, "correct"), answer_id=former.id, result=given["result"],
            content=form.content(), conclusion_by_letter=given["conclusion_by_letter"],
            letter_number=given["letter_number"], area=form.area_bytes(),
        )  # fmt: skip

    if request.method == "POST" and form.is_valid() and attempt(form, act) is not None:
        messages.success(request, "更正已签发，原答复留存。")
        return redirect("task", task_id=task.id)
    if form.errors and was_done(request, "correct"):
        return redirect("task", task_id=task.id)
    context = task_context(request, task, form) | {"form": form, "corrects": former}
    status = 422 if form.errors else 200
    return render(request, "coordination/task.html", context, status=status)
