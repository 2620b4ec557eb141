"""Issue documents, add their renditions, register the sealed paper back."""

import hashlib
import secrets
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from lantu.foundations.acts.gate import Act, action
from lantu.foundations.acts.wording import Code, Refused
from lantu.foundations.documents import events
from lantu.foundations.documents.models import Document, NumberSeries, Rendition, SealedCopy
from lantu.foundations.journal.canonical import canonical
from lantu.foundations.journal.events import moment
from lantu.foundations.people.models import Account, Unit

# Long enough that nobody finds one by trying: 20 letters of 31 are 99 bits.
CODE_LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
CODE_LENGTH = 20


class DocumentFault(Code):
    """Why a document cannot be rendered or its sealed paper not registered."""

    OTHER_RECORD = "documents.other_record"
    PARTS_MISSING = "documents.parts_missing"
    SAME_PERSON = "documents.same_person"
    CONFIRMED = "documents.confirmed"
    REJECTED = "documents.rejected"
    COPY_STANDING = "documents.copy_standing"
    REASON_MISSING = "documents.reason_missing"


# What a confirmed sealed copy means, by the kind of its document: a system, which stands higher,
# says so when it is loaded, and it happens in the very act of the confirmation.
WHEN_CONFIRMED: dict[str, Callable[[Act, SealedCopy], None]] = {}


@action("documents.document.issue")
def issue_document(
    act: Act, *, kind: str, series: str, title: str, content: Mapping[str, Any], unit: Unit
) -> Document:
    """Freeze the data of a document and give it its number and verification code.

    Args:
        act: the open act.
        kind: what it is, as `coordination.overall_opinion`.
        series: the series of its number.
        title: its heading.
        content: its data, as JSON knows them.
        unit: who issues it.
    """
    act.require(unit)
    number = _next_number(act, series)
    record = {
        "content": dict(content),
        "issued_at": moment(act.at),
        "issuer": unit.name,
        "kind": kind,
        "number": number,
        "title": title,
    }
    document = act.create(
        Document(
            kind=kind,
            number=number,
            title=title,
            unit=unit,
            record=canonical(record).decode(),
            digest=record_digest(record),
            verification_code="".join(secrets.choice(CODE_LETTERS) for _ in range(CODE_LENGTH)),
            issued_at=act.at,
        )
    )
    news = events.DocumentIssued(document.id, kind, document.number, document.digest)
    act.record(news, (document, unit))
    return document


@action("documents.rendition.add")
def add_rendition(
    act: Act, *, document_id: UUID, file_format: str, blob: str, record: str
) -> Rendition:
    """Add a file that was made of a document's record.

    Raises:
        Refused: it was made of another record.
    """
    document = act.get(Document, document_id)
    act.require(document)
    if record != document.digest:
        raise Refused(DocumentFault.OTHER_RECORD, number=document.number)
    rendition = act.create(
        Rendition(
            document=document, format=file_format, blob=blob, record_digest=record, made_at=act.at
        )
    )
    act.record(events.RenditionAdded(rendition.id, document.id, file_format), (rendition, document))
    return rendition


@action("documents.sealed_copy.register")
def register_sealed_copy(
    act: Act, *, document_id: UUID, official_number: str, signer: str, sealed_on: date, scan: str
) -> SealedCopy:
    """Register the paper that was signed and sealed: its number, signer, day and scan.

    Raises:
        Refused: one of them is missing, or another copy stands that nobody rejected.
    """
    document = act.get(Document, document_id)
    act.require(document)
    if not (official_number.strip() and signer.strip() and scan) or sealed_on > act.today:
        raise Refused(DocumentFault.PARTS_MISSING)
    if document.sealed_copies.filter(rejected_at__isnull=True).exists():
        raise Refused(DocumentFault.COPY_STANDING, number=document.number)
    sealed = act.create(
        SealedCopy(
            document=document,
            official_number=official_number,
            signer=signer,
            sealed_on=sealed_on,
            scan=scan,
            registered_by=_person(act),
        )
    )
    act.record(events.SealedCopyRegistered(sealed.id, document.id), (sealed, document))
    return sealed


@action("documents.sealed_copy.confirm")
def confirm_sealed_copy(act: Act, *, sealed_copy_id: UUID) -> SealedCopy:
    """Confirm what another person registered; what that means for its document happens with it.

    Raises:
        Refused: it is the same person, or it was confirmed or rejected before.
    """
    sealed = _to_decide(act, sealed_copy_id)
    sealed.confirmed_by, sealed.confirmed_at = _person(act), act.at
    act.save(sealed, "confirmed_by", "confirmed_at")
    act.record(events.SealedCopyConfirmed(sealed.id, sealed.document_id), (sealed, sealed.document))
    follows = WHEN_CONFIRMED.get(sealed.document.kind)
    if follows is not None:
        follows(act, sealed)
    return sealed


@action("documents.sealed_copy.reject")
def reject_sealed_copy(act: Act, *, sealed_copy_id: UUID, reason: str) -> SealedCopy:
    """Send back what another person registered, with the reason; it is registered anew.

    Raises:
        Refused: no reason, the same person, or it was confirmed or rejected before.
    """
    sealed = _to_decide(act, sealed_copy_id)
    if not reason.strip():
        raise Refused(DocumentFault.REASON_MISSING)
    sealed.rejected_by, sealed.rejected_at, sealed.rejected_for = _person(act), act.at, reason
    act.save(sealed, "rejected_by", "rejected_at", "rejected_for")
    news = events.SealedCopyRejected(sealed.id, sealed.document_id, reason)
    act.record(news, (sealed, sealed.document))
    return sealed


def _to_decide(act: Act, sealed_copy_id: UUID) -> SealedCopy:
    """Load a sealed copy that a second person may still confirm or reject."""
    sealed = act.get(SealedCopy, sealed_copy_id)
    act.require(sealed)
    if sealed.registered_by_id == act.actor.account_id:
        raise Refused(DocumentFault.SAME_PERSON)
    if sealed.confirmed_at is not None:
        raise Refused(DocumentFault.CONFIRMED)
    if sealed.rejected_at is not None:
        raise Refused(DocumentFault.REJECTED)
    return sealed


def record_digest(record: Mapping[str, Any]) -> str:
    """Return the digest by which a record is served and verified: SHA-256 of its canonical JSON."""
    return hashlib.sha256(canonical(record)).hexdigest()


def _next_number(act: Act, series: str) -> str:
    year = act.today.year
    rows = NumberSeries.objects.filter(series=series, year=year)
    found = act.lock_or_create(rows, NumberSeries(series=series, year=year, last=0))
    found.last += 1
    act.save(found, "last")
    return f"{series}〔{year}〕{found.last}号"


def _person(act: Act) -> Account:
    assert act.actor.account_id is not None
    return act.get(Account, act.actor.account_id, lock=False)
