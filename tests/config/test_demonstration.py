import json

import pytest

from tests.demo.tour.test_play import lantu


@pytest.fixture(scope="module")
def opened(tmp_path_factory):
    folder = tmp_path_factory.mktemp("demonstration")
    address = {"LANTU_DATABASE": f"sqlite:///{folder}/lantu.sqlite3"}
    run = lantu(folder, "demo", "open", "--bare", "--json", **address)
    assert run.returncode == 0, run.stderr
    return folder, address, json.loads(run.stdout)


def test_a_demonstration_is_opened_once(opened):
    folder, address, first = opened
    again = json.loads(lantu(folder, "demo", "open", "--bare", "--json", **address).stdout)
    assert first["opened"]
    assert again == {"opened": False, "accounts": first["accounts"]}


def test_the_password_is_kept_for_its_owner_alone(opened):
    folder, _, _ = opened
    assert (folder / "demo_password").stat().st_mode & 0o077 == 0


@pytest.mark.requirement("D0-04")
def test_every_unit_of_the_notice_has_its_persons(opened):
    folder, address, _ = opened
    rows = json.loads(lantu(folder, "demo", "people", "--json", **address).stdout)
    assert {"municipal_government", "forestry", "power_company", "district"} <= {
        row["key"] for row in rows
    }
    one = lantu(folder, "demo", "people", "--unit", "市林业局", "--json", **address)
    assert {row["posts"] for row in json.loads(one.stdout)} == {
        "收发", "收发复核", "经办", "审核", "签发",
    }  # fmt: skip


def test_a_unit_that_is_not_there_is_said_in_a_sentence(opened):
    folder, address, _ = opened
    run = lantu(folder, "demo", "people", "--unit", "天文台", **address)
    assert (run.returncode, "没有名称或代码" in run.stderr) == (2, True)


def test_the_clock_moves_forward_and_never_back(opened):
    folder, address, _ = opened
    there = lantu(folder, "demo", "advance", "2019-09-05T10:00", "--json", **address)
    assert json.loads(there.stdout) == {"now": "2019-09-05T10:00:00+08:00", "settled": 0}
    back = lantu(folder, "demo", "advance", "2019-09-04T10:00", **address)
    assert (back.returncode, "只能往前拨" in back.stderr) == (2, True)
    wrong = lantu(folder, "demo", "advance", "明天", **address)
    assert (wrong.returncode, "不是时刻" in wrong.stderr) == (2, True)


def test_without_a_database_a_sentence_says_what_to_do(tmp_path):
    address = {"LANTU_DATABASE": f"sqlite:///{tmp_path}/none.sqlite3"}
    run = lantu(tmp_path, "demo", "people", **address)
    assert run.returncode == 2
    assert "请先运行" in run.stderr
