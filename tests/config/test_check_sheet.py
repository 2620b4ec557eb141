from datetime import date
from pathlib import Path

import pytest

from lantu.config.check_sheet import show
from lantu.geo.formats import read
from lantu.geo.layerstore import open_blueprint, open_store
from lantu.law.edition import shipped
from lantu.systems.blueprint.check import check, red_line_limits

REDLINES = Path(__file__).parent.parent.parent / "demo" / "redlines"
DAY = date(2019, 9, 2)


@pytest.fixture
def sheet(small_city, capsys):
    def printed(name, **options):
        reading = read(REDLINES / name, limits=red_line_limits(shipped(), DAY))
        blueprint = open_blueprint(open_store(small_city))
        made = check(reading, blueprint, edition=shipped(), checked_on=DAY, **options)
        show(made, shipped(), "意向示意")
        return capsys.readouterr().out.splitlines()

    return printed


def test_a_sheet_tells_what_was_read_measured_and_judged(sheet):
    lines = sheet("basic_farmland.txt")
    assert lines[0] == "红线  basic_farmland.txt（意向示意）"
    assert "EPSG:4547" in lines[1]
    assert "平面 12,394.07 m²（1.2394 公顷）" in lines[2]
    assert "椭球" in lines[2]
    table = next(at for at, line in enumerate(lines) if line.startswith("判断"))
    words = lines[table + 1].split()
    assert words[:7] == [
        "压占", "永久基本农田", "市资源规划局", "刚性管控", "6,602.27", "53.27%", "D1",
    ]  # fmt: skip
    assert "结论  压占刚性管控范围" in lines
    assert lines[-1] == "面积以勘测定界为准。"


def test_a_clean_site_says_what_it_does_not_meet(sheet):
    text = "\n".join(sheet("clean_site.txt"))
    assert "永久基本农田" in text.split("未压占", 1)[1]
    assert "不得突破" not in text


def test_an_accepted_repair_is_said(sheet):
    text = "\n".join(sheet("broken/self_crossing.txt", accept_repairs=True))
    assert "已修复  self_crossing.txt" in text
    assert "边界不合规则（自相交，位于 X=" in text
    assert "不予受理" not in text
    assert "以下按修复后的红线测算" in text
