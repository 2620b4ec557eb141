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
