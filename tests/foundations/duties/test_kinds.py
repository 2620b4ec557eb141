import pytest

from lantu.foundations.duties.kinds import Kind, kind_of, kinds, register
from lantu.law.coordination.deadlines import reply_due
from tests.foundations.duties.conftest import ARTICLE, LATE, SILENT


def test_a_kind_is_found_by_its_name(told):
    assert kind_of(SILENT).lapse is not None
    assert kind_of(LATE).lapse is None


def test_a_kind_may_be_registered_twice_alike(told):
    assert register(kind_of(SILENT)) is kind_of(SILENT)


def test_a_name_means_one_kind_alone(told):
    with pytest.raises(ValueError, match="已经登记"):
        register(Kind(SILENT, "另一事项", ARTICLE, limit=reply_due))


def test_what_no_system_owes_is_not_known():
    with pytest.raises(KeyError):
        kind_of("nobody.owes.this")


def test_kinds_come_by_name_and_each_has_a_title_and_an_article():
    assert list(kinds()) == sorted(kinds())
    assert all(kind.title and kind.basis for kind in kinds().values())
