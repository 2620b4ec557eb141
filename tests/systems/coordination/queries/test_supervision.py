from datetime import UTC, date, datetime

import pytest

from lantu.foundations.acts.clock import now
from lantu.foundations.duties.models import Duty
from lantu.foundations.duties.settling import settle
from lantu.systems.coordination import obligations
from lantu.systems.coordination.actions.overriding import decide_override, request_override
from lantu.systems.coordination.actions.pausing import resume, suspend
from lantu.systems.coordination.queries.supervision import (
    HELD,
    LATE,
    SOON,
    days_used,
    deemed,
    held_duty,
    is_done_late,
    overrides_to_decide,
    pressing,
    spans,
)
from tests.systems.coordination.actions.test_delivering import held
from tests.town import LEAD, go_to

SEPTEMBER = (date(2019, 9, 1), date(2019, 9, 30))
SUPERVISOR = ("functions_transformation", "supervisor")


def answers(at):
    """How each unit's answer presses."""
    return {duty.unit.key: what for duty, what in pressing(at) if duty.kind == obligations.ANSWER}


def test_an_answer_presses_when_its_lamp_leaves_green_and_is_held_in_doubt(story):
    story.dispatch()
    assert answers(now()) == {}
    go_to(datetime(2019, 9, 9, 1, tzinfo=UTC))
    assert answers(now())["forestry"] == SOON


def test_a_lead_that_sends_nothing_is_late(story):
    go_to(datetime(2019, 9, 29, 1, tzinfo=UTC))
    settle()
    assert [(duty.unit.key, what) for duty, what in pressing(now())] == [(LEAD, LATE)]


def test_what_is_held_waits_for_a_decision(story):
    task = held(story)
    assert answers(now())["forestry"] == HELD
    duty = Duty.objects.get(subject_id=task.id, kind=obligations.ANSWER)
    assert held_duty(duty.id) == duty
    assert held_duty(story.duty(obligations.DISPATCH).id) is None


def test_a_step_is_measured_in_working_days_against_its_limit(story):
    go_to(datetime(2019, 9, 4, 1, tzinfo=UTC))
    story.dispatch()
    found = {span.kind: span for span in spans(*SEPTEMBER)}
    sent = found[obligations.DISPATCH]
    assert (sent.median_days, sent.limit_days, sent.count, sent.late) == (2, 10, 1, 0)
    assert found[obligations.ISSUE].median_days is None


def test_days_of_standing_still_are_not_counted(story):
    suspend(story.town.ask(LEAD, "signer"), round_id=story.round_id, ground="信访核查")
    go_to(datetime(2019, 9, 5, 1, tzinfo=UTC))
    resume(story.town.ask(LEAD, "signer"), round_id=story.round_id, reason="核查完毕")
    go_to(datetime(2019, 9, 6, 1, tzinfo=UTC))
    story.dispatch()
    duty = story.duty(obligations.DISPATCH)
    assert days_used(duty) == 1
    assert not is_done_late(duty)
    with pytest.raises(ValueError, match="尚未"):
        days_used(story.duty(obligations.ANSWER, "forestry"))


def test_silence_is_listed_by_unit_and_a_request_until_it_is_decided(story):
    story.dispatch()
    story.answer_all(but=("forestry",))
    go_to(datetime(2019, 9, 9, 16, 3, tzinfo=UTC))
    settle()
    assert [task.unit.key for task in deemed(*SEPTEMBER)] == ["forestry"]
    assert not deemed(date(2019, 8, 1), date(2019, 8, 31)).exists()
    wish = request_override(
        story.town.ask("forestry", "signer"),
        task_id=story.task("forestry").id,
        ground="override.safety",
        reason="林火通道",
        legal_basis="森林法",
    )
    assert list(overrides_to_decide()) == [wish]
    decide_override(
        story.town.ask(*SUPERVISOR), override_id=wish.id, signs_off=False, reason="依据不足"
    )
    assert not overrides_to_decide().exists()
