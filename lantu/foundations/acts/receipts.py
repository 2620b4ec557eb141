"""What a key gave when it was first used. A request sent twice acts once."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import IntegrityError, models, transaction

from lantu.foundations.acts.actor import Actor
from lantu.foundations.acts.models import Receipt


class Claimed(Exception):
    """Another request with the same key was quicker."""


@dataclass(frozen=True, slots=True)
class Found:
    """A key that was used: for what, by whom, with which result."""

    verb: str
    actor: dict[str, Any]
    result: Any


def find(key: str) -> Found | None:
    """Return what a key gave, or None while nobody used it."""
    row = Receipt.objects.filter(key=key).first()
    return None if row is None else Found(row.verb, row.actor, _thawed(row.result))


def require(key: str) -> Found:
    """Return what a key gave.

    Raises:
        Receipt.DoesNotExist: nobody used it.
    """
    row = Receipt.objects.get(key=key)
    return Found(row.verb, row.actor, _thawed(row.result))


def claim(key: str, verb: str, actor: Actor) -> None:
    """Take a key for the act that is open; a second claim waits until the first act has ended.

    Raises:
        Claimed: the key is taken.
    """
    try:
        with transaction.atomic():
            Receipt.objects.create(key=key, verb=verb, actor=actor.plain())
    except IntegrityError as error:
        raise Claimed from error


def keep(key: str, result: Any, sequence: int | None) -> None:
    """Keep the result of an act under its key."""
    Receipt.objects.filter(key=key).update(result=_frozen(result), sequence=sequence)


def _frozen(result: Any) -> Any:
    """Return a result as JSON: a record by its table and key, an identifier as text.

    Raises:
        TypeError: the result cannot be kept.
    """
    if isinstance(result, models.Model):
        return {"record": [result._meta.label, str(result.pk)]}
    if isinstance(result, UUID):
        return {"identifier": str(result)}
    if isinstance(result, list | tuple):
        return {"list": [_frozen(part) for part in result]}
    if result is None or isinstance(result, bool | int | str):
        return {"plain": result}
    raise TypeError(f"行为的结果 {type(result).__name__} 不能保存")


def _thawed(kept: Any) -> Any:
    """Return the result that was kept, records as they are now."""
    if kept is None:
        return None
    ((kind, value),) = kept.items()
    if kind == "record":
        return apps.get_model(value[0])._default_manager.get(pk=value[1])
    if kind == "identifier":
        return UUID(value)
    if kind == "list":
        return [_thawed(part) for part in value]
    return value
