from datetime import timedelta
from ipaddress import ip_network

import pytest
from axes.models import AccessLog
from django.test import Client

from lantu.config.security import PROFILES
from lantu.foundations.acts.actor import SYSTEM
from lantu.foundations.acts.clock import now
from lantu.foundations.acts.gate import Request
from lantu.foundations.people.actions import set_password
from tests.town import go_to
from tests.web.conftest import words_of

PASSWORD = "蓝图-2019-协同"
OFFICE, HOME = "10.1.2.3", "203.0.113.9"
DAYS = PROFILES["dengbao3"].idle_days


def knock(account, source=OFFICE):
    """Log in through the door; return the browser and what it shows then."""
    client = Client(REMOTE_ADDR=source)
    given = {"login": account.login_name, "password": PASSWORD}
    return client, words_of(client.post("/login/", given, follow=True))


def give_password(account):
    set_password(Request(SYSTEM), account_id=account.id, password=PASSWORD)
    account.refresh_from_db()
    return account


@pytest.fixture
def clerk(town):
    return give_password(town.account("forestry", "clerk"))


@pytest.fixture
def administrator(town):
    return give_password(town.account("big_data", "platform"))


@pytest.fixture
def listed(settings):
    settings.ADMINISTRATOR_NETWORKS = (ip_network("10.1.0.0/16"),)


def test_an_account_that_nobody_used_opens_no_door_until_its_password_is_set_anew(strict, clerk):
    go_to(now() + timedelta(days=DAYS + 1))
    client, words = knock(clerk)
    assert f"超过 {DAYS} 天没有使用" in words
    assert client.get("/guide/").status_code == 302
    give_password(clerk)
    assert knock(clerk)[0].get("/guide/").status_code == 200


def test_a_login_counts_as_use(strict, clerk):
    knock(clerk)
    AccessLog.objects.update(attempt_time=now() + timedelta(days=DAYS))
    go_to(now() + timedelta(days=DAYS + 1))
    assert knock(clerk)[0].get("/guide/").status_code == 200


def test_the_list_of_a_units_accounts_says_who_slept(strict, second_factor, town, enter, clerk):
    second_factor("big_data", "platform")
    go_to(now() + timedelta(days=DAYS - 1))
    page = f"/administration/units/{town.unit('forestry').id}/"
    assert "久未登录" not in words_of(enter("big_data", "platform").get(page))
    go_to(now() + timedelta(days=2))
    give_password(town.account("big_data", "platform"))
    assert "久未登录" in words_of(enter("big_data", "platform").get(page))


def test_a_demonstration_lets_everybody_in_however_late(clerk):
    go_to(now() + timedelta(days=400))
    assert knock(clerk)[0].get("/guide/").status_code == 200


def test_an_administrator_comes_from_a_listed_network_alone(listed, administrator):
    client, words = knock(administrator, HOME)
    assert f"您现在的地址是 {HOME}" in words
    assert client.get("/guide/").status_code == 302
    assert knock(administrator, OFFICE)[0].get("/guide/").status_code == 200


def test_an_officer_comes_from_anywhere(listed, clerk):
    assert knock(clerk, HOME)[0].get("/guide/").status_code == 200


def test_a_login_of_an_administrator_that_moved_ends(listed, administrator):
    client, _ = knock(administrator, OFFICE)
    moved = client.get("/guide/", REMOTE_ADDR=HOME)
    assert moved.headers["Location"] == "/login/"
    assert client.get("/guide/", REMOTE_ADDR=OFFICE).status_code == 302
