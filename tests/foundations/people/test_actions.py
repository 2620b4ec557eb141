from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lantu.foundations.acts.actor import SYSTEM
from lantu.foundations.acts.gate import Request
from lantu.foundations.acts.policy import Denied, may
from lantu.foundations.acts.wording import Refused
from lantu.foundations.duties import actions as duties
from lantu.foundations.journal.models import Body
from lantu.foundations.journal.replay import differences
from lantu.foundations.people import actions
from lantu.foundations.people.actions import DEFAULT_CHAIN, PeopleFault
from lantu.foundations.people.models import (
    Account,
    Channel,
    Entitlement,
    Holding,
    Post,
    Responsibility,
    Standing,
    Unit,
)
from lantu.foundations.people.queries import entitlements, responsible_unit
from lantu.law.edition import shipped
from lantu.systems.coordination import obligations
from lantu.systems.coordination.actions.meetings import convene
from tests.town import LEAD, hire

ON = date(2019, 9, 2)
ASIDE = Request(SYSTEM)


def refused(code, function, /, *args, **facts):
    with pytest.raises(Refused) as refusal:
        function(*args, **facts)
    assert refusal.value.code is code
    return str(refusal.value)


def owe_something(town, key):
    unit = town.unit(key)
    return duties.owe(
        ASIDE,
        kind=obligations.CARRY_OUT,
        unit=unit,
        case_id=unit.id,
        subject=unit,
    )


def holding_of(town, unit, person="signer"):
    return Holding.objects.get(account=town.account(unit, person))


def test_the_units_of_the_notice_are_entered_once_with_their_functions(town):
    edition = shipped()
    assert {row.key for row in edition.departments} <= set(
        Unit.objects.values_list("key", flat=True)
    )
    assert Responsibility.objects.count() == len(edition.responsibilities)
    for row in edition.responsibilities:
        assert responsible_unit(row.function, row.from_on).key == row.department
    actions.describe_unit(ASIDE, unit_id=town.unit("forestry").id, name="林业局")
    assert actions.seed(ASIDE, edition=edition) == 0
    assert town.unit("forestry").name == "林业局"


def test_a_units_key_is_its_own(town):
    facts = {"key": "forestry", "name": "另一个", "standing": Standing.OTHER_UNIT}
    said = refused(PeopleFault.KEY_TAKEN, actions.open_unit, ASIDE, **facts)
    assert said == "已有代码为“forestry”的单位。"


def test_a_unit_is_opened_with_the_person_who_administers_it_or_not_at_all(town):
    first = {"display_name": "周敏", "login_name": "metro.zhou", "password": "Zhengzhou-2019-Zhou"}
    given = {"key": "metro", "name": "轨道交通公司", "standing": Standing.OTHER_UNIT}
    platform = town.ask("big_data", "platform")
    unit = actions.open_unit(platform, **given, administrator=first)
    account = Account.objects.get(login_name="metro.zhou")
    assert (account.unit, account.check_password(first["password"])) == (unit, True)
    assert entitlements(account.id, unit.id, ON) == {"administrator"}
    assert list(differences()) == []
    again = {**given, "key": "metro_two"}
    refused(PeopleFault.LOGIN_TAKEN, actions.open_unit, platform, **again, administrator=first)
    assert not Unit.objects.filter(key="metro_two").exists()


def test_the_key_and_the_kind_of_a_unit_never_change(town):
    unit = town.unit("forestry")
    for field in ("key", "standing", "signing_chain"):
        refused(
            PeopleFault.FIELD_FIXED, actions.describe_unit, ASIDE, unit_id=unit.id, **{field: "x"}
        )
    actions.describe_unit(ASIDE, unit_id=unit.id, channel=Channel.PAPER, aliases=["林业和草原局"])
    assert (town.unit("forestry").channel, town.unit("forestry").aliases) == (
        "paper",
        ["林业和草原局"],
    )


@pytest.mark.django_db
def test_a_chain_has_one_to_four_steps_in_their_order_and_ends_with_the_signature(town):
    unit = town.unit("forestry")

    @given(st.lists(st.sampled_from([*DEFAULT_CHAIN, "盖章"]), max_size=5))
    def every_chain_is_taken_or_refused(steps):
        in_order = [step for step in DEFAULT_CHAIN if step in steps]
        lawful = steps == in_order and steps[-1:] == ["签发"]
        if lawful:
            assert (
                actions.set_signing_chain(ASIDE, unit_id=unit.id, steps=steps).signing_chain
                == steps
            )
        else:
            refused(
                PeopleFault.CHAIN_WRONG,
                actions.set_signing_chain,
                ASIDE,
                unit_id=unit.id,
                steps=steps,
            )

    every_chain_is_taken_or_refused()


@pytest.mark.requirement("D1-86")
def test_a_function_moves_without_a_new_document_and_once_a_day(town):
    parks, day = town.unit("parks"), date(2019, 9, 10)
    platform = town.ask("big_data", "platform")
    facts = {"function": "forestry", "unit_id": parks.id, "from_on": day}
    actions.move_responsibility(platform, **facts)
    assert responsible_unit("forestry", day) == parks
    said = refused(PeopleFault.FUNCTION_DAY_TAKEN, actions.move_responsibility, platform, **facts)
    assert "forestry" in said
    with pytest.raises(Denied):
        actions.move_responsibility(town.ask(LEAD, "office"), **facts)


def test_a_post_gives_only_what_there_is_to_give(town):
    said = refused(
        PeopleFault.ENTITLEMENT_UNKNOWN,
        actions.create_post,
        ASIDE,
        unit_id=town.unit("forestry").id,
        title="局长",
        entitlements=["signer", "king"],
        from_on=ON,
    )
    assert "king" in said


@pytest.mark.requirement("D1-49")
def test_a_units_own_administrator_gives_nothing_that_reaches_beyond_the_unit(town):
    lead = town.unit(LEAD)
    hire(town, lead, "administrator", (Entitlement.ADMINISTRATOR,))
    asking = town.ask(LEAD, "administrator")
    for name in (
        Entitlement.PLATFORM_ADMINISTRATOR,
        Entitlement.SUPERVISOR,
        Entitlement.JOINT_MEETING_OFFICE,
    ):
        refused(
            PeopleFault.ENTITLEMENT_NOT_YOURS,
            actions.create_post,
            asking,
            unit_id=lead.id,
            title="新岗位",
            entitlements=[name],
            from_on=ON,
        )
    post = actions.create_post(
        asking, unit_id=lead.id, title="处长", entitlements=[Entitlement.SIGNER], from_on=ON
    )
    assert post.entitlements == ["signer"]


@pytest.mark.requirement("D1-49", "D1-71")
def test_not_even_the_platform_puts_an_office_where_the_notice_does_not(town):
    said = refused(
        PeopleFault.ENTITLEMENT_ELSEWHERE,
        actions.create_post,
        ASIDE,
        unit_id=town.unit(LEAD).id,
        title="平台管理",
        entitlements=[Entitlement.PLATFORM_ADMINISTRATOR],
        from_on=ON,
    )
    assert said == "“平台管理员”不能设在“市资源规划局”，请设在《通知》指定的单位。"


@pytest.mark.requirement("D1-80", "D1-71")
def test_the_director_of_the_office_follows_the_post_of_the_lead_bureaus_director(town):
    lead = town.unit(LEAD)
    director = hire(town, lead, "director", (Entitlement.SIGNER, Entitlement.JOINT_MEETING_OFFICE))
    successor = actions.create_account(
        ASIDE, unit_id=lead.id, login_name="successor", display_name="新局长"
    )
    town.accounts[LEAD, "successor"] = successor
    convene(town.ask(LEAD, "director"), topic="项目协调", planned_on=ON)
    actions.vacate_post(
        ASIDE, holding_id=Holding.objects.get(account=director).id, until_on=date(2019, 9, 1)
    )
    post = Post.objects.get(unit=lead, title="director")
    actions.fill_post(ASIDE, post_id=post.id, account_id=successor.id, from_on=ON)
    convene(town.ask(LEAD, "successor"), topic="项目协调", planned_on=ON)
    with pytest.raises(Denied):
        convene(town.ask(LEAD, "director"), topic="项目协调", planned_on=ON)


def test_a_login_name_belongs_to_one_person(town):
    refused(
        PeopleFault.LOGIN_TAKEN,
        actions.create_account,
        ASIDE,
        unit_id=town.unit("parks").id,
        login_name="forestry.signer",
        display_name="同名",
    )


def test_an_account_without_a_password_opens_to_none(town):
    account = town.account("forestry", "clerk")
    assert not Account.objects.get(id=account.id).check_password("")
    assert not account.has_usable_password()


def test_a_password_is_in_no_entry_of_the_journal(town):
    account = town.account("forestry", "clerk")
    actions.set_password(ASIDE, account_id=account.id, password="蓝图-2019-协同")
    account.refresh_from_db()
    assert account.check_password("蓝图-2019-协同")
    told = "".join(bytes(body).decode() for body in Body.objects.values_list("content", flat=True))
    assert account.password not in told
    assert "蓝图-2019-协同" not in told
    assert list(differences()) == []


def test_a_unit_that_owes_something_keeps_its_last_account_that_can_sign(town):
    account = town.account("forestry", "signer")
    owe_something(town, "forestry")
    said = refused(
        PeopleFault.LAST_ACCOUNT, actions.close_account, ASIDE, account_id=account.id, reason="调离"
    )
    assert said.startswith("“市林业局”还有未办事项")
    second = hire(town, town.unit("forestry"), "second_signer", (Entitlement.SIGNER,))
    actions.close_account(ASIDE, account_id=account.id, reason="调离")
    refused(
        PeopleFault.LAST_ACCOUNT, actions.close_account, ASIDE, account_id=second.id, reason="调离"
    )


def test_a_unit_that_owes_nothing_may_lose_its_last_account(town):
    account = town.account("forestry", "signer")
    duty = owe_something(town, "forestry")
    duties.cancel(ASIDE, duty=duty, reason="撤销")
    assert not actions.close_account(ASIDE, account_id=account.id, reason="调离").is_active


def test_a_deputy_is_no_successor_of_the_last_signer(town):
    account, deputy = (town.account("forestry", who) for who in ("signer", "clerk"))
    owe_something(town, "forestry")
    actions.record_leave(
        ASIDE,
        absent_id=account.id,
        deputy_id=deputy.id,
        from_on=ON,
        until_on=ON,
        ground="请假",
    )
    refused(
        PeopleFault.LAST_ACCOUNT, actions.close_account, ASIDE, account_id=account.id, reason="调离"
    )


def test_the_last_signing_post_of_a_unit_that_owes_something_stays_filled(town):
    owe_something(town, "forestry")
    refused(
        PeopleFault.LAST_ACCOUNT,
        actions.vacate_post,
        ASIDE,
        holding_id=holding_of(town, "forestry").id,
        until_on=ON,
    )
    actions.vacate_post(ASIDE, holding_id=holding_of(town, "forestry", "clerk").id, until_on=ON)
    hire(town, town.unit("forestry"), "second_signer", (Entitlement.SIGNER,))
    actions.vacate_post(
        ASIDE, holding_id=holding_of(town, "forestry", "second_signer").id, until_on=ON
    )
    refused(
        PeopleFault.LAST_ACCOUNT,
        actions.vacate_post,
        ASIDE,
        holding_id=holding_of(town, "forestry").id,
        until_on=ON,
    )


def test_who_holds_two_signing_posts_may_give_up_one_of_them(town):
    owe_something(town, "forestry")
    unit, account = town.unit("forestry"), town.account("forestry", "signer")
    post = actions.create_post(
        ASIDE, unit_id=unit.id, title="副局长", entitlements=[Entitlement.SIGNER], from_on=ON
    )
    held = actions.fill_post(ASIDE, post_id=post.id, account_id=account.id, from_on=ON)
    actions.vacate_post(ASIDE, holding_id=held.id, until_on=ON)
    assert entitlements(account.id, unit.id, date(2019, 9, 3)) == {Entitlement.SIGNER}


def test_a_person_of_another_unit_neither_holds_a_post_nor_stands_in(town):
    stranger = town.account("parks", "signer")
    post = Post.objects.get(unit__key="forestry", title="signer")
    refused(
        PeopleFault.OTHER_UNIT,
        actions.fill_post,
        ASIDE,
        post_id=post.id,
        account_id=stranger.id,
        from_on=ON,
    )
    refused(
        PeopleFault.OTHER_UNIT,
        actions.record_leave,
        ASIDE,
        absent_id=town.account("forestry", "signer").id,
        deputy_id=stranger.id,
        from_on=ON,
        until_on=ON,
        ground="请假",
    )


def test_a_contact_is_confirmed_anew_in_its_place(town):
    unit = town.unit("forestry")
    before = unit.contacts.get(letter="A")
    actions.confirm_contact(
        ASIDE, unit_id=unit.id, letter="A", name="新联络人", email="n@x.example", telephone="2"
    )
    after = unit.contacts.get(letter="A")
    assert (after.id, after.name, after.email) == (before.id, "新联络人", "n@x.example")


def test_a_deputy_is_entitled_to_what_the_absent_person_is(town):
    absent, deputy = town.account(LEAD, "office"), town.account(LEAD, "registrar")
    assert not may(town.actor(LEAD, "registrar"), "coordination.session.convene")
    actions.record_leave(
        ASIDE, absent_id=absent.id, deputy_id=deputy.id, from_on=ON, until_on=ON, ground="培训"
    )
    assert may(town.actor(LEAD, "registrar"), "coordination.session.convene")


def test_a_setting_of_a_unit_takes_its_own_values_only(town):
    unit = town.unit("forestry")
    for field in ("channel", "opinion_service"):
        with pytest.raises(Refused) as refusal:
            actions.describe_unit(Request(SYSTEM), unit_id=unit.id, **{field: "pigeon"})
        assert refusal.value.code is PeopleFault.VALUE_UNKNOWN


def test_a_unit_that_owes_something_is_not_closed(town):
    owe_something(town, "forestry")
    given = {"unit_id": town.unit("forestry").id, "closed_on": ON}
    said = refused(PeopleFault.STILL_OWES, actions.describe_unit, ASIDE, **given)
    assert "市林业局" in said
    given["unit_id"] = town.unit("stranger_company").id
    assert actions.describe_unit(ASIDE, **given).closed_on == ON
