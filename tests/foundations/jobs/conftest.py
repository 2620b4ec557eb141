"""A site with a database of its own, which real worker processes share."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing, contextmanager
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
from django.db import connection

PROJECT = Path(__file__).parent.parent.parent.parent
PATIENCE_S = 120


class Site:
    """A database, and the processes that were begun on it."""

    def __init__(self, address: str, folder: Path) -> None:
        self.environment = {
            **os.environ,
            "LANTU_DATABASE": address,
            "LANTU_VAR": str(folder),
            "DJANGO_SETTINGS_MODULE": "lantu.config.settings",
        }
        self.folder = folder
        self.address = address
        self.begun: list[subprocess.Popen[bytes]] = []
        self.do("-m", "django", "migrate", "--verbosity", "0")

    def do(self, *words: str) -> str:
        done = subprocess.run(
            [sys.executable, *words],
            cwd=PROJECT,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    def chores(self, *words: object) -> str:
        return self.do("-m", "tests.foundations.jobs.chores", *map(str, words))

    def state(self) -> dict:
        return json.loads(self.chores("state"))

    def begin(self, *words: object) -> subprocess.Popen[bytes]:
        with (self.folder / f"{len(self.begun)}.log").open("wb") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", "tests.foundations.jobs.chores", *map(str, words)],
                cwd=PROJECT,
                env=self.environment,
                stderr=log,
            )
        self.begun.append(process)
        return process

    def until(self, condition) -> dict:
        """The state once a condition holds; fails when it never does."""
        late = time.monotonic() + PATIENCE_S
        while True:
            state = self.state()
            if condition(state):
                return state
            assert time.monotonic() < late, f"{state}\n{self.logs()}"
            time.sleep(0.2)

    def stop(self, *processes: int) -> None:
        """Stop processes where they stand, but not inside a transaction: its locks would stay."""
        for _ in range(100):
            for process in processes:
                os.kill(process, signal.SIGSTOP)
            if not self.is_in_transaction():
                return
            for process in processes:
                os.kill(process, signal.SIGCONT)
            time.sleep(0.05)
        raise AssertionError(f"always inside a transaction\n{self.logs()}")

    def is_in_transaction(self) -> bool:
        """Whether some process holds locks in the database."""
        if connection.vendor == "sqlite":
            try:
                with self.being_written(timeout_s=0):
                    return False
            except sqlite3.OperationalError:
                return True
        with closing(psycopg.connect(self.address)) as beside:
            return beside.execute(
                "SELECT EXISTS (SELECT FROM pg_stat_activity WHERE datname = current_database() "
                "AND pid <> pg_backend_pid() AND state <> 'idle' AND backend_type = %s)",
                ["client backend"],
            ).fetchone()[0]

    @contextmanager
    def being_written(self, timeout_s: float = 20):
        """Hold what every writer waits for: the lock of the file, or the table of editions."""
        if connection.vendor == "sqlite":
            path = self.address.removeprefix("sqlite:///")
            with closing(sqlite3.connect(path, timeout_s, isolation_level=None)) as beside:
                beside.execute("BEGIN IMMEDIATE")
                yield
            return
        with closing(psycopg.connect(self.address)) as beside:
            beside.execute("LOCK TABLE lawbook_editioninforce IN ACCESS EXCLUSIVE MODE")
            yield

    def logs(self) -> str:
        return "\n".join(log.read_text() for log in sorted(self.folder.glob("*.log")))

    def end(self) -> None:
        for process in self.begun:
            process.kill()
            process.wait()


@pytest.fixture
def site(tmp_path, django_db_blocker):
    if connection.vendor == "sqlite":
        yield from _site(f"sqlite:///{tmp_path / 'site.sqlite3'}", tmp_path)
        return
    given, name = connection.settings_dict, f"lantu_jobs_{uuid4().hex}"
    who = f"{given['USER']}:{given['PASSWORD']}".rstrip(":")
    with django_db_blocker.unblock(), connection._nodb_cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {name}")
        address = f"postgresql://{who}@{given['HOST']}:{given['PORT']}/{name}"
        yield from _site(address, tmp_path)
        cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")


def _site(address: str, folder: Path):
    site = Site(address, folder)
    try:
        yield site
    finally:
        site.end()
