import pytest
from hypothesis import given
from hypothesis import strategies as st

from lantu.geo.finding import Refused
from lantu.geo.formats.text import decode, lines_of, printable
from tests.geo.formats.samples import codes

WORDS = "坐标系=2000国家大地坐标系"


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (WORDS.encode(), "utf-8"),
        (b"\xef\xbb\xbf" + WORDS.encode(), "utf-8"),
        (WORDS.encode("gbk"), "gb18030"),
        (b"\xff\xfe" + WORDS.encode("utf-16-le"), "utf-16-le"),
        (b"\xfe\xff" + WORDS.encode("utf-16-be"), "utf-16-be"),
        (b"plain", "utf-8"),
    ],
)
def test_an_encoding_is_told_by_evidence(data, encoding):
    text, found = decode(data, file="a.txt")
    assert found == encoding
    assert text in (WORDS, "plain")


def test_what_the_applicant_says_stands_above_the_evidence():
    assert decode("鄭州".encode("big5"), file="a.txt", encoding="big5") == ("鄭州", "big5")


@pytest.mark.parametrize(
    ("data", "encoding"),
    [(b"\x81\xff\x81\xff", None), (b"a\x00b", None), (b"a", "no-such-code"), (b"\xff", "ascii")],
)
def test_what_is_no_text_is_refused(data, encoding):
    with pytest.raises(Refused) as refused:
        decode(data, file="a.txt", encoding=encoding)
    assert codes(refused.value.findings) == ["text_undecodable"]


@given(st.text(st.characters(exclude_characters="\0\ufeff", exclude_categories=["Cs"])))
def test_text_in_utf_8_comes_back(text):
    assert decode(text.encode(), file="a.txt")[0] == text


def test_lines_are_counted_as_a_person_counts_and_empty_ones_left_out():
    lines = lines_of("一\r\n\r\n \t\n二\r三")
    assert [(line.number, line.plain) for line in lines] == [(1, "一"), (4, "二"), (5, "三")]


def test_full_width_syntax_is_made_plain_and_noticed():
    (line,) = lines_of("　Ｊ１，１，３８４６０００．５，－７＠")
    assert line.plain == "J1,1,3846000.5,-7@"
    assert line.had_full_width


def test_brackets_and_pauses_in_names_are_left_alone():
    (line,) = lines_of("示例（一）、（二）")
    assert line.plain == "示例（一）、（二）"
    assert not line.had_full_width


def test_what_a_terminal_would_obey_is_replaced():
    assert printable("甲\x1b[31m乙\r\u202e\ud800") == "甲\ufffd[31m乙\ufffd\ufffd\ufffd"
    assert printable("示例 地块（一）") == "示例 地块（一）"
