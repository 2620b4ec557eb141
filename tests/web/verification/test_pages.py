import pytest

from tests.web.conftest import words_of


@pytest.fixture
def document(story):
    story.dispatch()
    story.answer_all()
    return story.issue().document


def test_a_code_confirms_number_title_issuer_and_day_and_no_more(document, client):
    response = client.get(f"/v/{document.verification_code}/")
    words = words_of(response)
    assert document.number in words
    assert "2019年9月2日" in words
    assert "无意见" not in words
    assert "园林" not in words


def test_a_code_may_be_typed_with_dashes_and_small_letters(document, client):
    code = document.verification_code.lower()
    typed = "-".join((code[:4], code[4:]))
    assert document.number in words_of(client.get("/v/", {"code": typed}, follow=True))


def test_an_unknown_code_is_not_confirmed_and_what_to_check_is_said(client, db):
    response = client.get("/v/NOSUCHCODE/")
    assert response.status_code == 404
    assert "请检查是否抄错" in words_of(response)
