"""A child process of the worker: it runs jobs, so that none of them can take the worker with it.

`python -m lantu.foundations.jobs.child DESCRIPTOR` answers on an inherited connection. It dies with
its parent, and offers itself first when memory runs out.
"""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
from multiprocessing.connection import Connection, Pipe
from pathlib import Path

from lantu.foundations.jobs.running import Running

PR_SET_PDEATHSIG = 1
FIRST_WHEN_MEMORY_ENDS = "800"


class Child:
    """The parent's end: a process and the job it is at."""

    def __init__(self) -> None:
        self.connection, theirs = Pipe()
        descriptor = theirs.fileno()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "lantu.foundations.jobs.child", str(descriptor)],
            pass_fds=(descriptor,),
            start_new_session=True,
        )
        theirs.close()
        self.running: Running | None = None

    def give(self, running: Running) -> None:
        """Hand a job to the process."""
        self.running = running
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

    def end(self) -> None:
        """Close the connection, which ends the process once it has nothing to do."""
        self.connection.close()
        self.process.wait()


def serve(descriptor: int) -> None:
    """Run the jobs that the parent hands over, until it closes the connection."""
    _die_with_parent()
    import django

    django.setup()
    from lantu.foundations.jobs.work import attempt

    connection: Connection[str, Running] = Connection(descriptor)
    with contextlib.suppress(EOFError):
        while True:
            connection.send(attempt(connection.recv()).value)


def _die_with_parent() -> None:
    parent = os.getppid()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
        with contextlib.suppress(OSError):
            Path("/proc/self/oom_score_adj").write_text(FIRST_WHEN_MEMORY_ENDS)
    if os.getppid() != parent:
        sys.exit(1)


if __name__ == "__main__":
    serve(int(sys.argv[1]))
