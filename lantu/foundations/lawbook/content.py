"""Editions as text and bytes: read with the law's own strictness, proved by their digest."""

import hashlib
import json
import re
from datetime import date
from typing import Any

from lantu.foundations.acts.wording import Code, Refused
from lantu.law.edition import TABLES, Edition, changes, combined
from lantu.law.strict import Malformed, parse_yaml, read_rows

DAY = re.compile(r"\d{4}-\d\d-\d\d")


class ContentFault(Code):
    """Why the content of an edition cannot be taken."""

    MALFORMED = "lawbook.malformed"
    EMPTY = "lawbook.empty"
    NOTHING_NEW = "lawbook.nothing_new"
    TAMPERED = "lawbook.tampered"


def read_content(text: str) -> Edition:
    """Read the text of a local edition: table names, each with its rows.

    Raises:
        Refused: with every fault, in the law's own sentences.
    """
    try:
        content = parse_yaml(text, "内容")
        if not isinstance(content, dict) or not any(content.values()):
            raise Refused(ContentFault.EMPTY)
        return _edition(content)
    except Malformed as fault:
        raise Refused(ContentFault.MALFORMED, faults="；".join(fault.faults)) from fault


def added(present: Edition, local: Edition) -> Edition:
    """Return the edition with the local rows, which may only add.

    Raises:
        Refused: they change or contradict what is there, or add nothing.
    """
    try:
        whole = combined(present, local)
        faults = changes(present, whole)
        if faults:
            raise Malformed(*faults)
    except Malformed as fault:
        raise Refused(ContentFault.MALFORMED, faults="；".join(fault.faults)) from fault
    if whole == present:
        raise Refused(ContentFault.NOTHING_NEW)
    return whole


def revived(canonical: bytes, digest: str) -> Edition:
    """Return the edition that its canonical bytes describe, its rows in the order of their keys.

    Raises:
        Refused: the bytes are not those of the digest.
    """
    if hashlib.sha256(canonical).hexdigest() != digest:
        raise Refused(ContentFault.TAMPERED, digest=digest)
    tables = json.loads(canonical)
    return _edition({name: _dated(list(rows.values())) for name, rows in tables.items()})


def _edition(tables: dict[Any, Any]) -> Edition:
    """Read tables of rows.

    Raises:
        Malformed: a table is unknown, or a row cannot be taken.
    """
    faults = [f"内容：没有名为“{name}”的表，请核对拼写" for name in tables if name not in TABLES]
    rows: dict[str, tuple[Any, ...]] = {}
    for name, (kind, _, _) in TABLES.items():
        try:
            rows[name] = read_rows(kind, tables.get(name) or [], name)
        except Malformed as fault:
            faults.extend(fault.faults)
    if faults:
        raise Malformed(*faults)
    return Edition(**rows)


def _dated(value: Any) -> Any:
    """Return JSON with its days as days."""
    if isinstance(value, list):
        return [_dated(item) for item in value]
    if isinstance(value, dict):
        return {name: _dated(item) for name, item in value.items()}
    if isinstance(value, str) and DAY.fullmatch(value):
        return date.fromisoformat(value)
    return value
