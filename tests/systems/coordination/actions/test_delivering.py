from datetime import UTC, date, datetime

import pytest

from lantu.foundations.acts.actor import SYSTEM
from lantu.foundations.acts.gate import Request
from lantu.foundations.acts.policy import Denied
from lantu.foundations.acts.wording import Refused
from lantu.foundations.deliveries.receipts import log_call
from lantu.foundations.duties.actions import begin_anew, record_outage
from lantu.foundations.duties.settling import settle
from lantu.systems.coordination import obligations
from lantu.systems.coordination.actions import delivering, pausing
from lantu.systems.coordination.tasks import hear_of_deliveries
from tests.town import INITIATOR, LEAD, go_to, on_paper

EVENING_BROKEN = (datetime(2019, 9, 9, 14, tzinfo=UTC), datetime(2019, 9, 9, 16, tzinfo=UTC))
SUPERVISOR = ("functions_transformation", "supervisor")


def held(story):
    """Let a task come into doubt: the platform was away on the evening of its last day."""
    story.dispatch()
    go_to(datetime(2019, 9, 9, 16, 1, tzinfo=UTC))
    from_at, until_at = EVENING_BROKEN
    record_outage(Request(SYSTEM), from_at=from_at, until_at=until_at, cause="机房断电")
    go_to(datetime(2019, 9, 9, 17, tzinfo=UTC))
    settle()
    return story.task("forestry")


@pytest.mark.requirement("D1-34", "AMB-73", "AMB-01")
def test_what_is_delivered_on_the_seventeenth_is_due_on_the_twenty_fourth(story):
    go_to(datetime(2019, 9, 17, 1, tzinfo=UTC))
    story.dispatch()
    assert story.task("parks").state == "task.sent"
    assert story.duty(obligations.ANSWER, "parks").last_day_on == date(2019, 9, 24)
    assert story.duty(obligations.DELIVER, "parks").state == "duty.done"


@pytest.mark.requirement("AMB-73", "D1-36")
def test_a_letter_that_is_not_proved_to_have_arrived_starts_no_clock_until_it_is_told_by_telephone(
    story,
):
    on_paper(story.town.unit("garrison"))
    on_paper(story.town.unit("parks"))
    story.dispatch()
    assert story.task("parks").state == "task.undelivered"
    assert story.duty(obligations.ANSWER, "parks").last_day_on is None
    owed = story.duty(obligations.DELIVER, "parks")
    assert (owed.unit.key, owed.last_day_on) == (LEAD, date(2019, 9, 4))
    go_to(datetime(2019, 9, 20, 1, tzinfo=UTC))
    settle()
    assert story.task("parks").state == "task.undelivered"
    log_call(
        story.town.ask(LEAD, "clerk"),
        message_id=story.task("parks").message_id,
        called="值班员",
        telephone="0371",
        words="已告知",
    )
    hear_of_deliveries()
    assert story.task("parks").state == "task.sent"
    assert story.duty(obligations.ANSWER, "parks").last_day_on == date(2019, 9, 27)


@pytest.mark.requirement("AMB-73")
def test_a_second_proof_of_the_same_letter_changes_nothing(story):
    story.dispatch()
    task = story.task("parks")
    delivering.confirm_delivery(
        Request(SYSTEM), task_id=task.id, delivered_at=datetime(2019, 9, 2, 2, tzinfo=UTC)
    )
    assert story.task("parks").delivered_on == task.delivered_on
    with pytest.raises(Denied):
        delivering.confirm_delivery(
            story.town.ask(LEAD, "clerk"),
            task_id=task.id,
            delivered_at=datetime(2019, 9, 2, 2, tzinfo=UTC),
        )


@pytest.mark.requirement("AMB-74", "SM-01")
def test_a_broken_last_day_holds_the_task_and_a_fresh_delivery_gives_five_fresh_days(story):
    task = held(story)
    assert task.state == "task.held"
    assert story.round.state == "round.dispatched"
    with pytest.raises(Denied):
        delivering.deliver_anew(story.town.ask(LEAD, "signer"), task_id=task.id, reason="断电")
    delivering.deliver_anew(story.town.ask(*SUPERVISOR), task_id=task.id, reason="断电")
    assert story.task("forestry").state == "task.undelivered"
    story.deliver()
    assert story.task("forestry").delivered_on == date(2019, 9, 10)
    assert story.duty(obligations.ANSWER, "forestry").last_day_on == date(2019, 9, 18)


@pytest.mark.requirement("AMB-74")
def test_a_clock_that_begins_anew_takes_its_held_task_along(story):
    held(story)
    duty = story.duty(obligations.ANSWER, "forestry")
    begin_anew(story.town.ask(*SUPERVISOR), duty_id=duty.id, reason="断电")
    assert story.task("forestry").state == "task.undelivered"
    story.deliver()
    assert story.task("forestry").state == "task.sent"
    fresh = story.duty(obligations.ANSWER, "forestry")
    assert (fresh.state, fresh.last_day_on) == ("duty.open", date(2019, 9, 18))
    with pytest.raises(ValueError, match="begin_anew"):
        begin_anew(story.town.ask(*SUPERVISOR), duty_id=fresh.id, reason="断电")
    assert story.task("forestry").state == "task.sent"


@pytest.mark.requirement("AMB-80", "SM-01")
def test_a_letter_that_arrives_after_its_round_was_withdrawn_asks_nobody(story):
    on_paper(story.town.unit("parks"))
    story.dispatch()
    pausing.withdraw(story.town.ask(INITIATOR, "clerk"), round_id=story.round_id, reason="另行选址")
    log_call(
        story.town.ask(LEAD, "clerk"),
        message_id=story.task("parks").message_id,
        called="值班员",
        telephone="0371",
        words="已告知",
    )
    hear_of_deliveries()
    assert story.task("parks").state == "task.undelivered"
    assert story.task("parks").delivered_on is None


@pytest.mark.requirement("AMB-74", "D1-36")
def test_a_letter_that_is_proved_lost_lets_no_silence_be_read_until_it_is_decided(story):
    story.dispatch()
    task = story.task("forestry")
    lead = story.town.ask(LEAD, "clerk")
    with pytest.raises(Refused, match="证据"):
        delivering.report_lost(lead, task_id=task.id, proof=" ")
    with pytest.raises(Denied):
        delivering.report_lost(story.town.ask("forestry", "signer"), task_id=task.id, proof="退信")
    delivering.report_lost(lead, task_id=task.id, proof="邮件服务器次日退信")
    assert story.task("forestry").state == "task.held"
    assert story.duty(obligations.ANSWER, "forestry").held_ground.endswith("次日退信")
    go_to(datetime(2019, 9, 9, 17, tzinfo=UTC))
    settle()
    assert story.task("forestry").state == "task.held"
    assert story.task("parks").state == "task.deemed_no_objection"
    assert story.round.state == "round.dispatched"
    with pytest.raises(ValueError, match="hold"):
        delivering.report_lost(lead, task_id=story.task("parks").id, proof="退信")
    delivering.deliver_anew(story.town.ask(*SUPERVISOR), task_id=task.id, reason="退信属实")
    story.deliver()
    assert story.duty(obligations.ANSWER, "forestry").last_day_on == date(2019, 9, 18)
