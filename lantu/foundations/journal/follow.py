"""Follow the journal in order, from where a consumer stopped. Gapless order makes this safe."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from lantu.foundations.journal.events import Event, events, read
from lantu.foundations.journal.models import Body, Cursor, Entry, Subject

BATCH = 500


@dataclass(frozen=True, slots=True)
class News:
    """An entry as those who follow read it. `event` is None where its body was erased."""

    sequence: int
    name: str
    at: datetime
    recorded_at: datetime
    actor: dict[str, Any]
    about: tuple[tuple[str, UUID], ...]
    event: Event | None


def news_after(sequence: int, names: frozenset[str] | None = None) -> Iterator[News]:
    """Yield the entries after a sequence, of all events or of the named ones."""
    while True:
        later = Entry.objects.filter(sequence__gt=sequence).order_by("sequence")
        chosen = later if names is None else later.filter(event__in=names)
        found = list(chosen[:BATCH])
        if not found:
            return
        contents = dict(
            Body.objects.filter(entry_id__in=[entry.sequence for entry in found]).values_list(
                "entry_id", "content"
            )
        )
        for entry in found:
            yield _news(entry, contents[entry.sequence])
        sequence = found[-1].sequence


def news_about(table: str, record: UUID, names: frozenset[str]) -> Iterator[News]:
    """Yield the entries of the named events that tell of a record of a table, in order."""
    told = Subject.objects.filter(table=table, record=record).values("entry_id")
    found = Entry.objects.filter(sequence__in=told, event__in=names).order_by("sequence")
    bodies = Body.objects.filter(entry_id__in=[entry.sequence for entry in found])
    contents = dict(bodies.values_list("entry_id", "content"))
    for entry in found:
        yield _news(entry, contents[entry.sequence])


def follow(consumer: str, names: frozenset[str], handle: Callable[[News], None]) -> int:
    """Hand every entry that a consumer has not seen to it, in order; return how many.

    The cursor moves after each. A handler that is killed in between sees the entry again, so it
    acts under a key made of the consumer and the sequence.
    """
    cursor, _ = Cursor.objects.get_or_create(consumer=consumer)
    count = 0
    for news in news_after(cursor.sequence, names):
        handle(news)
        Cursor.objects.filter(consumer=consumer, sequence__lt=news.sequence).update(
            sequence=news.sequence
        )
        count += 1
    return count


def _news(entry: Entry, content: Any) -> News:
    told = json.loads(bytes(entry.canonical))
    known = content is not None and entry.event in events()
    facts = json.loads(bytes(content))["facts"] if content is not None else {}
    return News(
        sequence=entry.sequence,
        name=entry.event,
        at=datetime.fromisoformat(told["at"]),
        recorded_at=entry.recorded_at,
        actor=told["actor"],
        about=tuple((table, UUID(record)) for table, record in told["about"]),
        event=read(entry.event, facts) if known else None,
    )
