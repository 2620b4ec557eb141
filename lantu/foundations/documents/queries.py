"""Read documents: what a verification code confirms, and whether a record is still what it was."""

import hashlib
import json
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from lantu.foundations.documents.models import Document
from lantu.law.clock import day_of


@dataclass(frozen=True, slots=True)
class Confirmation:
    """What anybody who holds the paper may know: number, title, issuer and day, nothing else."""

    number: str
    title: str
    issuer: str
    issued_on: date


def confirmed(code: str) -> Confirmation | None:
    """Return what a verification code confirms, or None for one that was never given."""
    found = Document.objects.filter(verification_code=_plain(code)).select_related("unit").first()
    if found is None or not is_intact(found):
        return None
    record = json.loads(found.record)
    return Confirmation(
        record["number"],
        record["title"],
        record["issuer"],
        day_of(datetime.fromisoformat(record["issued_at"])),
    )


def document_named(words: str) -> Document | None:
    """Return the document that has a number or a verification code, or None."""
    named = Q(number=words.strip()) | Q(verification_code=_plain(words))
    return Document.objects.filter(named).select_related("unit").first()


def is_intact(document: Document) -> bool:
    """Return whether a document's record still has the digest under which it was issued.

    The columns that repeat the record have to say the same.
    """
    record = json.loads(document.record)
    repeated = (document.number, document.title, document.kind)
    return (
        hashlib.sha256(document.record.encode()).hexdigest() == document.digest
        and (record["number"], record["title"], record["kind"]) == repeated
    )


def _plain(code: str) -> str:
    """Return a verification code as it is kept, however it was copied."""
    return "".join(code.upper().replace("-", "").split())
