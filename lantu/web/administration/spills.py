"""Uploads that should never have come in: found by name or digest, and purged with a reason."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from lantu.foundations.acts.policy import may
from lantu.foundations.blobs import store
from lantu.foundations.blobs.models import Blob
from lantu.foundations.projects.purging import Upload, purge_spill, upload_of, uploads_named
from lantu.web.account.sessions import proved
from lantu.web.coordination.forms import SureForm, words
from lantu.web.shell.asking import asked, asker, sent, was_done
from lantu.web.shell.refusals import attempt, missing

PURGE = "projects.spill.purge"
SHORTEST_WORDS = 2


class PurgeForm(SureForm):
    """Why an upload goes; there is no way back."""

    reason = words("清除原因", "不要写出涉密内容本身；原因会永久留在日志里。")
    is_sure = forms.BooleanField(
        label="已核对文件，知道清除后不能恢复",
        error_messages={"required": "请核对文件后勾选；清除后不能恢复。"},
    )
    field_order = ("reason", "is_sure")


def spills_page(request: HttpRequest) -> HttpResponse:
    """Find an upload by a part of its name, or by its digest."""
    if not may(asker(request), PURGE):
        raise missing(Blob)
    said = request.GET.get("words", "").strip()[:80]
    found = uploads_named(said) if len(said) >= SHORTEST_WORDS else []
    context = {"words": said, "found": found, "is_short": 0 < len(said) < SHORTEST_WORDS}
    return render(request, "administration/spills.html", context)


@proved
def spill_page(request: HttpRequest, digest: str) -> HttpResponse:
    """Show what is known of an upload, and purge it."""
    upload = upload_of(digest) if may(asker(request), PURGE) else None
    if upload is None:
        raise missing(Blob)
    if was_done(request):
        return redirect("spill", digest=digest)
    form = PurgeForm(*sent(request))
    if request.method == "POST" and is_left(upload) and form.is_valid():
        reason = form.cleaned_data["reason"]
        if attempt(form, lambda: purge_spill(asked(request), digest=digest, reason=reason)):
            messages.success(request, "已清除：文件、图形和日志正文都已擦去，摘要和原因留存。")
            return redirect("spill", digest=digest)
    context = {"upload": upload, "form": form, "is_left": is_left(upload)}
    return render(request, "administration/spill.html", context, status=422 if form.errors else 200)


def is_left(upload: Upload) -> bool:
    """Return whether something of an upload is left to purge."""
    return upload.purged_at is None or store.path_of(upload.digest).is_file()
