import pytest

from lantu.law.duties.flow import DUTY, FLOWS, Condition, Duty
from lantu.law.flow import Capacity, Refused, faults, take


@pytest.mark.parametrize("flow", FLOWS, ids=lambda flow: flow.name)
def test_the_tables_are_sound(flow):
    assert faults(flow) == ()


@pytest.mark.requirement("D1-36")
def test_only_the_clock_lets_silence_take_its_meaning_and_only_after_the_limit():
    step = take(DUTY, "lapse", Duty.OPEN, Capacity.CLOCK)
    assert (step.target, step.guards) == (Duty.LAPSED, (Condition.LIMIT_PASSED,))
    for capacity in set(Capacity) - {Capacity.CLOCK}:
        with pytest.raises(Refused):
            take(DUTY, "lapse", Duty.OPEN, capacity)


@pytest.mark.parametrize("verb", ["let_stand", "begin_anew"])
def test_a_doubt_is_decided_by_the_supervising_division_alone(verb):
    assert take(DUTY, verb, Duty.HELD, Capacity.SUPERVISOR).guards == (Condition.REASON,)
    for capacity in set(Capacity) - {Capacity.SUPERVISOR}:
        with pytest.raises(Refused):
            take(DUTY, verb, Duty.HELD, capacity)


def test_what_is_held_never_lapses_by_itself():
    with pytest.raises(Refused):
        take(DUTY, "lapse", Duty.HELD, Capacity.CLOCK)


def test_what_was_done_or_cancelled_does_not_lapse_any_more():
    for state in (Duty.DONE, Duty.LAPSED, Duty.CANCELLED):
        with pytest.raises(Refused):
            take(DUTY, "lapse", state, Capacity.CLOCK)


def test_a_proof_of_an_act_in_time_undoes_its_lapse():
    assert take(DUTY, "prove_done", Duty.LAPSED, Capacity.SYSTEM).target is Duty.DONE


def test_only_what_was_cancelled_is_never_left_again():
    assert DUTY.ends == {Duty.CANCELLED}
