"""The fence: who has lost a lease can no longer write, however late it wakes up."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

from django.db import connection, models, transaction
from django.utils import timezone

WRITING_WORDS = ("INSERT", "UPDATE", "DELETE", "REPLACE", "WITH")


class Cancelled(BaseException):
    """The job was asked to stop. No `except Exception` of a task may swallow it."""


class LeaseLost(BaseException):
    """Somebody else has this work now; whatever was not committed is rolled back."""


def holds(rows: models.QuerySet[Any], token: int) -> None:
    """Check that a lease still carries a token; in a transaction it cannot change hands any more.

    Raises:
        LeaseLost: it does not.
    """
    locked = rows.select_for_update() if connection.in_atomic_block else rows
    if locked.values_list("token", flat=True).first() != token:
        raise LeaseLost


def renewed(rows: models.QuerySet[Any], token: int, lease_s: float) -> bool:
    """Extend a lease that carries a token; False when it is another's or was given back.

    A lease that an open act of its holder keeps locked cannot be taken meanwhile: nobody waits.
    """
    until = timezone.now() + timedelta(seconds=lease_s)
    held = rows.filter(token=token, lease_until__isnull=False)
    with transaction.atomic():
        if held.select_for_update(skip_locked=True).first() is None:
            return held.exists()
        return held.update(lease_until=until) == 1


@contextmanager
def fenced(check: Callable[[], None]) -> Iterator[None]:
    """Run a check before every statement that writes, in the same transaction."""

    def execute(
        run: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]
    ) -> Any:
        if str(sql).lstrip()[:7].upper().startswith(WRITING_WORDS):
            check()
        return run(sql, params, many, context)

    with connection.execute_wrapper(execute):
        yield
