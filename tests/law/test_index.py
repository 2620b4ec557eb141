from pathlib import Path

import pytest

from lantu.law.index import entries, markdown, plain

TESTS = Path(__file__).parent


@pytest.fixture(scope="module")
def index(edition):
    return entries(edition, TESTS)


def find(index, name):
    return next(entry for entry in index if entry.rule and entry.rule.name == name)


@pytest.mark.requirement("D0-01")
def test_an_article_leads_to_its_rule_its_number_and_its_test(index):
    entry = find(index, "coordination.deadlines.reply_due")
    assert str(entry.citation) == "D1 三(一)1"
    assert [parameter.name for parameter in entry.parameters] == ["coordination.reply"]
    assert "D1-34" in entry.rows
    assert any("five_working_days_of_delivery" in test for test in entry.tests)
    assert entry.doubts == ("AMB-57", "AMB-73")


def test_every_number_stands_in_the_index(index, edition):
    named = {parameter.name for entry in index for parameter in entry.parameters}
    assert named == {parameter.name for parameter in edition.parameters}


def test_every_rule_that_decides_a_row_has_a_test_that_shows_it(index):
    bare = [entry.rule.name for entry in index if entry.rule and entry.rows and not entry.tests]
    assert bare == []


def test_a_reading_is_told_from_what_is_printed(index):
    numbers = plain(find(index, "blueprint.judgement.standing"))["parameters"]
    assert numbers["blueprint.touch_area"] == ["1 square_metre (reading, from 2019-08-17)"]


def test_without_tests_the_index_still_stands(edition):
    bare = entries(edition)
    assert all(entry.tests == () for entry in bare)
    assert "coordination.reply" in markdown(bare)
