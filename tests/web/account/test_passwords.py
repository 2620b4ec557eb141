import pytest
from django.core.exceptions import ValidationError

from lantu.config.security import PROFILES, validators
from lantu.foundations.acts.actor import SYSTEM
from lantu.foundations.acts.gate import Request
from lantu.foundations.people.actions import set_password
from lantu.foundations.people.models import Account, FormerPassword
from lantu.web.account.passwords import ClassesValidator, NameValidator
from tests.web.conftest import words_of


@pytest.mark.parametrize("password", ["Aa1aaaaaaaaa", "aa1-aaaaaaaa", "AA1-AAAAAAAA"])
def test_three_kinds_of_signs_are_enough(password):
    ClassesValidator(3).validate(password)


@pytest.mark.parametrize("password", ["aaaaaaaaaaaa", "aaaaaa111111", "蓝图蓝图蓝图"])
def test_too_few_kinds_are_refused_with_what_is_wanted(password):
    with pytest.raises(ValidationError, match="至少 3 类"):
        ClassesValidator(3).validate(password)


@pytest.mark.parametrize("password", ["my-FOREST-2019", "Lerk-2019-ab", "蓝图-2019-协同-est"])
def test_a_piece_of_the_login_name_is_refused_and_named(password):
    with pytest.raises(ValidationError, match="登录名中的"):
        NameValidator().validate(password, Account(login_name="forestry.clerk"))


@pytest.mark.parametrize("password", ["蓝图-2019-协同-Fo", "y.c-2019-Abcd", "ry.cl-2019-A"])
def test_two_signs_and_what_lies_across_a_dot_are_no_piece(password):
    NameValidator().validate(password, Account(login_name="forestry.clerk"))


def test_the_last_five_passwords_are_refused_and_the_sixth_is_free_again(town, enter, settings):
    settings.AUTH_PASSWORD_VALIDATORS = validators(PROFILES["dengbao3"])
    account = town.account("forestry", "clerk")
    passwords = [f"Lan图-2019-协同-{number}" for number in range(6)]
    for password in passwords:
        set_password(Request(SYSTEM), account_id=account.id, password=password)
    assert FormerPassword.objects.filter(account=account).count() == 5
    account.refresh_from_db()
    client, now = enter("forestry"), passwords[-1]
    for former in (passwords[1], now):
        given = {"password": now, "new": former, "again": former}
        refused = client.post("/account/password/", given)
        assert refused.status_code == 422
        assert "最近 5 次用过的口令" in words_of(refused)
    given = {"password": now, "new": passwords[0], "again": passwords[0]}
    assert client.post("/account/password/", given).status_code == 302


def test_an_administrator_gives_nobody_a_password_that_they_had(town, enter, settings):
    settings.AUTH_PASSWORD_VALIDATORS = validators(PROFILES["dengbao3"])
    account = town.account("forestry", "clerk")
    set_password(Request(SYSTEM), account_id=account.id, password="Lan图-2019-协同-1")
    page = f"/administration/units/{account.unit_id}/do/password/"
    given = {"account": str(account.id), "password": "Lan图-2019-协同-1"}
    refused = enter("big_data", "platform").post(page, given)
    assert refused.status_code == 422
    assert "最近 5 次用过的口令" in words_of(refused)
    named = given | {"password": "Clerk-2019-协同-1"}
    assert "登录名中的" in words_of(enter("big_data", "platform").post(page, named))
