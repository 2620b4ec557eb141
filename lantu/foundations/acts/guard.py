"""The database wrapper that refuses writes to business tables outside an act."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

from django.apps import apps
from django.db import connection, models

from lantu.foundations.acts.models import Receipt
from lantu.foundations.journal.models import Body, Entry, Head, Subject

WRITES = re.compile(
    r"\b(?:INSERT\s+(?:OR\s+\w+\s+)?INTO|REPLACE\s+INTO|UPDATE(?:\s+ONLY)?|DELETE\s+FROM)"
    r'\s+(?:"?\w+"?\.)?["`]?(\w+)',
    re.IGNORECASE,
)
FIRST_WORDS = ("INSERT", "UPDATE", "DELETE", "REPLACE", "WITH")
GATED: tuple[type[models.Model], ...] = (Entry, Body, Subject, Head, Receipt)


class WrittenOutsideAct(RuntimeError):
    """A statement would have written to a business table outside an act."""


@cache
def protected_tables() -> frozenset[str]:
    """Return the tables that only acts write: all business tables, and the journal's own."""
    business = [model for model in apps.get_models() if getattr(model, "is_journalled", False)]
    return frozenset(model._meta.db_table.lower() for model in (*business, *GATED))


def refuse_writes_outside_acts(
    execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]
) -> Any:
    """Let a statement through unless it writes to a protected table with no act open.

    Raises:
        WrittenOutsideAct: naming the table.
    """
    text = str(sql).lstrip()
    if text[:7].upper().startswith(FIRST_WORDS):
        for table in WRITES.findall(text):
            if table.lower() in protected_tables() and not _is_open(context["connection"]):
                raise WrittenOutsideAct(f"表 {table} 只能在行为（act）之内写入")
    return execute(sql, params, many, context)


@contextmanager
def writing() -> Iterator[None]:
    """Open the gate of the default connection for one act."""
    connection.lantu_writing = True  # type: ignore[attr-defined]
    try:
        yield
    finally:
        connection.lantu_writing = False  # type: ignore[attr-defined]


def _is_open(used: Any) -> bool:
    return bool(getattr(used, "lantu_writing", False))
