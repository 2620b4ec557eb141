"""Each attempt runs in a process of its own, since a restriction lasts for the rest of its life."""

import subprocess
import sys

import pytest

from tests.conftest import ROOT

SCRIPT = """
import os, sys
from pathlib import Path
from lantu.geo.formats.landlock import restrict
base = Path(sys.argv[1])
if not restrict(readable=[base / "in", base / "one", base / "absent"], writable=base / "out"):
    print("absent"); sys.exit()
try:
    {attempt}
except OSError as error:
    print(type(error).__name__)
else:
    print("allowed")
"""
ATTEMPTS = {
    "(base / 'in' / 'file').read_text()": "allowed",
    "(base / 'one').read_text()": "allowed",
    "os.listdir(base / 'in')": "allowed",
    "(base / 'out' / 'new').write_text('x')": "allowed",
    "(base / 'out' / 'file').unlink()": "allowed",
    "(base / 'secret').read_text()": "PermissionError",
    "os.listdir(base)": "PermissionError",
    "(base / 'in' / 'file').write_text('x')": "PermissionError",
    "(base / 'in' / 'new').write_text('x')": "PermissionError",
    "(base / 'in' / 'file').unlink()": "PermissionError",
    "os.truncate(base / 'one', 0)": "PermissionError",
    "(base / 'out' / 'link').symlink_to(base / 'secret'); (base / 'out' / 'link').read_text()": (
        "PermissionError"
    ),
}


@pytest.mark.parametrize(("attempt", "expected"), ATTEMPTS.items())
def test_a_restricted_process_reads_and_writes_only_where_it_may(attempt, expected, tmp_path):
    for folder in ("in", "out"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "file").write_text("plain")
    (tmp_path / "one").write_text("plain")
    (tmp_path / "secret").write_text("secret")
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT.format(attempt=attempt), str(tmp_path)],
        env={"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=60,
    )
    if done.stdout.strip() == "absent":
        pytest.skip("this kernel has no Landlock")
    assert done.stdout.split() == [expected], done.stderr
