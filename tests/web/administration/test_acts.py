from datetime import date

import pytest

from lantu.foundations.people.models import Account, Contact, Post, Substitution
from lantu.foundations.people.queries import entitlements

PASSWORD = "Zhongyuan-2019-Lin"


def test_a_contact_is_confirmed_as_it_is_today(town, administrator, address):
    given = {"letter": "B", "name": "王芳", "email": "wang@bureau.example", "telephone": "0371-1"}
    assert administrator.post(address("forestry", "do", "contact"), given).status_code == 302
    found = Contact.objects.get(unit=town.unit("forestry"), letter="B")
    assert (found.name, found.confirmed_on) == ("王芳", date(2019, 9, 2))


def test_a_newcomer_gets_an_account_a_post_and_may_act(town, administrator, address):
    given = {"display_name": "李明", "login_name": "forestry.li", "password": PASSWORD}
    assert administrator.post(address("forestry", "do", "account"), given).status_code == 302
    account = Account.objects.get(login_name="forestry.li")
    assert account.check_password(PASSWORD)
    given = {"title": "二处经办", "entitlements": ["clerk"], "from_on": "2019-09-02"}
    assert administrator.post(address("forestry", "do", "post"), given).status_code == 302
    post = Post.objects.get(title="二处经办")
    given = {"post": post.id, "account": account.id, "from_on": "2019-09-02"}
    assert administrator.post(address("forestry", "do", "fill"), given).status_code == 302
    assert entitlements(account.id, account.unit_id, date(2019, 9, 2)) == {"clerk"}
    holding = post.holdings.get()
    given = {"holding": holding.id, "until_on": "2019-09-03"}
    assert administrator.post(address("forestry", "do", "vacate"), given).status_code == 302
    given = {"account": account.id, "reason": "调离"}
    assert administrator.post(address("forestry", "do", "close"), given).status_code == 302
    account.refresh_from_db()
    assert not account.is_active


def test_a_password_is_set_anew_for_a_person_of_the_unit_only(town, administrator, address):
    signer = town.account("forestry", "signer")
    page = address("forestry", "do", "password")
    assert administrator.post(page, {"account": signer.id, "password": "123"}).status_code == 422
    given = {"account": signer.id, "password": PASSWORD}
    assert administrator.post(page, given).status_code == 302
    signer.refresh_from_db()
    assert signer.check_password(PASSWORD)
    stranger = town.account("parks", "signer")
    refused = administrator.post(page, {"account": stranger.id, "password": PASSWORD})
    assert refused.status_code == 422


def test_leave_names_a_deputy_once(town, administrator, address, key):
    clerk, signer = town.account("forestry", "clerk"), town.account("forestry", "signer")
    given = {
        "absent": clerk.id, "deputy": signer.id, "from_on": "2019-09-03", "until_on": "2019-09-06",
        "ground": "年休假", "act_key": key,
    }  # fmt: skip
    for _ in range(2):
        assert administrator.post(address("forestry", "do", "leave"), given).status_code == 302
    assert Substitution.objects.get().deputy == signer


def test_a_chain_ends_with_the_signature(town, administrator, address):
    page = address("forestry", "do", "chain")
    assert administrator.post(page, {"steps": ["拟稿"]}).status_code == 422
    assert administrator.post(page, {"steps": ["拟稿", "签发"]}).status_code == 302
    assert town.unit("forestry").signing_chain == ["拟稿", "签发"]


@pytest.mark.requirement("D1-86")
def test_only_the_platform_moves_functions(town, administrator, address, enter):
    given = {"function": "forestry", "from_on": "2019-10-01"}
    assert administrator.post(address("forestry", "do", "move"), given).status_code == 404
    platform = enter("big_data", "platform")
    assert platform.post(address("parks", "do", "move"), given).status_code == 302
    assert town.unit("parks").responsibilities.filter(function="forestry").exists()


def test_the_platform_says_anew_what_a_unit_is_called_and_how_it_is_served(town, address, enter):
    platform, page = enter("big_data", "platform"), address("forestry", "do", "describe")
    given = {
        "name": "市林业和草原局", "aliases": "市林业局", "channel": "paper",
        "opinion_service": "document", "credit_code": "", "closed_on": "",
    }  # fmt: skip
    assert platform.post(page, given).status_code == 302
    unit = town.unit("forestry")
    assert (unit.name, unit.aliases, unit.channel) == ("市林业和草原局", ["市林业局"], "paper")


def test_a_post_for_the_whole_city_is_given_once_where_the_notice_seats_it(
    town, administrator, address, enter, key
):
    platform = enter("big_data", "platform")
    given = {
        "title": "督办二岗", "entitlements": ["supervisor"], "from_on": "2019-09-02",
        "act_key": key,
    }  # fmt: skip
    assert platform.get(address("forestry", "do", "reach")).status_code == 404
    assert administrator.get(address("forestry", "do", "describe")).status_code == 404
    page = address("functions_transformation", "do", "reach")
    for _ in range(2):
        assert platform.post(page, given).status_code == 302
    assert Post.objects.get(title="督办二岗").entitlements == ["supervisor"]
