import io
import json
from pathlib import Path

import pytest

from lantu.config.commands import main

REDLINES = Path(__file__).parent.parent.parent.parent / "demo" / "redlines"


@pytest.fixture
def run(small_city, capsys):
    def ran(name, *options):
        path = name if isinstance(name, Path) else REDLINES / name
        code = main(["check", str(path), "--city", str(small_city), *options])
        return code, *capsys.readouterr()

    return ran


def test_a_hard_bar_ends_with_one(run):
    code, printed, _ = run("basic_farmland.txt")
    assert code == 1
    assert "永久基本农田" in printed


def test_a_clean_site_ends_with_nought(run):
    assert run("clean_site.txt")[0] == 0


def test_bad_input_ends_with_two_says_where_and_stores_nothing(run):
    code, printed, complaint = run("broken/wrong_zone.txt")
    assert (code, printed) == (2, "")
    assert "wrong_zone.txt" in complaint
    assert "带号前后矛盾：注明 39 带，坐标前两位是 38" in complaint
    assert "未测算，未保存任何内容。" in complaint


@pytest.mark.parametrize(
    "path", sorted((REDLINES / "broken").iterdir()), ids=lambda path: path.name
)
def test_every_broken_sample_is_refused_or_remarked_upon(run, path):
    code, printed, complaint = run(path, "--json")
    findings = json.loads(printed)["findings"]
    assert code in (0, 1, 2)
    assert findings
    assert (code == 2) == bool(complaint)


def test_json_and_geojson_are_what_they_say(run):
    assert json.loads(run("near_railway.txt", "--json")[1])["outcome"] == "check.consult"
    assert json.loads(run("wetland.zip", "--geojson")[1])["type"] == "FeatureCollection"


def test_the_demo_is_judged_in_its_own_september_unless_a_day_is_named(run):
    assert json.loads(run("clean_site.txt", "--json")[1])["checked_on"] == "2019-09-02"
    later = run("clean_site.txt", "--json", "--on", "2021-02-01")
    assert json.loads(later[1])["checked_on"] == "2021-02-01"


def test_a_missing_file_and_a_missing_city_are_said(run, tmp_path, capsys):
    assert run(tmp_path / "nowhere.txt")[0] == 2
    code = main(["check", str(REDLINES / "clean_site.txt"), "--city", str(tmp_path)])
    assert code == 2
    assert "这里没有城市数据" in capsys.readouterr().err


def test_a_day_before_the_notice_has_no_law_to_judge_by(run):
    code, _, complaint = run("clean_site.txt", "--on", "2019-01-01")
    assert code == 2
    assert "2019年8月17日" in complaint


def test_pasted_coordinates_are_checked_like_a_file(small_city, capsys, monkeypatch):
    pasted = (REDLINES / "clean_site.txt").read_bytes()
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(pasted)))
    assert main(["check", "-", "--city", str(small_city), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["file"] == "粘贴的坐标"
