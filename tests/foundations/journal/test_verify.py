import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection

from lantu.foundations.acts.actions import advance_clock, erase_bodies
from lantu.foundations.acts.actor import SYSTEM
from lantu.foundations.acts.gate import Request
from lantu.foundations.journal import verifier
from lantu.foundations.journal.replay import differences
from lantu.foundations.journal.verify import export_lines, verify
from tests.foundations.conftest import MORNING


@pytest.fixture
def journal(demonstration):
    for hours in range(1, 4):
        advance_clock(Request(SYSTEM), to_at=MORNING + timedelta(hours=hours))
    return demonstration


def flipped(content, place):
    return content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :]


def test_an_untouched_journal_holds(journal):
    assert verify().count == 4
    assert list(differences()) == []


@pytest.mark.parametrize(
    ("table", "key", "column"),
    [
        ("journal_entry", "sequence", "canonical"),
        ("journal_entry", "sequence", "chain"),
        ("journal_body", "entry_id", "content"),
        ("journal_body", "entry_id", "salt"),
    ],
)
def test_any_byte_that_was_changed_is_found_and_its_entry_named(
    journal, behind_the_back, table, key, column
):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM {table} WHERE {key} = 3")
        content = bytes(cursor.fetchone()[0])
    for place in range(len(content)):
        behind_the_back(
            f"UPDATE {table} SET {column} = %s WHERE {key} = 3", flipped(content, place)
        )
        with pytest.raises(verifier.Bad) as bad:
            verify()
        assert bad.value.sequence == 3
    behind_the_back(f"UPDATE {table} SET {column} = %s WHERE {key} = 3", content)
    assert verify().count == 4


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE journal_entry SET event = 'acts.clock.stopped/1' WHERE sequence = 2",
        "UPDATE journal_entry SET recorded_at = '2020-01-01 00:00:00+00:00' WHERE sequence = 2",
        "UPDATE journal_subject SET \"table\" = 'x' WHERE entry_id = 2",
        "DELETE FROM journal_subject WHERE entry_id = 2",
        "DELETE FROM journal_body WHERE entry_id = 2",
    ],
)
def test_a_column_that_repeats_an_entry_is_compared_with_it(journal, behind_the_back, sql):
    behind_the_back(sql)
    with pytest.raises(verifier.Bad) as bad:
        verify()
    assert bad.value.sequence == 2


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE journal_head SET sequence = 3",
        "UPDATE journal_head SET recorded_at = '2020-01-01 00:00:00+00:00'",
        "DELETE FROM journal_head",
    ],
)
def test_an_end_of_the_chain_that_does_not_fit_is_found(journal, behind_the_back, sql):
    behind_the_back(sql)
    with pytest.raises(verifier.Bad, match="链尾"):
        verify()


def test_a_row_that_was_edited_behind_the_back_is_found(journal, behind_the_back):
    behind_the_back("UPDATE acts_deployment SET city = '别处'")
    (difference,) = differences()
    assert (difference.field, difference.told, difference.found) == ("city", "郑州市", "别处")
    assert "第 1 条" in difference.chinese


def test_a_row_that_vanished_is_found(journal, behind_the_back):
    behind_the_back("DELETE FROM acts_deployment")
    (difference,) = differences()
    assert "不见了" in difference.chinese


def test_a_row_that_nobody_wrote_is_found(db, behind_the_back):
    false = "FALSE" if connection.vendor == "postgresql" else "0"
    true = "TRUE" if connection.vendor == "postgresql" else "1"
    behind_the_back(
        f'INSERT INTO acts_deployment (id, "only", city, is_demo, opened_at)'
        f" VALUES (%s, {true}, '别处', {false}, '2019-09-02 00:00:00+00:00')",
        "0" * 31 + "1",
    )
    (difference,) = differences()
    assert "疑为绕过日志写入" in difference.chinese


def test_an_export_is_checked_without_lantu(journal, tmp_path):
    export = tmp_path / "journal.jsonl"
    export.write_bytes(b"".join(export_lines()))
    found = subprocess.run(
        [sys.executable, "-I", "-S", verifier.__file__, str(export)],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        check=False,
    )
    assert (found.returncode, found.stdout.strip()) == (
        0,
        "相符：4 条，其中 0 条的正文已依规清除。",
    )


def test_any_byte_of_an_export_that_was_changed_is_found(journal):
    whole = b"".join(export_lines())
    for place in range(len(whole)):
        with pytest.raises(verifier.Bad) as bad:
            verifier.check_lines(flipped(whole, place).splitlines(keepends=True))
        assert bad.value.sequence <= whole[: place + 1].count(b"\n") + 1


def test_an_erased_body_leaves_a_journal_that_holds(journal):
    assert erase_bodies(Request(SYSTEM), sequences=[2], reason="误传涉密材料") == 1
    assert verify().erased == 1
    assert verifier.check_lines(export_lines()) == (5, 1)
    assert list(differences()) == []


def test_what_an_act_of_erasure_says_is_never_erased(journal):
    erase_bodies(Request(SYSTEM), sequences=[2], reason="误传涉密材料")
    assert erase_bodies(Request(SYSTEM), sequences=[2, 5], reason="掩盖") == 0
    assert verify().erased == 1


def test_a_body_that_vanished_without_an_act_is_found(journal, behind_the_back):
    behind_the_back("UPDATE journal_body SET salt = NULL, content = NULL WHERE entry_id = 3")
    with pytest.raises(verifier.Bad, match="没有清除它的行为") as bad:
        verify()
    assert bad.value.sequence == 3
    with pytest.raises(verifier.Bad, match="没有清除它的行为"):
        verifier.check_lines(export_lines())


def test_the_verifier_names_a_file_that_is_not_there():
    assert verifier.main([str(Path("no-such-file.jsonl"))]) == 2
    assert verifier.main([]) == 2
