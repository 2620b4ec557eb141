from datetime import date

import pytest

from lantu.systems.coordination.tasks import hear_of_deliveries, remind_of_meeting
from tests.town import post_all


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
