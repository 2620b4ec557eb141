import os

import pytest

from lantu.geo.layerstore.durable import (
    LEFTOVER_SECONDS,
    place_file,
    placed_folder,
    remove_leftovers,
)


@pytest.fixture
def incoming(tmp_path):
    folder = tmp_path / "incoming"
    folder.mkdir()
    return folder


def test_a_folder_stands_under_its_name_only_when_it_is_whole(tmp_path, incoming):
    with placed_folder(incoming, tmp_path / "done") as folder:
        (folder / "part").write_text("x")
        assert not (tmp_path / "done").exists()
    assert (tmp_path / "done" / "part").read_text() == "x"
    assert list(incoming.iterdir()) == []


def test_work_that_fails_leaves_nothing(tmp_path, incoming):
    with pytest.raises(OSError, match="full"):
        _fill_and_fail(incoming, tmp_path / "done")
    assert not (tmp_path / "done").exists()
    assert list(incoming.iterdir()) == []


def _fill_and_fail(incoming, target):
    with placed_folder(incoming, target) as folder:
        (folder / "part").write_text("x")
        raise OSError("disk full")


def test_of_two_writers_of_one_folder_the_first_stays(tmp_path, incoming):
    with placed_folder(incoming, tmp_path / "done") as slow:
        (slow / "part").write_text("slow")
        with placed_folder(incoming, tmp_path / "done") as quick:
            (quick / "part").write_text("quick")
    assert (tmp_path / "done" / "part").read_text() == "quick"
    assert list(incoming.iterdir()) == []


def test_a_folder_that_cannot_be_placed_is_an_error(tmp_path, incoming):
    with pytest.raises(FileNotFoundError), placed_folder(incoming, tmp_path / "no" / "done"):
        pass
    assert list(incoming.iterdir()) == []


def test_a_file_never_replaces_another(tmp_path, incoming):
    place_file(incoming, tmp_path / "1.json", b"first")
    with pytest.raises(FileExistsError):
        place_file(incoming, tmp_path / "1.json", b"second")
    assert (tmp_path / "1.json").read_bytes() == b"first"
    assert list(incoming.iterdir()) == []


def test_leftovers_go_after_a_day(incoming):
    for name in ("old", "named", "young"):
        (incoming / name).mkdir()
        (incoming / name / "part").write_text("x")
    (incoming / "old.json").write_text("{}")
    for name in ("old", "named", "old.json"):
        moment = (incoming / name).stat().st_mtime - LEFTOVER_SECONDS - 1
        os.utime(incoming / name, (moment, moment))
    assert remove_leftovers(incoming, frozenset({"named"})) == ["old", "old.json"]
    assert sorted(path.name for path in incoming.iterdir()) == ["named", "young"]
