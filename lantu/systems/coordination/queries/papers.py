"""Which document a letter, a sheet of facts, an answer or a session has."""

from django.db.models import Q

from lantu.foundations.documents.models import Document
from lantu.systems.coordination.models import Answer, Paper, PaperKind, Round, Session, Task


def letter_of(task: Task) -> Document | None:
    """Return the letter that a unit was last sent."""
    return _latest(PaperKind.LETTER, Q(task=task))


def information_of(one: Round) -> Document | None:
    """Return the sheet of facts that went out with the letters, or None before."""
    return _latest(PaperKind.INFORMATION, Q(round=one))


def opinion_form_of(answer: Answer) -> Document | None:
    """Return the form of a signed answer; a paper answer has none, it is a letter of its own."""
    return _latest(PaperKind.OPINION_FORM, Q(answer=answer))


def minutes_of(session: Session) -> Document | None:
    """Return the issued minutes of a session, or None before."""
    return _latest(PaperKind.MINUTES, Q(session=session))


def _latest(kind: PaperKind, of: Q) -> Document | None:
    found = Paper.objects.filter(of, kind=kind, followed_by__isnull=True)
    paper = found.select_related("document__unit").first()
    return paper.document if paper is not None else None
