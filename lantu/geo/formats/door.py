"""The one door for files of strangers: each is read in a process of its own, bound and watched.

The process is started at once, so that the caller can import and open what else it needs while
the file is read.
"""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import weakref
from contextlib import suppress
from math import ceil
from pathlib import Path

from lantu.geo.finding import Fact, Finding, Place, Refused, Severity
from lantu.geo.formats.confinement import Confinement
from lantu.geo.formats.drivers import SKIPPED_DRIVERS
from lantu.geo.formats.exchange_request import Request, encode_request
from lantu.geo.formats.reading import Limits, Reading

# Processor time is what the limit counts; a busy machine may take longer by the clock.
WAITING_SECONDS = 20.0
ANSWER = "answer.json"
BOOTSTRAP = (
    "import sys, os; sys.path.extend(sys.argv.pop(1).split(os.pathsep)); "
    "from lantu.geo.formats.child import main; main()"
)
# GDAL reads its configuration from the environment: no network, no plug-ins, no driver but ours.
ENVIRONMENT = {
    "LC_ALL": "C.UTF-8",
    "PYTHONDONTWRITEBYTECODE": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "GDAL_NUM_THREADS": "1",
    "GDAL_SKIP": SKIPPED_DRIVERS,
    "GDAL_DRIVER_PATH": "disable",
    "OGR_DRIVER_PATH": "disable",
    "GDAL_DISABLE_READDIR_ON_OPEN": "EMPTY_DIR",
    "CPL_VSIL_CURL_ALLOWED_EXTENSIONS": "{none}",
    "GDAL_HTTP_TIMEOUT": "1",
    "PROJ_NETWORK": "OFF",
    "OGR_SQLITE_LOAD_EXTENSIONS": "NO",
}


class PendingReading:
    """A file that is being read, or was refused at the door."""

    def __init__(self, file: str, *, refusal: Refused | None = None) -> None:
        self.file = file
        self.refusal = refusal
        self.child: subprocess.Popen[bytes] | None = None

    def watch(self, child: "subprocess.Popen[bytes]", folder: Path, seconds: float) -> None:
        """Take charge of a child and its folder: both end with this object at the latest."""
        self.child, self.answer = child, folder / ANSWER
        self.ends_at = time.monotonic() + seconds + WAITING_SECONDS
        self.end = weakref.finalize(self, _end, child, folder)

    def result(self) -> Reading:
        """Wait for the reading; may be called once.

        Raises:
            Refused: the file cannot be taken, or reading it took too long or too much.
        """
        if self.refusal is not None:
            raise self.refusal
        assert self.child is not None
        try:
            code = self.child.wait(max(self.ends_at - time.monotonic(), 0))
            answer = self.answer.read_bytes()
        except subprocess.TimeoutExpired:
            raise _refused("reader_too_slow", self.file) from None
        finally:
            self.end()
        if code != 0:
            raise _refused(_cause(code), self.file)
        from lantu.geo.formats.exchange import decode

        try:
            return decode(answer)
        except ValueError:
            raise _refused("reader_failed", self.file) from None

    def abandon(self) -> None:
        """End a reading whose result nobody wants any more."""
        if self.child is not None:
            self.end()


def read(path: Path, *, limits: Limits, encoding: str | None = None) -> Reading:
    """Read a file in a process of its own; `start(...)` and `result()` in one.

    Raises:
        Refused: the file cannot be taken; the findings say why, where, and what to do.
    """
    return start(path, limits=limits, encoding=encoding).result()


def start(
    path: Path,
    *,
    limits: Limits,
    encoding: str | None = None,
    confinement: Confinement | None = None,
) -> PendingReading:
    """Begin to read a file.

    Args:
        path: the file, or a .zip with one red line in it.
        limits: how large it may be, and how long reading may take; from the law of the day.
        encoding: of its texts, where the applicant says it.
        confinement: what the process may use.
    """
    path = path.absolute()
    pending = PendingReading(path.name, refusal=_outside(path, limits))
    if pending.refusal is None:
        bound = confinement or Confinement(cpu_seconds=ceil(limits.seconds) + 1)
        folder = Path(tempfile.mkdtemp(prefix="lantu-reading-"))
        request = Request(str(path), path.name, limits, encoding, bound)
        pending.watch(_child(folder, request), folder, limits.seconds)
    return pending


def _outside(path: Path, limits: Limits) -> Refused | None:
    """Return what can be said of a file without opening it."""
    if path.is_dir():
        code = "content_geodatabase" if path.suffix.lower() == ".gdb" else "file_is_folder"
        return _refused(code, path.name)
    if not path.is_file():
        return _refused("file_missing", path.name)
    size = path.stat().st_size
    if size == 0:
        return _refused("content_empty", path.name)
    if size > limits.size_bytes:
        facts = {
            "size_mb": round(size / (1 << 20), 1),
            "limit_mb": round(limits.size_bytes / (1 << 20), 1),
        }
        return _refused("file_too_large", path.name, **facts)
    return None


def _child(folder: Path, request: Request) -> "subprocess.Popen[bytes]":
    words = [sys.executable, "-I", "-S", "-c", BOOTSTRAP, os.pathsep.join(_search_path())]
    with (folder / ANSWER).open("wb") as answer:
        process = subprocess.Popen(
            words,
            stdin=subprocess.PIPE,
            stdout=answer,
            stderr=subprocess.DEVNULL,
            cwd=folder,
            # Libraries look for their settings at home: this one is empty.
            env={**ENVIRONMENT, "HOME": str(folder)},
            start_new_session=True,
        )
    assert process.stdin is not None
    with suppress(BrokenPipeError), process.stdin as sink:
        sink.write(encode_request(request))
    return process


def _search_path() -> list[str]:
    """Return where the child finds what the parent has: this package, then the installed ones."""
    here = Path(__file__).parents[3]
    return [str(here), *(str(Path(entry).absolute()) for entry in sys.path if entry)]


def _end(child: "subprocess.Popen[bytes]", folder: Path) -> None:
    if child.poll() is None:
        child.kill()
        child.wait()
    shutil.rmtree(folder, ignore_errors=True)


def _cause(code: int) -> str:
    """Tell from how a process ended what it ran into."""
    if code in (-signal.SIGXCPU, -signal.SIGKILL):
        return "reader_too_slow"
    return "reader_out_of_space" if code == -signal.SIGXFSZ else "reader_failed"


def _refused(code: str, file: str, **facts: Fact) -> Refused:
    return Refused(Finding(code, Severity.REFUSAL, Place(file=file), facts))
