import pytest

from lantu.foundations.acts.actor import ANYONE, CLOCK, SYSTEM
from lantu.foundations.acts.policy import is_clock, is_system, may, permission, permissions


def test_a_verb_that_nobody_spoke_of_is_denied_to_all():
    assert not any(may(actor, "acts.world.end") for actor in (SYSTEM, CLOCK, ANYONE))


def test_a_verb_is_allowed_to_whom_its_predicate_says():
    assert may(SYSTEM, "acts.deployment.open")
    assert not may(CLOCK, "acts.deployment.open")


def test_a_permission_is_given_in_one_place():
    with pytest.raises(ValueError, match="已在别处规定"):
        permission("acts.deployment.open", is_clock)
    permission("acts.deployment.open", is_system)


def test_every_permission_says_whom_it_means():
    assert permissions()
    assert all(allowed.name for allowed in permissions().values())
