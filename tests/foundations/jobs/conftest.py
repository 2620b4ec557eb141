"""A site with a database of its own, which real worker processes share."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from uuid import uuid4

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
