"""Tampering: whatever byte is changed, wherever, the first bad entry is named."""

import random
from datetime import timedelta
from itertools import accumulate

import pytest
from django.db import connection, transaction

from lantu.foundations.acts.actions import advance_clock
from lantu.foundations.acts.actor import SYSTEM
from lantu.foundations.acts.gate import Request
from lantu.foundations.acts.guard import writing
from lantu.foundations.journal.append import Draft, append
from lantu.foundations.journal.verifier import Bad, check_lines
from lantu.foundations.journal.verify import export_lines, verify
from tests.foundations.conftest import MORNING

SMALL, LARGE = 5, 3000
COLUMNS_SAMPLED, EXPORTS_SAMPLED = 40, 100
COLUMNS = (
    ("journal_entry", "sequence", "canonical"),
    ("journal_entry", "sequence", "chain"),
    ("journal_body", "entry_id", "content"),
    ("journal_body", "entry_id", "salt"),
)


@pytest.fixture
def small_journal(demonstration):
    for hours in range(1, SMALL):
        advance_clock(Request(SYSTEM), to_at=MORNING + timedelta(hours=hours))


@pytest.fixture
def large_journal(db):
    drafts = [
        Draft("tests.thing.done/1", SYSTEM.plain(), MORNING, [], {"number": number}, [])
        for number in range(LARGE)
    ]
    with transaction.atomic(), writing():
        append(drafts)


def stored(table, key, column, sequence) -> bytes:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM {table} WHERE {key} = %s", [sequence])
        return bytes(cursor.fetchone()[0])


def other(content: bytes, place: int, by: int) -> bytes:
    """The content with another byte in one place."""
    return content[:place] + bytes([(content[place] + by) % 256]) + content[place + 1 :]


def first_bad(found) -> int:
    with pytest.raises(Bad) as bad:
        found()
    return bad.value.sequence


@pytest.mark.parametrize("place", COLUMNS, ids=lambda place: place[2])
def test_every_byte_of_every_entry_and_body_counts(small_journal, behind_the_back, place):
    table, key, column = place
    write = f"UPDATE {table} SET {column} = %s WHERE {key} = %s"
    for sequence in range(1, SMALL + 1):
        content = stored(table, key, column, sequence)
        for number in range(len(content)):
            behind_the_back(write, other(content, number, 1 + number % 255), sequence)
            assert first_bad(verify) == sequence
        behind_the_back(write, content, sequence)
    assert verify().count == SMALL


def test_sampled_bytes_of_a_larger_journal_count(large_journal, behind_the_back):
    chance = random.Random(50)
    for _ in range(COLUMNS_SAMPLED):
        table, key, column = chance.choice(COLUMNS)
        sequence = chance.randint(1, LARGE)
        content = stored(table, key, column, sequence)
        changed = other(content, chance.randrange(len(content)), chance.randint(1, 255))
        write = f"UPDATE {table} SET {column} = %s WHERE {key} = %s"
        behind_the_back(write, changed, sequence)
        assert first_bad(verify) == sequence
        behind_the_back(write, content, sequence)
    assert verify().count == LARGE


@pytest.mark.parametrize("place", range(32))
def test_every_byte_of_the_end_of_the_chain_counts(small_journal, behind_the_back, place):
    content = stored("journal_head", "id", "chain", 1)
    behind_the_back("UPDATE journal_head SET chain = %s", other(content, place, 1))
    assert first_bad(verify) == SMALL


def test_an_entry_cut_out_swapped_or_doubled_is_named(small_journal):
    head, *lines = list(export_lines())
    assert first_bad(lambda: check_lines([head, *lines[:1], *lines[2:]])) == 2
    assert first_bad(lambda: check_lines([head, lines[1], lines[0], *lines[2:]])) == 1
    assert first_bad(lambda: check_lines([head, *lines[:3], lines[2], *lines[3:]])) == 4
    assert first_bad(lambda: check_lines(lines)) == 0
    assert first_bad(lambda: check_lines([])) == 0


def test_sampled_bytes_of_a_large_export_count_and_name_their_line(large_journal):
    lines = list(export_lines())
    assert check_lines(lines) == (LARGE, 0)
    whole, chance = b"".join(lines), random.Random(50)
    ends = list(accumulate(len(line) for line in lines))
    for _ in range(EXPORTS_SAMPLED):
        place = chance.randrange(len(whole))
        number = next(number for number, end in enumerate(ends) if place < end)
        changed = other(whole, place, chance.randint(1, 255)).splitlines(keepends=True)
        bad = first_bad(lambda changed=changed: check_lines(changed))
        assert bad == number


@pytest.mark.parametrize("by", [0, 1], ids=["taken out", "put in"])
def test_a_byte_of_an_export_taken_out_or_put_in_is_found(small_journal, by):
    whole = b"".join(export_lines())
    for place in range(len(whole) - 1):
        changed = whole[:place] + b" " * by + whole[place + 1 - by :]
        before = whole[:place].count(b"\n")
        assert first_bad(lambda c=changed: check_lines(c.splitlines(keepends=True))) >= before
