import pytest
from hypothesis import given
from hypothesis import strategies as st

from lantu.foundations.projects.codes import (
    CodeFormat,
    credit_code_fits,
    normalised,
    project_code_format,
)

FORMER, PRESENT = "2019-410105-82-01-012345", "2105-410105-04-01-12345A"


@pytest.mark.requirement("D1-24")
@pytest.mark.parametrize(
    ("code", "found"),
    [
        (FORMER, CodeFormat.FORMER),
        (PRESENT, CodeFormat.PRESENT),
        ("2019－410105－82－01－012345", CodeFormat.FORMER),
        ("201941010582 01 012345", CodeFormat.FORMER),
        ("２０１９４１０１０５８２０１０１２３４５", CodeFormat.FORMER),
        (PRESENT.lower(), CodeFormat.PRESENT),
        ("2019-410105-82-04-012345", None),
        ("2113-410105-04-01-12345A", None),
        ("2019-410105-82-01-01234", None),
        ("", None),
    ],
)
def test_a_code_has_one_of_two_formats_or_neither(code, found):
    assert project_code_format(code) is found


@pytest.mark.requirement("D1-24")
@given(st.sampled_from([FORMER, PRESENT]), st.sets(st.integers(0, 24)), st.sampled_from(" -－—–"))
def test_however_a_code_is_typed_it_is_one_code(code, places, between):
    plain = code.replace("-", "")
    typed = "".join((between if place in places else "") + sign for place, sign in enumerate(plain))
    assert normalised(typed) == code
    assert normalised(normalised(typed)) == code


@given(st.text(max_size=40))
def test_any_text_is_normalised_once_and_for_all(text):
    assert normalised(normalised(text)) == normalised(text)


@pytest.mark.parametrize(
    ("code", "fits"),
    [
        ("91350100M000100Y43", True),
        ("91350100M000100Y44", False),
        ("91350100M000100Y4", False),
        ("", False),
    ],
)
def test_a_credit_code_has_its_check_character(code, fits):
    assert credit_code_fits(code) is fits
