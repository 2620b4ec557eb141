"""The project speaks of itself alone, and its locks name no registry."""

import re

import pytest

from tests.contracts.source import PROJECT, tracked_files

MACHINE_PATH = re.compile(r"(?<![\w.])/(work|root|home)/")


def texts():
    for path in tracked_files():
        try:
            yield path, (PROJECT / path).read_text("utf-8")
        except UnicodeDecodeError:
            continue


def test_no_file_names_a_path_of_a_machine():
    found = [
        f"{path}: {match.group()}"
        for path, text in texts()
        for match in MACHINE_PATH.finditer(text)
        if str(path) != "tests/contracts/test_project.py"
    ]
    assert found == []


@pytest.mark.parametrize("name", ["run", "test"])
def test_lock_pins_every_package_by_hash_and_names_no_registry(name):
    lock = (PROJECT / "requirements" / f"{name}.txt").read_text("utf-8")
    pins = re.findall(r"^[A-Za-z0-9._-]+==\S+.*?(?=^\S|\Z)", lock, flags=re.MULTILINE | re.DOTALL)
    assert len(pins) > 8
    assert all("--hash=sha256:" in pin for pin in pins)
    assert not re.search(r"https?://|file:|--index-url|--find-links", lock)


def test_the_commands_of_the_house_exist():
    for name in ("run", "test", "check", "bench", "lantu"):
        assert (PROJECT / "bin" / name).stat().st_mode & 0o100, f"bin/{name}"
    assert (PROJECT / ".ci" / "run").stat().st_mode & 0o100
