import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from lantu.foundations.journal import verifier

ROOT = Path(__file__).parent.parent.parent.parent
TOLD = {
    "coordination.round.rerouted": "途中改线",
    "silence": "视为无异议",
    "held": "暂缓认定",
    "anew": "重新送达",
    "paper": "代登记纸质答复",
    "refused mail": "550",
    "divergence": "列出分歧",
    "mediated": "组织协调",
    "again": "再次发起空间协同",
    "generated": "项目生成",
}


def lantu(folder, *words, **variables):
    environment = {**os.environ, "LANTU_VAR": str(folder), **variables}
    return subprocess.run(
        [sys.executable, "-m", "lantu", *words],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def on_server(*words):
    """Play on the server that the tests were given, where they were given one."""
    address = os.environ.get("LANTU_DATABASE", "")
    return (*words, "--database", address) if address.startswith("postgresql") else words


@pytest.fixture(scope="module")
def played(small_city, tmp_path_factory):
    folder = tmp_path_factory.mktemp("tour")
    words = ("demo", "tour", "--json", "--city", str(small_city))
    run = lantu(folder, *on_server(*words))
    assert run.returncode == 0, run.stderr
    lines = [json.loads(line) for line in run.stdout.splitlines()]
    return lines[:-1], lines[-1]


@pytest.mark.requirement("D1-29", "D1-39", "D1-41", "D1-42", "D1-44", "D1-46")
def test_the_tour_goes_from_the_reserve_to_generation_in_two_rounds(played):
    acts, end = played
    assert end["results"] == ["round.basically_conforms", "round.conforms"]
    assert acts[0]["words"] == "项目入储备库"
    assert acts[-1]["article"].startswith("D1 三(一)")


def test_the_tour_shows_all_that_can_happen_in_a_round(played):
    acts, _ = played
    told = "\n".join(f"{act['words']} {act['about']}" for act in acts)
    assert [what for what, words in TOLD.items() if words not in told] == []
    results = {"无意见", "有条件", "不符合", "另函答复", "不涉及"}
    assert [result for result in results if result not in told] == []


def test_every_act_says_who_when_and_by_which_article(played):
    acts, _ = played
    assert all(act["who"] and act["at"] and act["article"] for act in acts)


@pytest.mark.requirement("D1-32", "D1-34", "D1-40")
def test_the_clocks_are_those_of_the_law(played):
    acts, _ = played
    first = next(act for act in acts if act["words"].startswith("收到项目信息"))
    assert first["last_day_on"] == "2019-09-17"
    silent = next(act for act in acts if "视为无异议" in act["words"])
    assert silent["at"] == "2019-09-10 16:02:00+00:00"


def test_the_journal_of_the_tour_holds_and_tells_every_row(played):
    _, end = played
    assert end["entries"] > 500
    assert end["differences"] == []


@pytest.mark.skipif(
    os.environ.get("LANTU_DATABASE", "").startswith("postgresql"),
    reason="the export is made from the file that the tour left",
)
def test_the_export_of_the_tour_is_checked_by_one_file(played, tmp_path):
    _, end = played
    address = f"sqlite:///{end['folder']}/lantu.sqlite3"
    export = tmp_path / "journal.jsonl"
    made = lantu(end["folder"], "journal", "export", str(export), LANTU_DATABASE=address)
    assert made.returncode == 0, made.stderr
    with export.open("rb") as lines:
        assert verifier.check_lines(lines) == (end["entries"], 0)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--city", "/no/such/city"), "不是演示城市"),
        (("--redline", "/no/such/file.txt"), "找不到红线文件"),
    ],
)
def test_bad_input_is_said_in_a_sentence(small_city, tmp_path, words, said):
    run = lantu(tmp_path, "demo", "tour", "--city", str(small_city), *words)
    assert run.returncode == 2
    assert said in run.stderr
