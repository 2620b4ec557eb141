"""Play the bodies back: the state that the journal tells, compared with the tables as they are."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import models

from lantu.foundations.journal.events import plain
from lantu.foundations.journal.models import Body

# Rows are compared a table at a time; the state of one table fits in memory.
CHUNK = 5000


@dataclass(frozen=True, slots=True)
class Difference:
    """A row that is not what the journal says. `sequence` names the entry that last set it."""

    table: str
    record: str
    field: str | None
    told: Any
    found: Any
    sequence: int | None

    @property
    def chinese(self) -> str:
        """The difference in a sentence."""
        where = f"表 {self.table} 的记录 {self.record}"
        if self.field is None and self.sequence is None:
            return f"{where} 日志中没有，疑为绕过日志写入"
        if self.field is None:
            return f"{where} 不见了，第 {self.sequence} 条日志写过它"
        return (
            f"{where} 的字段 {self.field} 应为 {self.told!r}（第 {self.sequence} 条），"
            f"实为 {self.found!r}"
        )


def journalled_fields(model: type[models.Model]) -> list[Any]:
    """Return the fields of a table that the journal tells, all but those it declares out."""
    left_out = set(getattr(model, "unjournalled", ()))
    return [field for field in model._meta.concrete_fields if field.name not in left_out]


def values_of(record: models.Model, names: frozenset[str] | None = None) -> dict[str, Any]:
    """Return what a row holds as plain JSON values, of all its journalled fields or of some."""
    return {
        field.name: _stored(field, getattr(record, field.attname))
        for field in journalled_fields(type(record))
        if names is None or field.name in names
    }


def differences() -> Iterator[Difference]:
    """Yield where the business tables differ from what the journal tells."""
    told, erased = _told()
    for model in business_models():
        table = model._meta.db_table
        yield from _compare(model, told.pop(table, {}), erased.get(table, set()))
    for table, rows in sorted(told.items()):
        for record, fields in sorted(rows.items()):
            sequence = max(sequence for _, sequence in fields.values())
            yield Difference(table, record, None, None, None, sequence)


def business_models() -> list[type[models.Model]]:
    """Return the tables that only acts write."""
    return [model for model in apps.get_models() if getattr(model, "is_journalled", False)]


def _told() -> tuple[dict[str, dict[str, dict[str, tuple[Any, int]]]], dict[str, set[str]]]:
    """Return field values by table and record, and the records a body of which was erased."""
    told: dict[str, dict[str, dict[str, tuple[Any, int]]]] = {}
    erased: dict[str, set[str]] = {}
    for body in Body.objects.order_by("entry_id").select_related("entry").iterator(CHUNK):
        if body.content is None:
            for table, record in json.loads(bytes(body.entry.canonical))["about"]:
                erased.setdefault(table, set()).add(record)
            continue
        for table, record, changes in json.loads(bytes(body.content))["changes"]:
            row = told.setdefault(table, {}).setdefault(record, {})
            row.update({name: (value, body.entry_id) for name, value in changes.items()})
    return told, erased


def _compare(
    model: type[models.Model], told: dict[str, dict[str, tuple[Any, int]]], erased: set[str]
) -> Iterator[Difference]:
    table = model._meta.db_table
    for found in model._default_manager.order_by("pk").iterator(CHUNK):
        record = str(found.pk)
        fields = told.pop(record, None)
        if fields is None:
            if record not in erased:
                yield Difference(table, record, None, None, None, None)
            continue
        for name, value in values_of(found).items():
            if name in fields and fields[name][0] != value:
                yield Difference(table, record, name, fields[name][0], value, fields[name][1])
            elif name not in fields and record not in erased:
                yield Difference(table, record, name, None, value, None)
    for record, fields in sorted(told.items()):
        sequence = max(sequence for _, sequence in fields.values())
        yield Difference(table, record, None, None, None, sequence)


def _stored(field: Any, value: Any) -> Any:
    """Return a value as JSON, the same before it is stored and after it was read back."""
    value = field.to_python(value)
    if isinstance(value, bytes | memoryview | bytearray):
        return bytes(value).hex()
    if isinstance(field, models.DecimalField) and value is not None:
        return f"{value:.{field.decimal_places}f}"
    return plain(value)
