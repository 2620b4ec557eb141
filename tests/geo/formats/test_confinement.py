"""Each attempt runs in a process of its own, since a confinement lasts for the rest of its life."""

import subprocess
import sys

import pytest

from tests.conftest import ROOT

PRELUDE = """
import os, socket, subprocess, sys, threading, ctypes
from lantu.geo.formats.confinement import Confinement, confine
confine(Confinement({arguments}))
try:
    {attempt}
except (OSError, RuntimeError, MemoryError) as error:
    print(type(error).__name__)
else:
    print("allowed")
"""
ATTEMPTS = {
    "socket.socket(socket.AF_INET)": "PermissionError",
    "socket.socket(socket.AF_UNIX)": "PermissionError",
    "socket.socketpair()": "PermissionError",
    "os.fork()": "PermissionError",
    "os.execv('/bin/true', ['true'])": "PermissionError",
    "subprocess.run(['/bin/true'])": "PermissionError",
    "os.kill(os.getppid(), 0)": "PermissionError",
    "os.link('/etc/hostname', 'x')": "PermissionError",
    "os.chmod('/tmp', 0o777)": "PermissionError",
    "threading.Thread(target=print).start()": "RuntimeError",
    "bytearray(1 << 32)": "MemoryError",
    "[open('/etc/hostname') for _ in range(100)]": "OSError",
    "open('/etc/hostname').read()": "allowed",
}


def outcome(attempt, arguments="", folder=None):
    script = PRELUDE.format(attempt=attempt, arguments=arguments)
    return subprocess.run(
        [sys.executable, "-c", script],
        env={"PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "ignore"},
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=60,
    )


@pytest.mark.parametrize(("attempt", "expected"), ATTEMPTS.items())
def test_a_confined_process_may_read_files_and_little_else(attempt, expected, tmp_path):
    done = outcome(attempt, folder=tmp_path)
    assert done.stdout.split() == [expected], done.stderr


def test_processor_time_ends(tmp_path):
    done = outcome("exec('while True: pass')", "cpu_seconds=1", tmp_path)
    assert done.returncode < 0


def test_a_file_cannot_grow_beyond_the_limit(tmp_path):
    outcome("open('x', 'wb').write(bytes(1 << 20))", "written_bytes=1000", tmp_path)
    assert (tmp_path / "x").stat().st_size <= 1000


def test_a_second_confinement_cannot_loosen_the_first(tmp_path):
    attempt = "confine(Confinement(memory_bytes=1 << 40)); bytearray(1 << 32)"
    done = outcome(attempt, folder=tmp_path)
    assert done.stdout.split() != ["allowed"]


def test_without_the_filter_nothing_is_confined_by_halves(monkeypatch):
    script = (
        "import sys; sys.modules['pyseccomp'] = None\n"
        "from lantu.geo.formats.confinement import Confinement, FilterUnavailable, confine\n"
        "try:\n    confine(Confinement())\nexcept FilterUnavailable:\n    print('refused')\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        env={"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.stdout.split() == ["refused"], done.stderr
