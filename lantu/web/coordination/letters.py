"""How a unit's letter reached it: the proof, and what the lead does where the proof is missing."""

from datetime import datetime, timedelta
from uuid import UUID

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse

from lantu.foundations.acts.clock import now
from lantu.foundations.acts.gate import Request
from lantu.foundations.acts.policy import may
from lantu.foundations.deliveries import receipts
from lantu.foundations.deliveries.models import Attempt, Message
from lantu.foundations.people.queries import contacts_of
from lantu.systems.coordination.actions import delivering
from lantu.systems.coordination.models import Task
from lantu.web.coordination.forms import ActForm, UploadForm, words
from lantu.web.coordination.pieces import piece_page, task_for
from lantu.web.coordination.tasks import task_seen
from lantu.web.shell.asking import asked, asker, sent
from lantu.web.shell.refusals import missing
from lantu.web.shell.uploads import kept

PLATFORM_MOMENT = "%Y-%m-%dT%H:%M"


class ServedForm(UploadForm):
    """A paper letter that was handed over and signed for."""

    receiver = forms.CharField(label="签收人", max_length=100, help_text="姓名和科室。")
    served_at = forms.DateTimeField(
        label="签收时刻",
        input_formats=[PLATFORM_MOMENT],
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format=PLATFORM_MOMENT),
        help_text="期限自签收次日起算。",
    )
    scan = forms.FileField(label="签收回执扫描件", help_text="PDF 或图片。")
    field_order = ("receiver", "served_at", "scan", "statement", "reviewer")

    def uploaded(self) -> UploadedFile[bytes]:
        """Return the scanned receipt."""
        found = self.cleaned_data["scan"]
        assert isinstance(found, UploadedFile)
        return found


class CalledForm(ActForm):
    """A telephone call that told a unit of its letter."""

    called = forms.CharField(label="接听人", max_length=100)
    telephone = forms.CharField(label="电话", max_length=40)
    words = words("通话记录", "告知了什么、对方怎样确认。")


class LostForm(ActForm):
    """What shows that a letter did not arrive."""

    proof = words("丢失的证据", "例如邮件服务器事后的退信。写明后由督办单位决定是否重新送达。")


def serve_letter(request: HttpRequest, task_id: UUID) -> HttpResponse:
    """Register that a letter on paper was signed for."""
    task, message = _letter(request, task_id, "deliveries.message.serve_paper")
    form = ServedForm(*sent(request), subject=task, initial={"served_at": now()})

    def act() -> object:
        given = form.cleaned_data
        scan = kept(Request(asker(request)), form.uploaded(), form.clearance())
        return receipts.serve_paper(
            asked(request), message_id=message.id, receiver=given["receiver"],
            served_at=_within(given["served_at"], message), scan=scan,
        )  # fmt: skip

    said = f"签收即送达，{task.unit.name}的答复期限随之起算。"
    title = f"登记纸质送达：{task.unit.name}"
    return piece_page(request, form, task, title, said, act)


def log_call(request: HttpRequest, task_id: UUID) -> HttpResponse:
    """Log a telephone call that told a unit."""
    task, message = _letter(request, task_id, "deliveries.message.log_call")
    form = CalledForm(*sent(request), subject=task)
    for contact in contacts_of(task.unit_id)[:1]:
        form.initial = {"called": contact.name, "telephone": contact.telephone}
    said = "平台收件箱之外的第二通道：电话告知并记录，即证明送达。"
    return piece_page(
        request, form, task, f"登记电话送达：{task.unit.name}", said,
        lambda: receipts.log_call(asked(request), message_id=message.id, **form.cleaned_data),
    )  # fmt: skip


def report_lost(request: HttpRequest, task_id: UUID) -> HttpResponse:
    """Say that a letter was lost in spite of its receipts."""
    task = task_for(request, task_id, "task.report_lost")
    form = LostForm(*sent(request), subject=task)
    return piece_page(
        request, form, task, f"报告送达丢失：{task.unit.name}",
        "送达存疑期间，不作视为无异议认定。",
        lambda: delivering.report_lost(asked(request), task_id=task.id, **form.cleaned_data),
    )  # fmt: skip


def _within(served_at: datetime, message: Message) -> datetime:
    """Read the minute of the form: within that of the sending, it was served when it was sent."""
    sent_at = message.created_at
    return sent_at if sent_at - timedelta(minutes=1) < served_at < sent_at else served_at


def _letter(request: HttpRequest, task_id: UUID, verb: str) -> tuple[Task, Message]:
    task = task_seen(request, task_id)
    if task.message is None or not may(asker(request), verb, task.message):
        raise missing(Attempt)
    return task, task.message
