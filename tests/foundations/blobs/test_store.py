import signal
import subprocess
import sys
from hashlib import sha256

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as examples
from hypothesis import strategies as st

from lantu.foundations.blobs import store

KILLED_MIDWAY = """
import os, signal, sys
from types import SimpleNamespace
from lantu.foundations.blobs import store
from pathlib import Path
store.folder = lambda: Path(sys.argv[1])
def parts():
    yield b"the first half"
    if sys.argv[2] == "writing":
        os.kill(os.getpid(), signal.SIGKILL)
    yield b"and the second"
if sys.argv[2] == "renaming":
    Path.replace = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
if sys.argv[2] == "syncing":
    store._sync = lambda _: os.kill(os.getpid(), signal.SIGKILL)
store.store(parts())
"""


@given(st.lists(st.binary(max_size=64), max_size=6))
@examples(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_is_stored_in_parts_is_read_back_whole_under_its_digest(blob_folder, parts):
    whole = b"".join(parts)
    digest = store.store(iter(parts))
    assert digest == sha256(whole).hexdigest() == store.store(whole)
    assert store.read(digest) == whole
    assert not list(blob_folder.glob("incoming-*"))


@pytest.mark.parametrize("moment", ["writing", "renaming", "syncing"])
def test_a_store_killed_midway_leaves_nothing_half(blob_folder, moment):
    code = subprocess.run(
        [sys.executable, "-c", KILLED_MIDWAY, str(blob_folder), moment], check=False
    ).returncode
    assert code == -signal.SIGKILL
    for path in blob_folder.rglob("*"):
        if path.is_file() and not path.name.startswith("incoming-"):
            assert sha256(path.read_bytes()).hexdigest() == path.name
    digest = store.store(b"the first halfand the second")
    assert store.read(digest) == b"the first halfand the second"


def test_a_writer_that_fails_leaves_no_trace(blob_folder):
    def parts():
        yield b"half"
        raise OSError("连接中断")

    with pytest.raises(OSError, match="连接中断"):
        store.store(parts())
    assert list(blob_folder.rglob("*")) == []


def test_bytes_that_are_not_what_the_digest_names_are_not_given_out(blob_folder):
    digest = store.store(b"blueprint")
    store.path_of(digest).write_bytes(b"blueprinT")
    with pytest.raises(store.Damaged, match=digest):
        store.read(digest)


def test_storing_the_right_bytes_again_mends_a_damaged_file(blob_folder):
    digest = store.store(b"blueprint")
    store.path_of(digest).write_bytes(b"")
    assert store.store(b"blueprint") == digest
    assert store.read(digest) == b"blueprint"


@pytest.mark.parametrize("name", ["", "../../etc/passwd", "A" * 64, "a" * 63, "a" * 65])
def test_what_is_no_digest_names_no_file(name):
    with pytest.raises(ValueError, match="不是文件摘要"):
        store.path_of(name)


def test_what_was_removed_is_gone_and_removing_it_again_does_no_harm(blob_folder):
    digest = store.store(b"secret")
    store.remove(digest)
    store.remove(digest)
    with pytest.raises(FileNotFoundError):
        store.read(digest)
    assert store.folder() == blob_folder
    assert list((blob_folder / digest[:2]).iterdir()) == []
