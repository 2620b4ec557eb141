"""Issue documents, add their renditions, register the sealed paper back."""

import hashlib
import secrets
from collections.abc import Mapping
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
        Refused: one of them is missing.
    """
    document = act.get(Document, document_id)
    act.require(document)
    if not (official_number.strip() and signer.strip() and scan) or sealed_on > act.today:
        raise Refused(DocumentFault.PARTS_MISSING)
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
    """Confirm what another person registered.

    Raises:
        Refused: it is the same person, or it was confirmed before.
    """
    sealed = act.get(SealedCopy, sealed_copy_id)
    act.require(sealed)
    if sealed.registered_by_id == act.actor.account_id:
        raise Refused(DocumentFault.SAME_PERSON)
    if sealed.confirmed_at is not None:
        raise Refused(DocumentFault.CONFIRMED)
    sealed.confirmed_by, sealed.confirmed_at = _person(act), act.at
    act.save(sealed, "confirmed_by", "confirmed_at")
    act.record(events.SealedCopyConfirmed(sealed.id, sealed.document_id), (sealed, sealed.document))
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
