"""The one way into the journal: link entries to the chain, as the last thing an act does."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.db import connection

from lantu.foundations.journal.canonical import START, canonical, chained, commitment
from lantu.foundations.journal.events import moment
from lantu.foundations.journal.models import Body, Entry, Head, Subject

VERSION = 1
SALT_BYTES = 32


@dataclass(frozen=True, slots=True)
class Draft:
    """An entry before it has its place: who did what when, about which records, and its body.

    `about` names records as pairs of table and identifier. `law` is the digest of the edition that
    was judged by, where one was.
    """

    event: str
    actor: Mapping[str, Any]
    at: datetime
    about: Sequence[tuple[str, UUID]]
    facts: Mapping[str, Any]
    changes: Sequence[tuple[str, str, Mapping[str, Any]]]
    law: str | None = None


def append(drafts: Sequence[Draft]) -> int:
    """Link drafts to the chain and return the sequence of the last one.

    Must be the last statements of a transaction: the head of the chain is locked from here on.

    Raises:
        RuntimeError: outside a transaction, where the chain could break.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("日志只能在事务内续写")
    head = _locked_head()
    recorded_at = max(datetime.now(UTC), head.recorded_at)
    chain, rows = bytes(head.chain), []
    for sequence, draft in enumerate(drafts, head.sequence + 1):
        content = canonical({"changes": draft.changes, "facts": draft.facts})
        salt = secrets.token_bytes(SALT_BYTES)
        entry = canonical(_entry(sequence, draft, recorded_at, commitment(salt, content)))
        chain = chained(chain, entry)
        link = Entry(
            sequence=sequence,
            event=draft.event,
            recorded_at=recorded_at,
            canonical=entry,
            chain=chain,
        )
        rows.append((link, salt, content))
    Entry.objects.bulk_create([entry for entry, _, _ in rows])
    Body.objects.bulk_create(
        [Body(entry=entry, salt=salt, content=body) for entry, salt, body in rows]
    )
    Subject.objects.bulk_create(
        Subject(entry=entry, table=table, record=record)
        for (entry, _, _), draft in zip(rows, drafts, strict=True)
        for table, record in dict.fromkeys(draft.about)
    )
    head.sequence, head.chain, head.recorded_at = head.sequence + len(rows), chain, recorded_at
    head.save()
    return int(head.sequence)


def _entry(sequence: int, draft: Draft, recorded_at: datetime, committed: str) -> dict[str, Any]:
    return {
        "about": [[table, str(record)] for table, record in dict.fromkeys(draft.about)],
        "actor": dict(draft.actor),
        "at": moment(draft.at),
        "body": committed,
        "event": draft.event,
        "law": draft.law,
        "recorded_at": moment(recorded_at),
        "sequence": sequence,
        "version": VERSION,
    }


def _locked_head() -> Head:
    head = Head.objects.select_for_update().filter(id=1).first()
    return head or Head(id=1, sequence=0, chain=START, recorded_at=datetime.fromtimestamp(0, UTC))


def recorded_until() -> datetime | None:
    """Return the moment of the newest entry: the clock may not fall behind it."""
    return Head.objects.filter(id=1).values_list("recorded_at", flat=True).first()
