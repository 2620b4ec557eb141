from datetime import UTC, date, datetime, time

import pytest

from lantu.foundations.deliveries.models import Message
from lantu.foundations.jobs import ticks
from lantu.systems.coordination.tasks import hear_of_deliveries, remind_of_meeting
from tests.town import LEAD, go_to, post_all


@pytest.mark.requirement("D1-34", "AMB-73")
def test_a_letter_that_arrived_is_heard_of_once_and_starts_the_clock(story):
    story.dispatch()
    assert story.task("parks").delivered_on == date(2019, 9, 2)
    assert hear_of_deliveries() == 0
    story.answer_all()
    story.issue()
    post_all()
    hear_of_deliveries()
    assert set(story.units("sent", "undelivered")) == set()


@pytest.mark.requirement("D1-77")
def test_nobody_is_reminded_before_the_interval_has_passed(town):
    assert remind_of_meeting() is False


@pytest.mark.requirement("D1-77")
def test_the_worker_looks_after_the_interval_of_the_joint_meeting(town):
    (regular,) = [one for one in ticks.registered() if one.name == "coordination.meeting"]
    reminded = Message.objects.filter(subject="联席会议应当召开", unit__key=LEAD)
    for day, count in ((date(2019, 11, 14), 0), (date(2019, 11, 15), 1), (date(2019, 11, 18), 1)):
        go_to(datetime.combine(day, time(1), UTC))
        assert regular.function(ticks.Tick(regular.name, 1)) is bool(count)
        assert reminded.count() == count
