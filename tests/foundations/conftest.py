"""Fixtures of everything that needs a database: a deployment, and a hand behind its back."""

from datetime import UTC, datetime

import pytest
from django.db import connection

from lantu.foundations.acts.actions import open_deployment
from lantu.foundations.acts.actor import SYSTEM
from lantu.foundations.acts.gate import Request
from lantu.foundations.acts.guard import refuse_writes_outside_acts
from tests.town.fixtures import blob_folder, mail_folder, mail_server, town

__all__ = ("blob_folder", "mail_folder", "mail_server", "town")

MORNING = datetime(2019, 9, 2, 1, tzinfo=UTC)


@pytest.fixture
def demonstration(db):
    """A demonstration whose clock stands at nine o'clock on 2019-09-02 in Zhengzhou."""
    return open_deployment(Request(SYSTEM, at=MORNING), city="郑州市", demo_at=MORNING)


@pytest.fixture
def behind_the_back(db):
    """Run SQL as somebody would who holds the database: without guard, without triggers."""

    def run(sql, *parameters):
        connection.execute_wrappers.remove(refuse_writes_outside_acts)
        try:
            with connection.cursor() as cursor:
                _switch_triggers_off(cursor)
                cursor.execute(sql, parameters)
        finally:
            connection.execute_wrappers.append(refuse_writes_outside_acts)

    return run


def _switch_triggers_off(cursor):
    if connection.vendor == "postgresql":
        cursor.execute("SET LOCAL session_replication_role = replica")
        return
    cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
    for (name,) in cursor.fetchall():
        cursor.execute(f"DROP TRIGGER {name}")
