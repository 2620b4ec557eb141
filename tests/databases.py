"""Databases of one's own: for threads and processes that really commit, and for worlds undone."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction


@contextmanager
def rolled_back() -> Iterator[None]:
    """Let acts commit as they do, and undo them all at the end: one example of a property."""
    block = transaction.atomic()
    block._from_testcase = True
    with block:
        yield
        transaction.set_rollback(True)
