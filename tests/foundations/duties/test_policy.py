from uuid import uuid4

import pytest

from lantu.foundations.acts.actor import CLOCK, SYSTEM, Actor, ActorKind
from lantu.foundations.acts.policy import may, permissions

DUTIES = [verb for verb in permissions() if verb.startswith("duties.")]
BY_UNITS = {"duties.duty.pass_on"}
BY_PERSONS = {
    "duties.duty.hold",
    "duties.duty.let_stand",
    "duties.duty.begin_anew",
    "duties.outage.record",
}
BY_CLOCK = {"duties.duty.run_out", "duties.clocks.move"}


@pytest.mark.parametrize("verb", DUTIES)
def test_nobody_without_a_post_changes_a_duty(db, verb):
    assert not may(Actor(ActorKind.ACCOUNT, account_id=uuid4(), unit_id=uuid4()), verb, None)


@pytest.mark.parametrize("verb", DUTIES)
def test_the_clock_runs_limits_out_and_does_nothing_else(verb):
    assert may(CLOCK, verb, None) is (verb in BY_CLOCK)


@pytest.mark.parametrize("verb", sorted(BY_PERSONS - {"duties.outage.record"}))
def test_no_machine_decides_a_doubt(db, verb):
    assert not may(SYSTEM, verb, None)
    assert not may(CLOCK, verb, None)
