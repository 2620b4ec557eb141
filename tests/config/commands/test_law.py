import json

import pytest

from lantu.config.commands import main
from lantu.config.commands.law import pages
from tests.contracts.source import PROJECT


@pytest.mark.requirement("D0-01")
def test_an_article_is_listed_with_rule_number_and_test(capsys):
    assert main(["law", "三(一)1"]) == 0
    printed = capsys.readouterr().out
    assert "D1 三(一)1  coordination.deadlines.correction_due" in printed
    assert "10（coordination.correction，通知明文）" in printed
    assert "本系统解读 AMB-75" in printed
    assert "测试 coordination/test_deadlines.py::" in printed


def test_json_carries_the_edition_and_every_entry(capsys):
    assert main(["law", "--json"]) == 0
    content = json.loads(capsys.readouterr().out)
    assert len(content["edition"]) == 64
    assert all(entry["article"] for entry in content["entries"])


@pytest.mark.parametrize("arguments", [["law", "九(九)"], ["law", "--write", "/nowhere/at/all"]])
def test_bad_input_is_refused(capsys, arguments):
    assert main(arguments) == 2
    assert capsys.readouterr().err


@pytest.mark.parametrize(("name", "text"), list(pages()), ids=[name for name, _ in pages()])
def test_made_pages_are_fresh(name, text):
    assert (PROJECT / "docs" / name).read_text("utf-8") == text, "run: lantu law --write docs"


def test_pages_are_written_below_a_folder(tmp_path, capsys):
    assert main(["law", "--write", str(tmp_path)]) == 0
    assert sorted(path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.md")) == [
        "flows/coordination-answer.md", "flows/coordination-reserve.md",
        "flows/coordination-round.md", "flows/coordination-task.md", "flows/duties-duty.md",
        "law-index.md",
    ]  # fmt: skip
