import pytest
from hypothesis import given
from hypothesis import strategies as st

from lantu.foundations.journal.canonical import START, canonical, chained, commitment

values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@given(st.dictionaries(st.text(), values))
def test_the_order_of_keys_changes_no_byte(content):
    assert canonical(content) == canonical(dict(reversed(list(content.items()))))


def test_what_json_does_not_know_is_refused():
    with pytest.raises(ValueError, match="Out of range float"):
        canonical({"share": float("nan")})
    with pytest.raises(TypeError):
        canonical({"day": object()})


@given(st.binary(), st.binary())
def test_no_two_ways_to_cut_the_same_bytes_give_the_same_link(first, second):
    assert chained(START, first + second) != chained(START + first, second) or not first


@given(st.binary(min_size=32, max_size=32), st.binary(), st.binary())
def test_a_commitment_binds_its_content(salt, one, other):
    assert (commitment(salt, one) == commitment(salt, other)) == (one == other)
