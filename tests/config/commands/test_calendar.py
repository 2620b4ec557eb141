import json

from lantu.config.commands import main


def test_status_lists_every_year_with_its_notices(capsys):
    assert main(["calendar", "status", "--today", "2020-02-01"]) == 0
    lines = {line[:4]: line for line in capsys.readouterr().out.splitlines()}
    assert "国办发明电〔2020〕1号（2020-01-27）" in lines["2020"]
    assert "后有调整" in lines["2020"]
    assert "尚未公布" in lines["2021"]


def test_a_missing_next_year_is_an_alarm_from_november(capsys):
    assert main(["calendar", "status", "--today", "2026-11-01", "--json"]) == 1
    found = json.loads(capsys.readouterr().out)
    assert found["alarm"] is True
    assert main(["calendar", "status", "--today", "2026-11-01"]) == 1
    assert "警示：2027 年" in capsys.readouterr().out


def test_two_libraries_agree_with_the_notices(capsys):
    assert main(["calendar", "verify"]) == 0
    assert capsys.readouterr().out.count("逐日一致") == 2
    assert main(["calendar", "verify", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"chinesecalendar": [], "holidays": []}


def test_a_day_that_does_not_exist_is_refused(capsys):
    assert main(["calendar", "status", "--today", "2026-02-30"]) == 2
    assert "写法不对或不存在" in capsys.readouterr().err
