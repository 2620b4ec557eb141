"""Read documents: what a verification code confirms, and whether a record is still what it was."""

from dataclasses import dataclass
from datetime import date

from lantu.foundations.documents.actions import record_digest
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
    wanted = "".join(code.upper().replace("-", "").split())
    found = Document.objects.filter(verification_code=wanted).select_related("unit").first()
    if found is None or not is_intact(found):
        return None
    return Confirmation(found.number, found.title, found.unit.name, day_of(found.issued_at))


def is_intact(document: Document) -> bool:
    """Return whether a document's data still have the digest under which it was issued."""
    return record_digest(document.content) == document.digest
