import pytest

from lantu.foundations.lawbook.models import LocalEdition
from lantu.foundations.lawbook.queries import current
from lantu.foundations.people.models import Entitlement
from lantu.law.blueprint.visibility import visible
from lantu.law.rows import Visibility
from tests.town import LEAD, hire
from tests.web.conftest import words_of

NOTICE = {
    "year": "2031",
    "number": "试验发明电〔2030〕1号",
    "published_on": "2030-11-20",
    "address": "试验用通知.htm",
    "holidays": "元旦 2031-01-01 至 2031-01-03\n春节 2031-01-22 至 2031-01-28 上班 2031-01-19",
}
SIGHT = {
    "layer": "forest_land",
    "standings": ["project_unit"],
    "visibility": "area_only",
    "note": "林地图形不对项目单位公开",
    "citation": "联席会议纪要 3 号",
}


@pytest.fixture
def keepers(town, enter):
    """Two persons who keep the law: of the platform, and of the lead's content."""
    hire(town, town.unit(LEAD), "content", (Entitlement.CONTENT_ADMINISTRATOR,))
    return enter("big_data", "platform"), enter(LEAD, "content")


def test_a_holiday_notice_is_entered_by_one_and_published_by_the_other(keepers, key):
    first, second = keepers
    made = first.post("/administration/law/propose/notice/", NOTICE)
    assert made.status_code == 302, words_of(made)
    assert "须由另一人核对后发布" in words_of(first.get(made.url))
    assert first.post(made.url, {"step": "publish"}).status_code == 404
    for _ in range(2):
        given = {"step": "publish", "act_key": key}
        assert second.post(made.url, given).status_code == 302
    assert 2031 in {notice.year for notice in current().holiday_notices}
    assert "2031 年放假安排" in words_of(second.get("/administration/law/"))
    assert second.post(made.url, {"step": "publish"}).status_code == 404


def test_a_line_that_cannot_be_read_is_named_and_nothing_is_kept(keepers):
    first, _ = keepers
    lines = "元旦 2031-01-01\n春节 正月初一"
    wrong = first.post("/administration/law/propose/notice/", NOTICE | {"holidays": lines})
    assert wrong.status_code == 422
    assert "第 2 行" in words_of(wrong)
    assert "春节 正月初一" in wrong.content.decode()
    day = first.post(
        "/administration/law/propose/notice/", NOTICE | {"holidays": "元旦 2031-02-30"}
    )
    assert "2031-02-30" in words_of(day)
    assert LocalEdition.objects.count() == 0


def test_what_a_layer_shows_is_tightened_once_two_persons_agree(keepers):
    first, second = keepers
    assert "林地" in words_of(first.get("/administration/layers/"))
    made = first.post("/administration/law/propose/sight/", SIGHT)
    assert made.status_code == 302, words_of(made)
    before = visible(current(), "forest_land", "project_unit", is_owner=False)
    second.post(made.url, {"step": "publish"})
    after = visible(current(), "forest_land", "project_unit", is_owner=False)
    assert (before, after) == (Visibility.GEOMETRY, Visibility.AREA_ONLY)


def test_rows_that_contradict_what_stands_are_refused_in_words(keepers):
    first, _ = keepers
    content = "parameters: [{name: nothing_known, amount: 3}]"
    given = {"note": "试", "citation": "试", "content": content}
    refused = first.post("/administration/law/propose/rows/", given)
    assert refused.status_code == 422
    assert content in refused.content.decode()
    assert LocalEdition.objects.count() == 0


def test_a_draft_is_withdrawn_by_who_keeps_the_law_and_seen_by_nobody_else(keepers, enter):
    first, _ = keepers
    made = first.post("/administration/law/propose/sight/", SIGHT)
    for address in (made.url, "/administration/law/propose/sight/", "/administration/layers/"):
        assert enter("forestry").get(address).status_code == 404
    assert first.post(made.url, {"step": "withdraw"}).status_code == 302
    assert "已撤回" in words_of(first.get(made.url))
    assert first.get("/administration/law/propose/anything/").status_code == 404
