import re
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from tests.web.site import ROOT, environment_of, free_port


@pytest.fixture
def folder(tmp_path):
    """A demonstration without projects: it is opened in a moment."""
    for words in (("demo", "open", "--bare"),):
        lantu(tmp_path, *words)
    return tmp_path


def lantu(folder, *words):
    return subprocess.run(
        [sys.executable, "-m", "lantu", *words],
        env=environment_of(folder),
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
    )


@pytest.mark.slow
def test_everything_runs_in_the_background_and_ends_without_a_trace(folder):
    port = free_port()
    begun = lantu(folder, "run", "--background", "--port", str(port))
    assert begun.returncode == 0, begun.stderr
    assert f"ready http://127.0.0.1:{port}" in begun.stdout
    assert "forestry.clerk" in begun.stdout
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/login/", timeout=20) as page:
        assert page.status == 200
    again = lantu(folder, "run", "--port", str(port))
    assert (again.returncode, "已在后台运行" in again.stderr) == (2, True)
    assert lantu(folder, "run", "--stop").returncode == 0
    left = [path for path in Path("/proc").glob("[0-9]*/environ") if mentions(path, str(folder))]
    assert left == []


def mentions(path, words):
    try:
        return words.encode() in path.read_bytes()
    except OSError:
        return False


def test_a_port_that_is_taken_is_said_with_what_to_do(folder):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        run = lantu(folder, "serve", "--port", str(port))
    assert run.returncode == 2
    assert re.search(rf"端口 {port} 已被占用", run.stderr)


@pytest.mark.parametrize("port", ["0", "70000", "acht"])
def test_a_port_that_is_none_is_refused(folder, port):
    run = lantu(folder, "serve", "--port", port)
    assert (run.returncode, "65535" in run.stderr) == (2, True)


def test_nothing_to_stop_is_no_fault(folder):
    run = lantu(folder, "run", "--stop")
    assert (run.returncode, "没有在后台运行" in run.stdout) == (0, True)
