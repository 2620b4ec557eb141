import json
import subprocess
import sys

import pytest
from django.db import connection

from lantu.config.commands import main
from lantu.foundations.journal import verifier
from lantu.foundations.journal.verify import verify

pytestmark = pytest.mark.usefixtures("demonstration")


def test_a_journal_that_holds_is_said_to_hold(capsys):
    assert main(["journal", "verify"]) == 0
    printed = capsys.readouterr().out
    assert "日志 1 条相符，其中 0 条的正文已依规清除。" in printed
    assert "业务表与日志逐行相符。" in printed
    assert main(["journal", "verify", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told == {
        "holds": True,
        "entries": 1,
        "erased": 0,
        "chain": verify().chain,
        "differences": [],
        "more_differences": 0,
    }


def test_the_first_bad_entry_is_named(capsys, behind_the_back):
    behind_the_back("UPDATE journal_entry SET event = 'x/1' WHERE sequence = 1")
    assert main(["journal", "verify"]) == 1
    assert capsys.readouterr().out == (
        "不符。第 1 条：事件名或记录时间一列与条目不符。此前各条相符。\n"
    )
    assert main(["journal", "verify", "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["entry"] == 1


def test_a_row_edited_behind_the_journals_back_is_named(capsys, behind_the_back):
    behind_the_back("UPDATE acts_deployment SET city = '别处'")
    assert main(["journal", "verify"]) == 1
    printed = capsys.readouterr().out
    assert "表 acts_deployment 的记录" in printed
    assert "字段 city 应为 '郑州市'（第 1 条），实为 '别处'" in printed


def test_an_export_is_written_whole_and_can_be_checked_by_anyone(capsys, tmp_path):
    file = tmp_path / "journal.jsonl"
    assert main(["journal", "export", str(file)]) == 0
    assert "已导出 1 条" in capsys.readouterr().out
    assert [path.name for path in tmp_path.iterdir()] == ["journal.jsonl"]
    checked = subprocess.run([sys.executable, verifier.__file__, str(file)], check=False)
    assert checked.returncode == 0


def test_a_file_that_is_there_is_not_written_over(capsys, tmp_path):
    file = tmp_path / "journal.jsonl"
    file.write_text("别动")
    assert main(["journal", "export", str(file)]) == 2
    assert "已在，未作改动" in capsys.readouterr().err
    assert file.read_text() == "别动"
    assert main(["journal", "export", str(file), "--force"]) == 0
    assert main(["journal", "export", str(tmp_path / "nowhere" / "file")]) == 2


def test_following_shows_the_entries_from_where_one_wishes(capsys):
    assert main(["journal", "follow", "--once"]) == 0
    assert "acts.deployment.opened/1  system  acts_deployment" in capsys.readouterr().out
    assert main(["journal", "follow", "--once", "--json", "--from", "1"]) == 0
    assert json.loads(capsys.readouterr().out)["event"] == "acts.deployment.opened/1"
    assert main(["journal", "follow", "--once", "--from", "2"]) == 0
    assert capsys.readouterr().out == ""


def test_a_database_without_tables_is_named(capsys, monkeypatch):
    monkeypatch.setattr(connection.introspection, "table_names", list)
    with pytest.raises(SystemExit) as ended:
        main(["journal", "verify"])
    assert ended.value.code == 2
    assert "数据库尚未建表" in capsys.readouterr().err
