import json
from collections import Counter
from pathlib import Path

import pytest

from lantu.config.commands import main
from lantu.config.commands.requirements import PROJECT, read_reasons, survey


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A small project with three rows, one test and one reason."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "tests").mkdir()
    rows = [f"D1-0{number}: {{place: 一, sentence: row {number}}}\n" for number in (1, 2, 3)]
    (tmp_path / "docs" / "requirements.yaml").write_text("".join(rows))
    (tmp_path / "docs" / "not-yet.md").write_text("- D1-02: waits for the pages\n")
    marked = '@pytest.mark.requirement("D1-01")\ndef test_something():\n    pass\n'
    (tmp_path / "tests" / "test_something.py").write_text(marked)
    return tmp_path


def states(project: Path) -> dict[str, str]:
    return {row.row_id: row.state for row in survey(project)[0]}


def test_a_row_is_shown_by_a_marker_or_open_with_a_reason_or_missing(project):
    assert states(project) == {"D1-01": "shown", "D1-02": "open", "D1-03": "missing"}


def test_a_reason_that_outlived_its_proof_is_found(project):
    (project / "docs" / "not-yet.md").write_text("- D1-01 … D1-03: nothing yet\n")
    assert states(project) == {"D1-01": "both", "D1-02": "open", "D1-03": "open"}


def test_a_marker_for_a_row_that_does_not_exist_is_found(project):
    (project / "docs" / "not-yet.md").write_text("- D9-01: no such row\n")
    assert survey(project)[1] == ["D9-01"]


def test_reasons_name_single_rows_lists_and_ranges():
    rows = ["D1-01", "D1-02", "D1-03", "D1-B01"]
    reasons = read_reasons("- D1-01, D1-03 … D1-B01: later\n", rows)
    assert sorted(reasons) == ["D1-01", "D1-03", "D1-B01"]


def test_every_row_of_the_notice_is_shown_or_explained(capsys):
    rows, strangers = survey(PROJECT)
    kinds = Counter(row.row_id[0] for row in rows)
    assert kinds == {"D": 531, "A": 88, "S": 14}
    assert [row.row_id for row in rows if row.state in ("missing", "both")] == []
    assert strangers == []
    assert main(["requirements", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["count"]["missing"] == 0
