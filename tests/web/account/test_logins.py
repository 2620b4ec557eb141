import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added
from allauth.usersessions.models import UserSession
from django.test import Client, RequestFactory

from lantu.config.security import PROFILES
from lantu.foundations.acts.actor import SYSTEM
from lantu.foundations.acts.gate import Request
from lantu.foundations.people.actions import set_password
from lantu.web.account.logins import machine_of
from tests.web.conftest import words_of

PASSWORD = "蓝图-2019-协同"
CHROME = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36"  # noqa: E501
EDGE = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36 Edg/130.0.0.0"  # noqa: E501


@pytest.fixture
def log_in(town):
    """Log somebody in through the door, each time in another browser."""
    known = set()

    def begin(unit="forestry", person="clerk", agent=CHROME):
        account = town.account(unit, person)
        if account.id not in known:
            set_password(Request(SYSTEM), account_id=account.id, password=PASSWORD)
            known.add(account.id)
        client = Client(headers={"User-Agent": agent})
        sent = client.post("/login/", {"login": account.login_name, "password": PASSWORD})
        assert sent.status_code == 302, words_of(sent)
        return client

    return begin


def is_in(client):
    return client.get("/guide/").status_code == 200


def test_a_person_sees_where_they_are_logged_in_and_ends_one_from_elsewhere(log_in):
    here, there = log_in(), log_in(agent=EDGE)
    there.get("/guide/")
    page = words_of(here.get("/account/"))
    assert "Chrome 156 · Linux 本机" in page
    assert "Edge 130 · Windows" in page
    other = UserSession.objects.exclude(session_key=here.session.session_key).get()
    for _ in range(2):
        assert here.post("/account/logins/", {"login": str(other.pk)}).status_code == 302
    assert is_in(here)
    assert there.get("/guide/").headers["Location"] == "/login/?next=/guide/"
    assert "您在别处结束了这里的登录" in words_of(there.get("/login/"))
    assert "Edge 130" not in words_of(here.get("/account/"))


def test_all_others_are_ended_at_once_and_nobody_elses(log_in):
    here, others = log_in(), [log_in(), log_in()]
    stranger = log_in("parks")
    foreign = UserSession.objects.get(session_key=stranger.session.session_key)
    here.post("/account/logins/", {"login": str(foreign.pk)})
    assert is_in(stranger)
    here.post("/account/logins/", {"login": "others"})
    assert [is_in(one) for one in (here, *others, stranger)] == [True, False, False, True]


def test_the_newest_login_wins_where_there_are_too_many_and_the_oldest_is_told(strict, log_in):
    most = PROFILES["dengbao3"].logins
    logins = [log_in() for _ in range(most + 1)]
    assert "较早的 1 处登录已结束" in words_of(logins[-1].get("/guide/"))
    assert [is_in(one) for one in logins] == [False, *[True] * most]
    assert "您的账号在别处登录" in words_of(logins[0].get("/login/"))


def test_an_administrator_is_logged_in_at_one_place(strict, log_in):
    first, second = log_in("big_data", "platform"), log_in("big_data", "platform")
    assert first.get("/account/").headers["Location"].startswith("/login/")
    assert second.get("/account/").status_code == 200


def test_a_changed_password_ends_the_other_logins_and_not_this_one(log_in):
    here, there = log_in(), log_in()
    new = "另外一个-2019-口令"
    given = {"password": PASSWORD, "new": new, "again": new}
    assert here.post("/account/password/", given).status_code == 302
    assert is_in(here)
    assert not is_in(there)
    assert words_of(here.get("/account/")).count("本机") == 1


def test_a_proof_gives_the_session_another_key_and_the_login_stays_in_the_list(log_in):
    client = log_in()
    before = client.session.session_key
    assert client.post("/account/proof/", {"password": PASSWORD}).status_code == 302
    assert client.session.session_key != before
    assert is_in(client)
    assert "本机" in words_of(client.get("/account/"))


def test_a_changed_second_factor_ends_the_other_logins(log_in, town):
    here, there = log_in(), log_in()
    account = town.account("forestry", "clerk")
    request = RequestFactory().get("/")
    request.session, request.user = here.session, account
    authenticator_added.send(sender=Authenticator, request=request, user=account)
    assert is_in(here)
    assert not is_in(there)
    assert "动态口令有变更" in words_of(there.get("/login/"))


def test_a_machine_is_named_by_browser_and_system():
    assert machine_of(CHROME) == "Chrome 156 · Linux"
    assert machine_of(EDGE) == "Edge 130 · Windows"
    assert machine_of("") == "其他浏览器 · 其他系统"
