from datetime import UTC, date, datetime

import pytest
from django.contrib.auth import authenticate
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.test import RequestFactory
from shapely import box, to_wkb
from shapely.affinity import translate

from lantu.foundations.acts.actor import SYSTEM
from lantu.foundations.acts.clock import now
from lantu.foundations.acts.gate import Request
from lantu.foundations.acts.policy import may
from lantu.foundations.people import actions
from lantu.foundations.people.models import Entitlement, Holding, Responsibility, Standing
from lantu.foundations.people.queries import (
    actor_of,
    can_answer,
    connections,
    contacts_of,
    coverage_share,
    entitled_accounts,
    entitlements,
    functions_held,
    holds,
    responsible_unit,
    seats,
    signs_without,
    unit_by_name,
    within_boundary,
)
from lantu.geo.crs import transform
from lantu.law.clock import day_of
from tests.town import INITIATOR, LEAD, hire

ON = date(2019, 9, 2)
FORMERLY = date(2019, 8, 16)
COUNTY = box(460000, 3840000, 470000, 3850000)


def account_of(town, unit, person="signer"):
    return town.account(unit, person)


def rights(town, unit, person, on=ON):
    account = account_of(town, unit, person)
    return entitlements(account.id, account.unit_id, on)


def bounded_county(town):
    unit = town.unit("zhongmou")
    return actions.describe_unit(
        Request(SYSTEM), unit_id=unit.id, boundary=to_wkb(COUNTY), boundary_crs="EPSG:4547"
    )


def enter(login_name: str, password: str):
    return authenticate(RequestFactory().post("/login/"), username=login_name, password=password)


@pytest.mark.requirement("D0-04")
def test_each_of_the_three_kinds_of_addressee_logs_in_and_gets_a_role_set(town):
    for key, standing in (
        ("zhongmou", Standing.COUNTY),
        ("forestry", Standing.MUNICIPAL_DEPARTMENT),
        ("water_company", Standing.OTHER_UNIT),
    ):
        account = account_of(town, key)
        actions.set_password(Request(SYSTEM), account_id=account.id, password="蓝图-2019-协同")
        entered = enter(account.login_name, "蓝图-2019-协同")
        assert entered == account
        assert entered.unit.standing == standing
        assert entitlements(entered.id, entered.unit_id, ON) == {Entitlement.SIGNER}
        assert holds(actor_of(entered), Entitlement.SIGNER, entered.unit_id)


def test_a_password_that_was_hashed_long_ago_still_opens_its_account(town):
    unit = town.unit("forestry")
    hashed = PBKDF2PasswordHasher().encode("蓝图-2019-协同", "salt", iterations=1000)
    account = actions.create_account(
        Request(SYSTEM),
        unit_id=unit.id,
        login_name="old",
        display_name="老王",
        hashed_password=hashed,
    )
    assert enter("old", "蓝图-2019-协同") == account
    assert enter("old", "别的") is None


def test_rights_begin_and_end_with_the_holding_of_a_post(town):
    account = account_of(town, "forestry")
    assert rights(town, "forestry", "signer", FORMERLY) == frozenset()
    actions.vacate_post(
        Request(SYSTEM), holding_id=Holding.objects.get(account=account).id, until_on=ON
    )
    assert rights(town, "forestry", "signer", ON) == {Entitlement.SIGNER}
    assert rights(town, "forestry", "signer", date(2019, 9, 3)) == frozenset()


def test_a_post_gives_no_right_in_another_unit(town):
    account = account_of(town, "forestry")
    assert entitlements(account.id, town.unit(LEAD).id, ON) == frozenset()
    assert not holds(actor_of(account), Entitlement.SIGNER, None)
    assert not holds(SYSTEM, Entitlement.SIGNER, account.unit_id)


def test_a_deputy_signs_while_the_signer_is_on_leave_and_not_a_day_longer(town):
    absent, deputy = account_of(town, "forestry"), account_of(town, "forestry", "clerk")
    actions.record_leave(
        Request(SYSTEM),
        absent_id=absent.id,
        deputy_id=deputy.id,
        from_on=date(2019, 9, 3),
        until_on=date(2019, 9, 5),
        ground="公务出差",
    )
    both = {Entitlement.CLERK, Entitlement.SIGNER}
    days = [date(2019, 9, day) for day in range(2, 7)]
    signs = [on for on in days if rights(town, "forestry", "clerk", on) == both]
    assert signs == days[1:4]
    signers = entitled_accounts(absent.unit_id, Entitlement.SIGNER, date(2019, 9, 4))
    assert set(signers) == {absent, deputy}


def test_a_closed_account_has_no_rights_and_answers_for_nobody(town):
    account = account_of(town, "forestry")
    assert can_answer(account.unit_id, ON)
    actions.close_account(Request(SYSTEM), account_id=account.id, reason="退休")
    assert rights(town, "forestry", "signer") == frozenset()
    assert not can_answer(account.unit_id, ON)


def test_a_unit_signs_without_an_account_only_if_another_holds_a_signing_post(town):
    account, clerk = account_of(town, "forestry"), account_of(town, "forestry", "clerk")
    assert not signs_without(account.unit_id, ON, account_id=account.id)
    assert signs_without(account.unit_id, ON, account_id=clerk.id)
    actions.record_leave(
        Request(SYSTEM),
        absent_id=account.id,
        deputy_id=clerk.id,
        from_on=ON,
        until_on=ON,
        ground="请假",
    )
    assert not signs_without(account.unit_id, ON, account_id=account.id)


@pytest.mark.requirement("D1-86")
def test_a_function_belongs_to_its_new_holder_from_the_very_day_it_moves(town):
    moved_on = date(2019, 9, 10)
    actions.move_responsibility(
        Request(SYSTEM), function="forestry", unit_id=town.unit("parks").id, from_on=moved_on
    )
    assert responsible_unit("forestry", date(2019, 9, 9)).key == "forestry"
    assert responsible_unit("forestry", moved_on).key == "parks"
    with pytest.raises(Responsibility.DoesNotExist):
        responsible_unit("forestry", FORMERLY)


@pytest.mark.requirement("D1-81")
def test_a_geometry_lies_within_a_county_only_if_all_of_it_does(town):
    county = bounded_county(town)
    inside = box(465000, 3845000, 465200, 3845100)
    assert within_boundary(county, inside, "EPSG:4547")
    assert within_boundary(county, COUNTY, "EPSG:4547")
    assert not within_boundary(county, translate(inside, 4900), "EPSG:4547")
    assert not within_boundary(county, translate(inside, 50000), "EPSG:4547")
    assert within_boundary(county, transform(inside, "EPSG:4547", "EPSG:4526"), "EPSG:4526")
    assert within_boundary(county, transform(inside, "EPSG:4547", "EPSG:4490"), "EPSG:4490")


@pytest.mark.requirement("D1-81")
def test_nothing_lies_within_a_county_whose_boundary_is_not_known(town):
    assert not within_boundary(town.unit("zhongmou"), COUNTY, "EPSG:4547")


@pytest.mark.requirement("D1-49", "D1-71", "D0-06")
def test_what_reaches_beyond_a_unit_sits_where_the_notice_puts_it(town):
    where = {
        Entitlement.PLATFORM_ADMINISTRATOR: "big_data",
        Entitlement.CONTENT_ADMINISTRATOR: LEAD,
        Entitlement.JOINT_MEETING_OFFICE: LEAD,
        Entitlement.SUPERVISOR: "functions_transformation",
    }
    units = ("big_data", LEAD, "functions_transformation", "forestry")
    for entitlement, home in where.items():
        assert [key for key in units if seats(town.unit(key), entitlement, ON)] == [home]
    assert seats(town.unit("forestry"), Entitlement.SIGNER, ON)


@pytest.mark.requirement("D1-49")
def test_the_lead_bureau_may_not_change_the_platform_and_the_building_bureau_may(town):
    verbs = ("people.unit.open", "people.responsibility.move", "duties.outage.record")
    administrator = town.actor("big_data", "platform")
    for verb in verbs:
        assert may(administrator, verb)
        for person in ("office", "signer", "clerk", "registrar"):
            assert not may(town.actor(LEAD, person), verb)


@pytest.mark.requirement("D1-49")
def test_the_content_administrator_of_the_lead_keeps_texts_and_draws_zones_and_no_more(town):
    lead = town.unit(LEAD)
    hire(town, lead, "content", (Entitlement.CONTENT_ADMINISTRATOR,))
    content = town.actor(LEAD, "content")
    for verb in ("lawbook.edition.propose", "projects.zone.draw"):
        assert may(content, verb)
        assert not may(town.actor(LEAD, "clerk"), verb)
    for verb in ("people.unit.open", "people.unit.describe", "duties.outage.record"):
        assert not may(content, verb)


def test_a_unit_is_found_by_its_name_and_by_its_alias(town):
    assert unit_by_name("市资源规划局") == unit_by_name("郑州市自然资源和规划局") == town.unit(LEAD)
    assert unit_by_name("不存在的局") is None


def test_contact_a_is_named_before_contact_b(town):
    unit = town.unit(INITIATOR)
    actions.confirm_contact(
        Request(SYSTEM), unit_id=unit.id, letter="B", name="乙", email="b@x.example", telephone="1"
    )
    assert [one.letter for one in contacts_of(unit.id)] == ["A", "B"]
    assert {one.confirmed_on for one in contacts_of(unit.id)} == {day_of(now())}
    assert now() == datetime(2019, 9, 2, 1, tzinfo=UTC)


def connection_of(key):
    (found,) = [one for one in connections(ON) if one.unit.key == key]
    return found


@pytest.mark.requirement("D1-81")
def test_a_county_is_connected_once_it_has_boundary_signer_and_contact(town):
    found = connection_of("zhongmou")
    assert (found.unit.key, found.has_boundary, found.is_connected) == ("zhongmou", False, False)
    bounded_county(town)
    found = connection_of("zhongmou")
    assert found.is_connected
    assert coverage_share(COUNTY, "EPSG:4547", ON) == 1.0
    twice = translate(COUNTY, 5000).union(COUNTY)
    assert 0 < coverage_share(twice, "EPSG:4547", ON) < 1
    actions.close_account(
        Request(SYSTEM), account_id=town.account("zhongmou", "signer").id, reason="调离"
    )
    found = connection_of("zhongmou")
    assert (found.can_answer, found.is_connected) == (False, False)
    assert coverage_share(COUNTY, "EPSG:4547", ON) == 0.0


def test_a_unit_holds_the_functions_that_came_to_it_last(town):
    held = functions_held(town.unit("forestry").id, ON)
    assert "forestry" in held
    assert "forestry" not in functions_held(town.unit("parks").id, ON)
