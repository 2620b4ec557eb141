"""What follows when functions move and limits pass: seen through a whole round (D1-86, D0-06)."""

from datetime import UTC, date, datetime

import pytest

from lantu.foundations.acts.actor import SYSTEM
from lantu.foundations.acts.clock import now
from lantu.foundations.acts.gate import Request
from lantu.foundations.acts.wording import Refused
from lantu.foundations.deliveries.models import Message
from lantu.foundations.deliveries.receipts import log_call
from lantu.foundations.duties.queries import inbox_of, open_duty, overdue
from lantu.foundations.duties.settling import settle
from lantu.foundations.people import actions as people
from lantu.foundations.people.actions import PeopleFault
from lantu.foundations.people.queries import unit_by_key
from lantu.systems.coordination import obligations
from lantu.systems.coordination.tasks import hear_of_deliveries
from tests.systems.coordination.conftest import story
from tests.town import LEAD, contact, go_to
from tests.town.fixtures import mail_folder, mail_server, town

__all__ = ("mail_folder", "mail_server", "story", "town")
ASIDE = Request(SYSTEM)


def move(function, key, on):
    people.move_responsibility(ASIDE, function=function, unit_id=unit_by_key(key).id, from_on=on)


def asked(story):
    return set(story.round.tasks.values_list("unit__key", flat=True))


@pytest.mark.requirement("D1-86")
def test_a_task_created_after_a_function_moved_goes_to_the_new_holder(story):
    people.open_unit(ASIDE, key="greening", name="市国土绿化中心", standing="other_unit")
    move("forestry", "greening", date(2019, 9, 2))
    move("heat_company", "urban_management", date(2019, 9, 2))
    story.dispatch()
    assert "greening" in asked(story)
    assert asked(story).isdisjoint({"forestry", "heat_company"})


@pytest.mark.requirement("D1-86")
def test_the_holder_of_a_layer_that_is_met_is_who_holds_it_on_the_day_of_dispatch(story):
    move("sports", "education", date(2019, 9, 2))
    story.dispatch(sports_facilities=400.0)
    assert "education" in asked(story)
    assert "sports" not in asked(story)


@pytest.mark.requirement("D1-86")
def test_a_task_created_before_a_function_moves_stays_where_it_is(story):
    move("forestry", "parks", date(2019, 9, 3))
    story.dispatch()
    go_to(datetime(2019, 9, 3, 2, tzinfo=UTC))
    assert story.task("forestry").state == "task.sent"


@pytest.mark.requirement("D0-06")
def test_the_supervising_division_finds_what_is_late_in_its_inbox_and_others_do_not(story):
    division = unit_by_key("functions_transformation")
    assert list(inbox_of(division, now())) == []
    go_to(datetime(2019, 9, 18, 1, tzinfo=UTC))
    settle()
    late = open_duty(story.round.id, obligations.DISPATCH)
    assert late.overdue_at is not None
    assert list(inbox_of(division, now())) == list(overdue(now())) == [late]
    assert list(inbox_of(unit_by_key("forestry"), now())) == []
    assert list(inbox_of(unit_by_key(LEAD), now())) == [late]


@pytest.mark.requirement("D1-34")
def test_a_refused_mail_leaves_the_lead_owing_a_call_and_the_call_starts_the_clock(story):
    contact(unit_by_key("forestry"), "office@refused.example")
    story.dispatch()
    task = story.task("forestry")
    assert task.state == "task.undelivered"
    assert open_duty(task.id, obligations.ANSWER).last_day_on is None
    owed = open_duty(task.id, obligations.DELIVER)
    assert (owed.unit.key, owed.last_day_on) == (LEAD, date(2019, 9, 4))
    go_to(datetime(2019, 9, 3, 2, tzinfo=UTC))
    message = Message.objects.get(about_id=task.id)
    log_call(
        story.town.ask(LEAD, "registrar"),
        message_id=message.id,
        called="办公室李某",
        telephone="0371-1",
        words="告知已发函",
    )
    hear_of_deliveries()
    task = story.task("forestry")
    assert (task.state, task.delivered_on) == ("task.sent", date(2019, 9, 3))
    assert open_duty(task.id, obligations.DELIVER) is None
    assert open_duty(task.id, obligations.ANSWER).last_day_on == date(2019, 9, 10)


def test_a_unit_with_an_open_task_never_loses_its_last_account(story):
    story.dispatch()
    account = story.town.account("forestry", "signer")
    with pytest.raises(Refused) as refusal:
        people.close_account(ASIDE, account_id=account.id, reason="调离")
    assert refusal.value.code is PeopleFault.LAST_ACCOUNT
