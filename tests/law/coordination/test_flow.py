import pytest

from lantu.law import parameter
from lantu.law.coordination.flow import (
    ANSWER,
    FLOWS,
    OPEN,
    RESERVE,
    ROUND,
    RUNNING,
    TASK,
    Answer,
    Condition,
    Reserve,
    Round,
    Task,
)
from lantu.law.flow import Capacity, faults, take


@pytest.mark.parametrize("flow", FLOWS, ids=lambda flow: flow.name)
def test_the_tables_are_sound(flow, edition):
    assert faults(flow) == ()
    for step in flow.steps:
        assert step.clock is None or parameter.find(edition, step.clock)


def walk(flow, *steps):
    state = None
    for verb, capacity, target in steps:
        state = take(flow, verb, state, capacity, target).target
    return state


@pytest.mark.requirement("D1-42")
def test_a_round_that_conforms_ends_pushed():
    lead, system = Capacity.LEAD, Capacity.SYSTEM
    end = walk(
        ROUND,
        ("receive", Capacity.SENDER, None),
        ("start_check", lead, None),
        ("dispatch", lead, None),
        ("collate", system, None),
        ("find_divergence", lead, None),
        ("settle", lead, None),
        ("issue", lead, Round.CONFORMS),
        ("push", lead, None),
    )
    assert end is Round.CLOSED


def test_dispatch_wants_both_plans_checked_and_the_footprint_corrected():
    step = take(ROUND, "dispatch", Round.LEAD_CHECK, Capacity.LEAD)
    assert step.guards == (Condition.CHECKS_SET, Condition.FOOTPRINT_CORRECTED)
    assert step.clock == "coordination.reply"


@pytest.mark.requirement("D1-43")
def test_what_does_not_conform_goes_back_to_the_reserve_with_a_reason():
    step = take(ROUND, "return_to_reserve", Round.NOT_CONFORMS, Capacity.INITIATING_UNIT)
    assert (step.target, step.guards) == (Round.RETURNED_TO_RESERVE, (Condition.REASON,))


@pytest.mark.requirement("D1-46")
def test_a_new_round_follows_the_adjusted_one_and_starts_the_first_clock_again():
    step = take(ROUND, "initiate_again", Round.ADJUSTING, Capacity.INITIATING_UNIT)
    assert (step.target, step.clock) == (Round.CONTINUED, "coordination.correction")
    assert step.guards == (Condition.ADVICE_HANDLED, Condition.NEW_FOOTPRINT)


def test_incomplete_material_goes_back_before_the_check_begins():
    for state in Round:
        steps = [step.verb for step in ROUND.steps_from(state)]
        assert ("return_once" in steps) is (state is Round.RECEIVED)


def test_every_running_round_can_be_suspended_resumed_and_withdrawn():
    for state in RUNNING:
        assert take(ROUND, "suspend", state, Capacity.LEAD).target is Round.SUSPENDED
        assert take(ROUND, "resume", Round.SUSPENDED, Capacity.LEAD, state).target is state
    for state in OPEN:
        step = take(ROUND, "withdraw", state, Capacity.INITIATING_UNIT)
        assert step.target is Round.WITHDRAWN


@pytest.mark.requirement("D1-83")
def test_asking_a_county_does_not_keep_a_task_from_lapsing():
    step = take(TASK, "lapse", Task.SUB_CONSULTING, Capacity.CLOCK)
    assert step.target is Task.DEEMED_NO_OBJECTION


def test_a_held_task_is_decided_by_the_supervising_division():
    for verb, target in [
        ("let_silence_stand", Task.DEEMED_NO_OBJECTION), ("deliver_anew", Task.UNDELIVERED)
    ]:  # fmt: skip
        assert take(TASK, verb, Task.HELD, Capacity.SUPERVISOR).target is target


def test_what_was_not_delivered_starts_no_clock_for_the_department():
    sent = take(TASK, "send", None, Capacity.LEAD)
    assert (sent.target, sent.clock) == (Task.UNDELIVERED, "coordination.delivery")
    proved = take(TASK, "deliver", Task.UNDELIVERED, Capacity.SYSTEM)
    assert (proved.target, proved.clock) == (Task.SENT, "coordination.reply")
    assert proved.guards == (Condition.DELIVERY_PROVED,)


def test_a_paper_that_came_in_time_undoes_the_silence_that_was_read_into_its_absence():
    step = take(TASK, "register_reply", Task.DEEMED_NO_OBJECTION, Capacity.LEAD)
    assert (step.target, step.guards) == (Task.REPLIED, (Condition.RECEIVED_IN_TIME,))


def test_an_answer_is_signed_by_one_person_or_goes_through_review():
    officer = Capacity.PARTICIPANT
    short = walk(ANSWER, ("draft", officer, None), ("sign", officer, None))
    steps = [("draft", officer, None), ("submit", officer, Answer.IN_REVIEW)]
    long = walk(ANSWER, *steps, ("approve", officer, None), ("sign", officer, None))
    assert short is long is Answer.SIGNED
    assert walk(ANSWER, *steps, ("return", officer, None)) is Answer.DRAFTING


def test_a_paper_answer_counts_once_a_second_person_confirmed_it():
    lead = Capacity.LEAD
    assert walk(ANSWER, ("register", lead, None), ("confirm", lead, None)) is Answer.SIGNED


def test_a_project_goes_from_the_reserve_to_approval_or_back():
    unit, sender = Capacity.INITIATING_UNIT, Capacity.SENDER
    begun = [("enter", unit, None), ("judge_mature", sender, None), ("send", sender, None)]
    assert walk(RESERVE, *begun, ("return_to_reserve", unit, None)) is Reserve.IN_RESERVE
    end = walk(
        RESERVE, *begun, ("generate", Capacity.SYSTEM, None), ("open_approval", sender, None)
    )
    assert end is Reserve.IN_APPROVAL
