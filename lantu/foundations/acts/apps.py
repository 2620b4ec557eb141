"""Puts the guard on every connection as it is opened, and loads every app's events and policy."""

from typing import Any

from django.apps import AppConfig
from django.db.backends.signals import connection_created
from django.utils.module_loading import autodiscover_modules


class ActsConfig(AppConfig):
    """The one gate."""

    name = "lantu.foundations.acts"

    def ready(self) -> None:
        """Guard every connection; register events and permissions."""
        connection_created.connect(_guard, dispatch_uid="acts.guard")
        autodiscover_modules("events", "policy", "kinds", "tasks")


def _guard(connection: Any, **_: Any) -> None:
    from lantu.foundations.acts.guard import refuse_writes_outside_acts

    if refuse_writes_outside_acts not in connection.execute_wrappers:
        connection.execute_wrappers.append(refuse_writes_outside_acts)
