from datetime import timedelta

from lantu.config.security import PROFILES
from lantu.foundations.acts.actor import SYSTEM
from lantu.foundations.acts.clock import now
from lantu.foundations.acts.gate import Request
from lantu.foundations.people.actions import set_password
from lantu.web.account.demands import METHODS
from tests.town import go_to
from tests.web.conftest import words_of

STRICT = PROFILES["dengbao3"]
SETTING_UP = "/account/second-factor/totp/activate/?next=%2Frounds%2F"


def test_a_signer_without_a_second_factor_is_led_to_it_from_every_page(strict, enter):
    signer = enter("forestry", "signer")
    for address in ("/rounds/", "/", "/reserve/"):
        assert signer.get(address).headers["Location"].startswith("/account/second-factor/")
    assert signer.get("/rounds/").headers["Location"] == SETTING_UP
    assert signer.post("/tasks/not-concerned/").status_code == 302
    assert "须启用动态口令" in words_of(signer.get("/account/"))


def test_a_signer_with_a_second_factor_and_a_clerk_without_go_on(strict, second_factor, enter):
    second_factor("forestry", "signer")
    assert enter("forestry", "signer").get("/rounds/").status_code == 200
    assert enter("forestry", "clerk").get("/rounds/").status_code == 200


def test_an_old_password_is_changed_before_anything_else(strict, town, enter):
    clerk = enter("forestry", "clerk")
    assert clerk.get("/rounds/").status_code == 200
    assert STRICT.password_days is not None
    go_to(now() + timedelta(days=STRICT.password_days + 1))
    assert clerk.get("/rounds/").headers["Location"] == "/account/password/?next=%2Frounds%2F"
    account = town.account("forestry", "clerk")
    set_password(Request(SYSTEM), account_id=account.id, password="蓝图-2019-协同-新")
    account.refresh_from_db()
    fresh = enter("forestry", "clerk")
    assert fresh.get("/rounds/").status_code == 200


def test_an_administrators_password_is_older_sooner(strict, second_factor, enter):
    second_factor("big_data", "platform")
    go_to(now() + timedelta(days=STRICT.administrator_password_days + 1))
    asked = enter("big_data", "platform").get("/rounds/")
    assert asked.headers["Location"] == "/account/password/?next=%2Frounds%2F"
    assert enter("forestry", "clerk").get("/rounds/").status_code == 200


def test_who_came_in_by_the_citys_identity_owes_no_factor_here(strict, enter):
    signer = enter("forestry", "signer")
    session = signer.session
    session[METHODS] = [{"method": "socialaccount", "provider": "city"}]
    session.save()
    assert signer.get("/rounds/").status_code == 200


def test_the_demonstration_demands_neither(enter):
    assert enter("forestry", "signer").get("/rounds/").status_code == 200
