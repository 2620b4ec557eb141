"""One document: what it says, its files, and the sealed paper that came back."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from urllib.parse import quote
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from lantu.foundations.acts.gate import Missing, Request
from lantu.foundations.acts.policy import may
from lantu.foundations.blobs import store
from lantu.foundations.blobs.clearance import Clearance
from lantu.foundations.blobs.models import Blob
from lantu.foundations.documents import actions
from lantu.foundations.documents.models import Document, SealedCopy
from lantu.foundations.documents.queries import is_intact
from lantu.foundations.people.models import Standing, Unit
from lantu.law.wording import Refused
from lantu.systems.coordination.models import OverallOpinion, Paper, PaperKind, Task
from lantu.systems.coordination.papers import readable
from lantu.systems.coordination.papers.drafts import DRAFTS
from lantu.systems.coordination.queries.visibility import has_answered, visible_documents
from lantu.web.account.sessions import proved
from lantu.web.documents.forms import SealedCopyForm
from lantu.web.shell import uploads
from lantu.web.shell.asking import asked, asker, sent, unit_of
from lantu.web.shell.refusals import attempt, missing

OPINION = "coordination.overall_opinion"
# What is shown of a document, and what its kind is called.
BODIES = {
    OPINION: ("documents/opinion.html", "综合意见"),
    "coordination.silence_certificate": ("documents/certificate.html", "视为无异议"),
    PaperKind.LETTER: ("documents/letter.html", PaperKind.LETTER.label),
    PaperKind.INFORMATION: ("documents/facts.html", PaperKind.INFORMATION.label),
    PaperKind.OPINION_FORM: ("documents/opinion_form.html", PaperKind.OPINION_FORM.label),
    PaperKind.MINUTES: ("documents/minutes.html", PaperKind.MINUTES.label),
}
FORMATS = {"pdf": "PDF", "docx": "DOCX 代拟稿", "ofd": "OFD"}


def document_page(request: HttpRequest, document_id: UUID) -> HttpResponse:
    """Show a document that the person's unit may read."""
    document = document_seen(request, document_id)
    return render(request, "documents/document.html", _context(request, document))


@proved
def register_page(request: HttpRequest, document_id: UUID) -> HttpResponse:
    """Register the sealed paper of a document: its number, signer, day and scan."""
    document = document_seen(request, document_id)
    if not may(asker(request), "documents.sealed_copy.register", document):
        raise missing(Document)
    form = SealedCopyForm(*sent(request))
    if request.method == "POST" and form.is_valid():
        done = attempt(form, lambda: _register(request, document, form.cleaned_data))
        if done is not None:
            messages.success(request, "用印件已登记，请另一位收发人员核对原件后复核。")
            return redirect("document", document_id=document.id)
    context = {"document": document, "form": form}
    status = 422 if form.errors else 200
    return render(request, "documents/register.html", context, status=status)


@require_POST
@proved
def confirm_copy(request: HttpRequest, copy_id: UUID) -> HttpResponse:
    """Confirm, as a second person, what another registered."""
    sealed = _copy_seen(request, copy_id)
    said = "已复核，用印件存档。"
    return _decided(
        request, sealed, said, lambda by: actions.confirm_sealed_copy(by, sealed_copy_id=sealed.id)
    )


@require_POST
@proved
def reject_copy(request: HttpRequest, copy_id: UUID) -> HttpResponse:
    """Send back, as a second person, what another registered, with the reason."""
    sealed, reason = _copy_seen(request, copy_id), request.POST.get("reason", "")
    said = "已退回，登记人可以重新登记。"
    return _decided(
        request, sealed, said,
        lambda by: actions.reject_sealed_copy(by, sealed_copy_id=sealed.id, reason=reason),
    )  # fmt: skip


def _decided(
    request: HttpRequest, sealed: SealedCopy, said: str, decide: Callable[[Request], SealedCopy]
) -> HttpResponse:
    """Do what a second person decides about a sealed copy, or say why not."""
    try:
        decide(asked(request))
    except Missing:
        raise
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, said)
    return redirect("document", document_id=sealed.document_id)


def rendition(request: HttpRequest, document_id: UUID, rendition_id: UUID) -> HttpResponse:
    """Give a file that was made of a document."""
    document = document_seen(request, document_id)
    found = document.renditions.filter(id=rendition_id).first()
    if found is None:
        raise missing(Document)
    return download(found.blob, f"{document.number}.{found.format}")


def scan(request: HttpRequest, copy_id: UUID) -> HttpResponse:
    """Give the scan of a sealed paper."""
    sealed = _copy_seen(request, copy_id)
    return download(sealed.scan, f"{sealed.official_number}用印件")


def download(digest: str, name: str) -> HttpResponse:
    """Return a kept file under a name; one that was purged is not there.

    Raises:
        Missing: there is no such file any more.
    """
    blob = Blob.objects.filter(digest=digest, purged_at__isnull=True).first()
    if blob is None:
        raise missing(Blob)
    response = HttpResponse(store.read(digest), content_type=blob.media_type)
    ending = blob.name.rpartition(".")[2] if "." in blob.name else ""
    shown = name if not ending or name.endswith(f".{ending}") else f"{name}.{ending}"
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(shown, safe='')}"
    return response


def document_seen(request: HttpRequest, document_id: UUID) -> Document:
    """Return a document that the person's unit may read.

    Raises:
        Missing: there is none, or it is not theirs.
    """
    found = visible_documents(unit_of(request)).filter(id=document_id)
    document = found.select_related("unit").first()
    if document is None:
        raise missing(Document)
    return document


def _copy_seen(request: HttpRequest, copy_id: UUID) -> SealedCopy:
    found = SealedCopy.objects.filter(id=copy_id).select_related("document__unit").first()
    if found is None:
        raise missing(SealedCopy)
    document_seen(request, found.document_id)
    return found


def _register(request: HttpRequest, document: Document, given: dict[str, Any]) -> SealedCopy:
    # Whoever may not register is refused before anything of the file is kept.
    stated = Clearance(given["statement"], given["reviewer"])
    digest = uploads.kept(asked(request, "scan"), given["scan"], stated)
    return actions.register_sealed_copy(
        asked(request, "register"),
        document_id=document.id,
        official_number=given["official_number"],
        signer=given["signer"],
        sealed_on=given["sealed_on"],
        scan=digest,
    )


def _context(request: HttpRequest, document: Document) -> dict[str, Any]:
    actor, unit = asker(request), unit_of(request)
    copies = document.sealed_copies.select_related("registered_by", "confirmed_by", "rejected_by")
    opinion = OverallOpinion.objects.filter(document=document).select_related("round").first()
    body, kind_title = BODIES[document.kind]
    return {
        "document": document,
        "is_opinion": document.kind == OPINION,
        "content": readable(document.content),
        "body": body,
        "kind_title": kind_title,
        "has_draft": document.kind in DRAFTS,
        "is_issuer": document.unit_id == unit.id,
        "deliveries": [_delivery(row) for row in document.content.get("deliveries", ())],
        "sees_matrix": opinion is not None and _sees_matrix(opinion, unit),
        "intact": is_intact(document),
        **_place(document, opinion),
        "renditions": [
            (row, FORMATS.get(row.format, row.format))
            for row in document.renditions.order_by("format")
        ],
        "copies": [
            (copy, _is_open(copy) and may(actor, "documents.sealed_copy.confirm", copy))
            for copy in copies.order_by("-sealed_on", "id")
        ],
        "may_register": may(actor, "documents.sealed_copy.register", document),
        "person_id": actor.account_id,
    }


def _place(document: Document, opinion: OverallOpinion | None) -> dict[str, Any]:
    """Return the round or the session that a document belongs to."""
    paper = Paper.objects.filter(document=document).select_related("round__project", "session")
    task = Task.objects.filter(certificate=document).select_related("round__project").first()
    found = opinion or task or paper.first()
    one = found.round if found is not None else None
    return {"round": one, "session": getattr(found, "session", None)}


def _is_open(sealed: SealedCopy) -> bool:
    return sealed.confirmed_at is None and sealed.rejected_at is None


def _delivery(row: dict[str, Any]) -> dict[str, Any]:
    """Return a frozen attempt to deliver with its moment as a moment."""
    at = row.get("at")
    return {**row, "at": datetime.fromisoformat(at) if at else None}


def _sees_matrix(opinion: OverallOpinion, viewer: Unit) -> bool:
    """Return whether a unit reads the single opinions: the lead, or who answered itself."""
    one = opinion.round
    inside = viewer.id == one.lead_id or viewer.standing == Standing.SUPERVISOR
    return inside or has_answered(one, viewer.id)
