from dataclasses import asdict
from datetime import date

import pytest

from lantu.foundations.documents.queries import confirmed, document_named, is_intact


def test_a_code_confirms_number_title_issuer_and_day_and_nothing_else(issued):
    document = issued(location="郑东新区")
    found = confirmed(document.verification_code)
    assert asdict(found) == {
        "number": "郑空协意〔2019〕1号",
        "title": "滨河学校空间协同综合意见",
        "issuer": "市资源规划局",
        "issued_on": date(2019, 9, 2),
    }


def test_a_code_is_read_however_it_was_typed(issued):
    code = issued().verification_code
    in_groups = "-".join(code[place : place + 5] for place in range(0, len(code), 5))
    for typed in (code.lower(), f"  {code} ", in_groups, in_groups.replace("-", " ")):
        assert confirmed(typed) == confirmed(code)


def test_a_document_is_found_by_its_number_or_its_code_and_by_nothing_else(issued):
    document = issued()
    for words in (document.number, f" {document.number} ", document.verification_code.lower()):
        assert document_named(words) == document
    for words in ("", "-", document.title, document.number[:-1]):
        assert document_named(words) is None


@pytest.mark.parametrize("code", ["", "-", "ABCDE", "2" * 20, "2" * 500])
def test_a_code_that_was_never_given_confirms_nothing(issued, code):
    issued()
    assert confirmed(code) is None


def test_a_record_that_was_changed_behind_the_back_confirms_nothing(issued, behind_the_back):
    document = issued()
    behind_the_back("UPDATE documents_document SET record = replace(record, '符合', '不符合')")
    document.refresh_from_db()
    assert not is_intact(document)
    assert confirmed(document.verification_code) is None


@pytest.mark.parametrize("column", ["number", "title", "kind"])
def test_a_column_that_was_changed_confirms_nothing(issued, behind_the_back, column):
    document = issued()
    behind_the_back(f"UPDATE documents_document SET {column} = '别的'")
    document.refresh_from_db()
    assert confirmed(document.verification_code) is None
