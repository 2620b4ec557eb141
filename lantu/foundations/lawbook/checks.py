"""A start is refused while a shipped and a local row claim the same day."""

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connection

from lantu.foundations.acts.wording import Refused
from lantu.foundations.lawbook.models import LocalEdition
from lantu.foundations.lawbook.queries import current


@register(Tags.database)
def law_is_in_force(databases: Sequence[str] | None = None, **_: Any) -> list[CheckMessage]:
    """Say what keeps the edition in force from being read."""
    if not databases or LocalEdition._meta.db_table not in connection.introspection.table_names():
        return []
    try:
        current()
    except Refused as refused:
        return [Error(str(refused), id="lawbook.E001")]
    return []
