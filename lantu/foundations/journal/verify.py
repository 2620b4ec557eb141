"""Check the journal as it lies in the database: chain, bodies, and the columns that repeat it."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from lantu.foundations.journal.canonical import START, canonical
from lantu.foundations.journal.events import moment
from lantu.foundations.journal.models import Body, Entry, Head, Subject
from lantu.foundations.journal.verifier import FORMAT, Bad, Erasures, check_entry

CHUNK = 2000
Progress = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Verified:
    """How many entries hold, how many of them had their bodies erased, and the last link."""

    count: int
    erased: int
    chain: str


def verify(progress: Progress = lambda _: None) -> Verified:
    """Check every entry of the database's journal.

    What was cut off the end, head included, only a later signed checkpoint can find.

    Raises:
        Bad: the first entry that does not hold, and why.
    """
    previous, before_at, count, erasures = START, "", 0, Erasures()
    for entry, body, subjects in _rows():
        count += 1
        raw, chain = bytes(entry.canonical), bytes(entry.chain)
        if body is None:
            raise Bad(count, "缺少正文的记录")
        salt = None if body.salt is None else bytes(body.salt)
        content = None if body.content is None else bytes(body.content)
        before_at = check_entry(count, previous, before_at, raw, chain, salt, content)
        _check_copies(count, json.loads(raw), entry, subjects)
        erasures.see(count, raw, content)
        previous = chain
        progress(count)
    _check_head(count, previous, before_at)
    _check_strays()
    erasures.check()
    return Verified(count, len(erasures.gone), previous.hex())


def export_lines() -> Iterator[bytes]:
    """Yield the lines of an export, for the one-file verifier: its format, then every entry."""
    yield canonical({"format": FORMAT}) + b"\n"
    for entry, body, _ in _rows():
        salt = None if body is None or body.salt is None else bytes(body.salt).hex()
        content = None if body is None or body.content is None else bytes(body.content).decode()
        row = {
            "canonical": bytes(entry.canonical).decode(),
            "chain": bytes(entry.chain).hex(),
            "content": content,
            "salt": salt,
        }
        yield canonical(row) + b"\n"


def _rows() -> Iterator[tuple[Entry, Body | None, set[tuple[str, str]]]]:
    """Yield every entry with its body and subjects, a chunk at a time, without gaps in reading."""
    after = None
    while True:
        later = Entry.objects.order_by("sequence")
        found = list((later if after is None else later.filter(sequence__gt=after))[:CHUNK])
        if not found:
            return
        after = found[-1].sequence
        keys = [entry.sequence for entry in found]
        bodies = {body.entry_id: body for body in Body.objects.filter(entry_id__in=keys)}
        subjects: dict[int, set[tuple[str, str]]] = {}
        for subject in Subject.objects.filter(entry_id__in=keys):
            named = (subject.table, str(subject.record))
            subjects.setdefault(subject.entry_id, set()).add(named)
        for entry in found:
            yield entry, bodies.get(entry.sequence), subjects.get(entry.sequence, set())


def _check_copies(
    count: int, content: dict[str, Any], entry: Entry, subjects: set[tuple[str, str]]
) -> None:
    """Compare the columns that repeat an entry with the entry itself."""
    if entry.sequence != count:
        raise Bad(count, f"序号列是 {entry.sequence}")
    if entry.event != content["event"] or moment(entry.recorded_at) != content["recorded_at"]:
        raise Bad(count, "事件名或记录时间一列与条目不符")
    if subjects != {(table, record) for table, record in content["about"]}:
        raise Bad(count, "所涉记录一表与条目不符")


def _check_head(count: int, chain: bytes, recorded_at: str) -> None:
    head = Head.objects.filter(id=1).first()
    if head is None:
        if count:
            raise Bad(count, "缺少链尾")
    elif (head.sequence, bytes(head.chain)) != (count, chain) or (
        count and moment(head.recorded_at) != recorded_at
    ):
        raise Bad(count + (head.sequence > count), "链尾与最后一条不符")


def _check_strays() -> None:
    stray = Body.objects.exclude(entry_id__in=Entry.objects.values("sequence")).first()
    if stray is not None:
        raise Bad(stray.entry_id, "正文没有对应的条目")
    lost = Subject.objects.exclude(entry_id__in=Entry.objects.values("sequence")).first()
    if lost is not None:
        raise Bad(lost.entry_id, "所涉记录没有对应的条目")
