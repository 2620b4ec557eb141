"""A child process of the worker: it runs jobs, so that none of them can take the worker with it.

It answers on an inherited connection, dies with its parent, and offers itself first when memory
runs out.
"""

import contextlib
import ctypes
import math
import os
import signal
import subprocess
import sys
import time
from multiprocessing.connection import Connection, Pipe
from pathlib import Path

from django.db import close_old_connections

from lantu.foundations.jobs.running import Running
from lantu.foundations.jobs.work import attempt

PR_SET_PDEATHSIG = 1
FIRST_WHEN_MEMORY_ENDS = "800"
READY = "ready"
STOPS_WITHIN_S = 15.0
PROGRAM = """
import django
django.setup()
from lantu.foundations.jobs.child import serve
serve({descriptor}, {parent})
"""


class Child:
    """The parent's end: a process and the job it is at. It takes one once it `is_ready`."""

    def __init__(self) -> None:
        self.connection, theirs = Pipe()
        program = PROGRAM.format(descriptor=theirs.fileno(), parent=os.getpid())
        self.process = subprocess.Popen(
            [sys.executable, "-c", program], pass_fds=(theirs.fileno(),), start_new_session=True
        )
        theirs.close()
        self.is_ready = False
        self.running: Running | None = None
        self.begun_s = self.asked_to_stop_s = math.inf

    def give(self, running: Running) -> None:
        """Hand a job to the process."""
        self.running, self.begun_s = running, time.monotonic()
        self.asked_to_stop_s = math.inf
        with contextlib.suppress(OSError):  # a dead process is noticed at `said`
            self.connection.send(running)

    def said(self) -> str | None:
        """Return how its job went, once it has been said.

        Raises:
            EOFError: the process has died.
        """
        try:
            return str(self.connection.recv()) if self.connection.poll() else None
        except OSError as error:
            raise EOFError from error

    def is_overdue(self) -> bool:
        """Whether its job has taken longer than it may, or does not stop though it was asked to."""
        if self.running is None:
            return False
        at = time.monotonic()
        return (
            at - self.begun_s > self.running.limit_s or at - self.asked_to_stop_s > STOPS_WITHIN_S
        )

    def end(self) -> None:
        """Close the connection, which ends the process once it has nothing to do."""
        self.connection.close()
        self.process.wait()


def serve(descriptor: int, parent: int) -> None:
    """Run the jobs that the parent hands over, until it closes the connection."""
    _die_with(parent)
    connection: Connection[str, Running] = Connection(descriptor)
    connection.send(READY)
    with contextlib.suppress(EOFError):
        while True:
            running = connection.recv()
            close_old_connections()
            connection.send(attempt(running).value)


def _die_with(parent: int) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
        with contextlib.suppress(OSError):
            Path("/proc/self/oom_score_adj").write_text(FIRST_WHEN_MEMORY_ENDS)
    if os.getppid() != parent:
        sys.exit(1)
