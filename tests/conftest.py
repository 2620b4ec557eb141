"""Shared fixtures. `--requirement D1-34` runs only the tests that show that row."""

import fcntl
import os
from pathlib import Path

import pytest

from tests.databases import own_database, template
from tests.web.site import browser, opened_demonstration

__all__ = ("browser", "opened_demonstration", "own_database", "template")

ROOT = Path(__file__).parent.parent
SHARED_DATA = ROOT.parent / "shared" / "data"

os.environ.setdefault("NUMBA_CACHE_DIR", str(ROOT / "var" / "compiled"))


def pytest_addoption(parser):
    parser.addoption("--requirement", help="run only the tests marked with this row of the notice")


def pytest_collection_modifyitems(config, items):
    row = config.getoption("--requirement")
    if row:
        items[:] = [
            item
            for item in items
            if any(row in mark.args for mark in item.iter_markers("requirement"))
        ]


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of real data made by others; tests that need it are skipped without it."""
    if not SHARED_DATA.is_dir():
        pytest.skip("real data are not at hand: ../shared/data is absent")
    return SHARED_DATA


@pytest.fixture(scope="session")
def small_city() -> Path:
    """The small demo city, built once for all workers and kept for the next run."""
    from lantu.demo.publication import build, clear, existing

    root = ROOT / "var" / "city" / "small"
    root.parent.mkdir(parents=True, exist_ok=True)
    with (root.parent / "small.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if existing(root, "small", 1) is None:
            clear(root)
            build(root, "small", 1, lambda _step: None)
    return root
