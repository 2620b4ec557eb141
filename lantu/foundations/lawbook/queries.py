"""Which edition of the law is in force here, and any that ever was."""

from collections.abc import Sequence
from datetime import date, datetime
from functools import lru_cache

from django.db.models import QuerySet

from lantu.foundations.acts.wording import Code, Refused
from lantu.foundations.lawbook.content import ContentFault, read_content, revived
from lantu.foundations.lawbook.models import EditionInForce, LocalEdition
from lantu.law.edition import Edition, combined, shipped
from lantu.law.strict import Malformed


class LawFault(Code):
    """Why there is no edition to judge by."""

    CONFLICT = "lawbook.conflict"
    UNKNOWN = "lawbook.unknown"


def current() -> Edition:
    """Return the edition in force: what the program ships and what was published here.

    Raises:
        Refused: a shipped and a local row claim the same day; a person has to choose.
    """
    told = published().values_list("digest", "note", "content")
    return _combined(shipped(), tuple(told))


def known_on(day: date) -> Edition:
    """Return the edition in force as far as its notices had been published on a day."""
    return _known_on(current(), day)


def in_force_at(at: datetime) -> Edition | None:
    """Return the edition that was in force here at a moment; None before the first."""
    kept = EditionInForce.objects.filter(from_at__lte=at).order_by("-place").first()
    return None if kept is None else _revived(bytes(kept.canonical), kept.digest)


def edition_by_digest(digest: str) -> Edition:
    """Return an edition that is or was in force here.

    Raises:
        Refused: none has this digest, or its bytes were changed.
    """
    kept = EditionInForce.objects.filter(digest=digest).first()
    if kept is not None:
        return _revived(bytes(kept.canonical), digest)
    kept_ones = [_revived(bytes(one.canonical), one.digest) for one in EditionInForce.objects.all()]
    for whole in (current(), *kept_ones):
        found = _as_known(whole, digest)
        if found is not None:
            return found
    raise Refused(LawFault.UNKNOWN, digest=digest)


def local_editions() -> QuerySet[LocalEdition]:
    """Return every local edition, oldest first."""
    return LocalEdition.objects.order_by("proposed_at", "id")


def published() -> QuerySet[LocalEdition]:
    """Return the local editions in force, in the order they were published."""
    in_force = LocalEdition.objects.filter(published_at__isnull=False, retired_at__isnull=True)
    return in_force.order_by("published_at", "id")


@lru_cache(maxsize=256)
def _known_on(whole: Edition, day: date) -> Edition:
    return whole.known_on(day)


@lru_cache(maxsize=256)
def _as_known(whole: Edition, digest: str) -> Edition | None:
    """Return an edition as far as it was known on some day, by the digest it had then."""
    if whole.digest == digest:
        return whole
    days = sorted({notice.published_on for notice in whole.holiday_notices}, reverse=True)
    # Before the first notice, and from each notice on, something else was known.
    for day in (*days, date.min):
        known = _known_on(whole, day)
        if known.digest == digest:
            return known
    return None


@lru_cache(maxsize=32)
def _combined(base: Edition, local: Sequence[tuple[str, str, str]]) -> Edition:
    whole = base
    for digest, note, content in local:
        rows = read_content(content)
        if rows.digest != digest:
            raise Refused(ContentFault.TAMPERED, digest=digest)
        try:
            whole = combined(whole, rows)
        except Malformed as fault:
            faults = "；".join(fault.faults)
            raise Refused(LawFault.CONFLICT, note=note, digest=digest[:8], faults=faults) from fault
    return whole


@lru_cache(maxsize=32)
def _revived(canonical: bytes, digest: str) -> Edition:
    return revived(canonical, digest)
