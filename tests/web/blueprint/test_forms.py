import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from lantu.web.blueprint.forms import EnterForm, RedLineForm


def the_form(text="", content=None):
    files = {} if content is None else {"file": SimpleUploadedFile("红线.txt", content)}
    return RedLineForm({"text": text, "crs": "", "encoding": ""}, files)


def test_a_red_line_is_a_file_or_coordinates(town):
    form = the_form("3846545, 465661")
    assert form.is_valid()
    assert form.brought() == ("粘贴的坐标", b"3846545, 465661")
    form = the_form("3846545, 465661", b"[x]")
    assert form.is_valid()
    assert form.brought() == ("红线.txt", b"[x]")


def test_nothing_brought_says_what_to_do(town):
    form = the_form("  \n")
    assert not form.is_valid()
    assert "请选择一个文件" in form.non_field_errors()[0]


def test_a_file_beyond_the_limit_is_refused_before_it_is_read(town):
    form = the_form(content=b"x" * (51 << 20))
    assert not form.is_valid()
    assert "超过上限" in form.errors["file"][0]


@pytest.mark.parametrize("rank", ["corrected", "anything"])
def test_a_corrected_line_is_not_entered_by_hand(rank):
    form = EnterForm({"rank": rank, "statement": "unclassified"})
    assert "rank" in form.errors


def test_without_a_statement_about_secrecy_nothing_is_entered():
    form = EnterForm({"rank": "sketch"})
    assert "非涉密" in form.errors["statement"][0]
