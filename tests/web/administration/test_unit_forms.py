import pytest

from lantu.foundations.people.models import Entitlement
from lantu.web.administration.unit_forms import DescribeForm, NewUnitForm, ReachForm, seated
from tests.town import LEAD

SAID = {
    "name": "市林业局",
    "aliases": "",
    "channel": "platform",
    "opinion_service": "document",
    "credit_code": "",
}


def test_a_credit_code_with_a_wrong_check_character_is_asked_about_and_then_kept(town):
    forestry = town.unit("forestry")
    wrong = SAID | {"credit_code": "91410100ma0000000x"}
    form = DescribeForm(wrong, subject=forestry)
    assert "请与证照核对" in form.errors["is_sure"][0]
    form = DescribeForm(wrong | {"is_sure": "on"}, subject=forestry)
    assert form.is_valid()
    assert form.described()["credit_code"] == "91410100MA0000000X"


def test_only_what_was_changed_is_told(town):
    forestry = town.unit("forestry")
    given = SAID | {"aliases": "、".join(forestry.aliases)}
    assert "没有改动任何一项。" in DescribeForm(given, subject=forestry).non_field_errors()
    form = DescribeForm(SAID | {"aliases": "林业局，市林业、林业局"}, subject=forestry)
    assert form.is_valid(), form.errors
    assert form.described() == {"aliases": ["林业局", "市林业"]}


def test_a_post_that_reaches_beyond_is_offered_where_the_notice_seats_it(town):
    assert seated(town.unit("forestry")) == []
    assert Entitlement.JOINT_MEETING_OFFICE in seated(town.unit(LEAD))
    given = {"title": "督办", "entitlements": ["supervisor"], "from_on": "2019-09-02"}
    assert not ReachForm(given, subject=town.unit(LEAD)).is_valid()
    assert ReachForm(given, subject=town.unit("functions_transformation")).is_valid()


@pytest.mark.parametrize("key", ["Metro", "1metro", "metro-company", ""])
def test_a_units_code_is_plain(town, key):
    assert "key" in NewUnitForm({"key": key}).errors
