from types import SimpleNamespace

import pytest

from lantu.foundations.acts.actor import SYSTEM
from lantu.foundations.acts.gate import Request
from lantu.foundations.acts.policy import may
from lantu.foundations.people import actions
from lantu.foundations.people.models import Entitlement
from lantu.foundations.people.policy import (
    entitled,
    is_joint_meeting_office,
    is_of_unit,
    is_platform_administrator,
    is_supervisor,
    is_unit_administrator,
    unit_of,
)
from tests.town import LEAD, hire

OWN_UNIT_VERBS = (
    "people.post.create",
    "people.post.fill",
    "people.post.vacate",
    "people.account.create",
    "people.account.close",
    "people.account.set_password",
    "people.contact.confirm",
    "people.leave.record",
    "people.unit.set_chain",
)


@pytest.fixture
def administrator(town):
    hire(town, town.unit("forestry"), "administrator", (Entitlement.ADMINISTRATOR,))
    return town.actor("forestry", "administrator")


def test_a_units_administrator_looks_after_the_own_unit_and_no_other(town, administrator):
    for verb in OWN_UNIT_VERBS:
        assert may(administrator, verb, town.unit("forestry"))
        assert not may(administrator, verb, town.unit("parks"))
        assert not may(town.actor("forestry", "signer"), verb, town.unit("forestry"))
        assert may(SYSTEM, verb, town.unit("parks"))


@pytest.mark.requirement("D1-49")
def test_units_and_functions_are_entered_by_the_platforms_administrator_alone(town, administrator):
    for verb in ("unit.seed", "unit.open", "unit.describe", "responsibility.move"):
        assert may(town.actor("big_data", "platform"), f"people.{verb}")
        assert not may(administrator, f"people.{verb}", town.unit("forestry"))
        assert not may(town.actor(LEAD, "office"), f"people.{verb}")


@pytest.mark.requirement("D1-71")
def test_the_office_of_the_joint_meeting_is_whoever_holds_its_post_in_the_lead_bureau(town):
    assert is_joint_meeting_office.test(town.actor(LEAD, "office"))
    assert not is_joint_meeting_office.test(town.actor(LEAD, "signer"))
    assert may(town.actor(LEAD, "office"), "coordination.session.convene")
    assert not may(town.actor(LEAD, "signer"), "coordination.session.convene")


def test_supervisor_and_platform_administrator_are_told_apart(town):
    supervisor = town.actor("functions_transformation", "supervisor")
    platform = town.actor("big_data", "platform")
    assert is_supervisor.test(supervisor)
    assert not is_supervisor.test(platform)
    assert is_platform_administrator.test(platform)
    assert not is_platform_administrator.test(supervisor)


def test_an_entitlement_is_held_in_ones_own_unit(town):
    is_signer = entitled(Entitlement.SIGNER)
    assert is_signer.test(town.actor("forestry", "signer"))
    assert not is_signer.test(town.actor("forestry", "clerk"))
    assert not is_signer.test(SYSTEM)


def test_a_record_belongs_to_its_own_unit_or_to_that_of_its_document(town):
    forestry = town.unit("forestry")
    person = town.actor("forestry", "clerk")
    own, others = (
        SimpleNamespace(unit_id=forestry.id),
        SimpleNamespace(unit_id=town.unit("parks").id),
    )
    assert unit_of(forestry) == unit_of(own) == forestry.id
    assert unit_of(None) is None
    assert is_of_unit.test(person, own)
    assert is_of_unit.test(person, SimpleNamespace(document=own))
    assert not is_of_unit.test(person, others)
    assert not is_of_unit.test(SYSTEM, None)
    assert not is_unit_administrator.test(person, forestry)


def test_a_closed_account_may_nothing_any_more(town, administrator):
    account = town.account("forestry", "administrator")
    actions.close_account(Request(SYSTEM), account_id=account.id, reason="调离")
    assert not may(administrator, "people.post.create", town.unit("forestry"))
