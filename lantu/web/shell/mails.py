"""The mails of a demonstration, as its mail server took them in: what a contact would read."""

from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes
from email.policy import default
from pathlib import Path

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from lantu.foundations.acts.clock import is_demo
from lantu.foundations.deliveries.models import Attempt, Result, Way
from lantu.web.shell.refusals import not_found

PAGE = 50


@dataclass(frozen=True, slots=True)
class Mail:
    """One mail as it arrived."""

    to: str
    subject: str
    text: str
    at: datetime | None


def mails_page(request: HttpRequest) -> HttpResponse:
    """Show the mails that arrived, newest first, and those that were refused."""
    if not is_demo():
        return not_found(request)
    folder = Path(settings.VARIABLE_DIRECTORY) / "mails"
    paths = sorted(folder.glob("*.eml"), key=lambda path: path.stat().st_mtime, reverse=True)
    page = Paginator(paths, PAGE).get_page(request.GET.get("page"))
    refused = Attempt.objects.filter(way=Way.EMAIL, result=Result.REFUSED)
    context = {
        "page": page,
        "mails": [read_mail(path) for path in page],
        "refused": refused.select_related("message").order_by("-at", "id")[:PAGE],
    }
    return render(request, "shell/mails.html", context)


def read_mail(path: Path) -> Mail:
    """Return a mail that the server kept.

    Args:
        path: its file, as it came over the wire.
    """
    mail = message_from_bytes(path.read_bytes(), policy=default)
    body = mail.get_body(("plain",))
    sent = mail["Date"]
    return Mail(
        to=str(mail["To"] or ""),
        subject=str(mail["Subject"] or "（无标题）"),
        text=body.get_content().strip() if body is not None else "",
        at=sent.datetime if sent is not None else None,
    )
