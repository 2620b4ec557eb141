"""Rules are watched: break one, and a test that claims its row must fail.

Each case changes one place of a copy of the project and runs only the tests marked with the row.
"""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from lantu.config.commands.requirements import marked_tests
from tests.contracts.source import PROJECT

CASES = yaml.safe_load((PROJECT / "tests" / "cases" / "broken_rules.yaml").read_text("utf-8"))
COPIED = ("lantu", "tests", "docs", "demo", "pyproject.toml")
# A copy has no assets and no packages beside it: what a browser shows is tried elsewhere.
SERVED = re.compile(r"def test_\w+\([^)]*\b(?:visit|site|running|people)\b")

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def pristine(tmp_path_factory, small_city) -> Path:
    """A copy of the project in which nothing is broken yet; the demo city is shared."""
    copy = tmp_path_factory.mktemp("pristine") / "project"
    copy.mkdir()
    for name in COPIED:
        source = PROJECT / name
        if source.is_dir():
            shutil.copytree(source, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, copy / name)
    (copy / "var").symlink_to(PROJECT / "var")
    return copy


def run_tests_of(rows: list[str], project: Path) -> subprocess.CompletedProcess[str]:
    files = sorted(
        {
            test.split("::")[0]
            for row_id, test in marked_tests(project / "tests")
            if row_id in rows and "/contracts/" not in test
        }
    )
    assert files, f"no test is marked with {rows}"
    chosen = [f"--requirement={rows[0]}"] if len(rows) == 1 else []
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:xdist", *chosen, *files],
        cwd=project,
        # Two rules broken within a second would share one compiled file.
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )


def test_no_file_that_is_copied_needs_a_served_site():
    served = [
        file
        for file in sorted({test.split("::")[0] for _, test in marked_tests(PROJECT / "tests")})
        if SERVED.search((PROJECT / file).read_text("utf-8"))
    ]
    assert served == []


def test_at_least_twenty_rows_are_tried():
    assert len({case["row"] for case in CASES}) >= 20


def test_the_copy_passes_while_nothing_is_broken(pristine):
    finished = run_tests_of([case["row"] for case in CASES], pristine)
    assert finished.returncode == 0, finished.stdout


@pytest.mark.parametrize("case", CASES, ids=[case["row"] for case in CASES])
def test_a_broken_rule_is_noticed_by_the_test_of_its_row(case, pristine):
    path = pristine / case["file"]
    text = path.read_text("utf-8")
    assert text.count(case["rule"]) == 1, "the rule must stand in one place"
    path.write_text(text.replace(case["rule"], case["broken"]), "utf-8")
    try:
        finished = run_tests_of([case["row"]], pristine)
    finally:
        path.write_text(text, "utf-8")
    assert finished.returncode == 1, f"nobody noticed: {case}\n{finished.stdout}"
