"""Databases of one's own: for threads and processes that really commit, and for worlds undone."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.db import connections, transaction

Settings = dict[str, Any]
HERE = "default"


@pytest.fixture(scope="session")
def template(tmp_path_factory, django_db_blocker) -> Iterator[Settings]:
    """A migrated database that is only copied."""
    with django_db_blocker.unblock():
        made = empty(tmp_path_factory.mktemp("databases"))
        try:
            with at(made):
                call_command("migrate", verbosity=0)
            yield made
        finally:
            drop(made)


@pytest.fixture
def own_database(template, tmp_path, django_db_blocker) -> Iterator[Settings]:
    """A migrated database that all threads of this process use, and commit to."""
    with django_db_blocker.unblock():
        made = copied(template, tmp_path)
        try:
            with at(made):
                yield made
        finally:
            drop(made)


@contextmanager
def rolled_back() -> Iterator[None]:
    """Let acts commit as they do, and undo them all at the end: one example of a property."""
    block = transaction.atomic()
    block._from_testcase = True
    with block:
        yield
        transaction.set_rollback(True)


@contextmanager
def at(database: Settings) -> Iterator[None]:
    """Work on another database for a while; threads that begin meanwhile do so too."""
    known, former = connections.settings[HERE], connections[HERE]
    connections.settings[HERE] = database
    del connections[HERE]
    try:
        yield
    finally:
        connections[HERE].close()
        connections.settings[HERE] = known
        connections[HERE] = former


def empty(folder: Path) -> Settings:
    """Make a database without tables, of the kind that the tests run on."""
    if _is_sqlite():
        return {**connections.settings[HERE], "NAME": str(folder / "own.sqlite3")}
    return _created("")


def copied(database: Settings, folder: Path) -> Settings:
    """Copy a database that nobody is connected to."""
    if _is_sqlite():
        target = folder / f"{uuid4().hex}.sqlite3"
        shutil.copyfile(database["NAME"], target)
        return {**database, "NAME": str(target)}
    return _created(f"TEMPLATE {database['NAME']}")


def drop(database: Settings) -> None:
    """Drop a database, whoever is still connected to it."""
    if not _is_sqlite():
        _run(f"DROP DATABASE {database['NAME']} WITH (FORCE)")


def address_of(database: Settings) -> str:
    """Return the address by which a process of its own finds a database."""
    if _is_sqlite():
        return f"sqlite:///{database['NAME']}"
    who = f"{database['USER']}:{database['PASSWORD']}".rstrip(":")
    return f"postgresql://{who}@{database['HOST']}:{database['PORT']}/{database['NAME']}"


def _created(how: str) -> Settings:
    name = f"lantu_own_{uuid4().hex}"
    _run(f"CREATE DATABASE {name} {how}")
    return {**connections.settings[HERE], "NAME": name}


def _run(sql: str) -> None:
    with connections[HERE]._nodb_cursor() as cursor:
        cursor.execute(sql)


def _is_sqlite() -> bool:
    return str(connections.settings[HERE]["ENGINE"]).endswith("sqlite3")
