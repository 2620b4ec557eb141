from datetime import date

import pytest

from lantu.foundations.people.actions import move_responsibility
from tests.town import LEAD
from tests.web.conftest import words_of

PAGES = ("", "functions/", "calendar/", "law/")


@pytest.mark.parametrize("page", PAGES)
def test_administration_is_for_administrators(town, administrator, enter, page):
    assert administrator.get(f"/administration/{page}").status_code == 200
    assert enter("big_data", "platform").get(f"/administration/{page}").status_code == 200
    for person in ("clerk", "signer"):
        assert enter("forestry", person).get(f"/administration/{page}").status_code == 404


def test_a_unit_administers_itself_alone_and_the_platform_all(town, administrator, address, enter):
    name = town.unit("parks").name
    assert name not in words_of(administrator.get("/administration/"))
    assert administrator.get(address("parks")).status_code == 404
    assert administrator.get(address("parks", "do", "leave")).status_code == 404
    platform = enter("big_data", "platform")
    assert name in words_of(platform.get("/administration/"))
    assert platform.get(address("parks")).status_code == 200


def test_a_unit_shows_its_contacts_posts_and_who_holds_them(town, administrator, address):
    page = words_of(administrator.get(address("forestry")))
    for words in ("联络人和签发人齐备", "forestry@bureau.example", "签发", "本单位管理员"):
        assert words in page


def test_functions_calendar_and_law_are_shown_as_they_stand(town, enter):
    platform = enter("big_data", "platform")
    move_responsibility(
        town.ask("big_data", "platform"),
        function="forestry",
        unit_id=town.unit(LEAD).id,
        from_on=date(2019, 10, 1),
    )
    assert "待生效" in words_of(platform.get("/administration/functions/"))
    years = words_of(platform.get("/administration/calendar/"))
    assert "国办发明电〔2018〕15号" in years
    assert "没有本地补充" in words_of(platform.get("/administration/law/"))
