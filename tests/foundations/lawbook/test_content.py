import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lantu.foundations.acts.wording import Refused
from lantu.foundations.lawbook.content import read_content, revived
from lantu.law.edition import TABLES, shipped
from tests.foundations.lawbook.conftest import NOTICE


def test_the_shipped_edition_is_revived_from_its_bytes_alike():
    again = revived(shipped().canonical, shipped().digest)
    assert again == shipped()
    for table in TABLES:
        assert set(getattr(again, table)) == set(getattr(shipped(), table))


@settings(deadline=None)
@given(place=st.integers(0, len(shipped().canonical) - 1), bit=st.integers(0, 7))
def test_an_edition_with_a_changed_bit_is_refused(place, bit):
    changed = bytearray(shipped().canonical)
    changed[place] ^= 1 << bit
    with pytest.raises(Refused, match="与其摘要不符"):
        revived(bytes(changed), shipped().digest)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("", "没有任何条目"),
        ("parameters: []", "没有任何条目"),
        ("- 1", "没有任何条目"),
        ("holidays: [1]", "没有名为“holidays”的表"),
        (NOTICE.replace("year:", "yaer:"), "没有字段“yaer”"),
        (NOTICE.replace("-01-03", "-02-31"), "不存在的日期"),
        (NOTICE + "\tx", "不是可读的 YAML"),
        (NOTICE + NOTICE, "写了两次"),
    ],
)
def test_what_cannot_be_taken_is_refused_with_its_fault(content, sentence):
    with pytest.raises(Refused, match=sentence):
        read_content(content)
