from datetime import UTC, date, datetime

import pytest

from lantu.foundations.duties.settling import settle
from lantu.foundations.lawbook.queries import known_on
from lantu.systems.coordination.actions import issuing
from lantu.systems.coordination.queries.statistics import (
    Share,
    generation_rate,
    last_meeting_on,
    median_days,
    meeting_is_due,
    on_time_rate,
    open_problems,
)
from lantu.systems.coordination.tasks import remind_of_meeting
from tests.systems.coordination.actions.test_reconciling import find
from tests.systems.coordination.conftest import begin_story
from tests.town import LEAD, a_project, go_to

SEPTEMBER = (date(2019, 9, 1), date(2019, 9, 30))


@pytest.mark.requirement("D1-21", "D1-70")
def test_rates_are_counted_over_what_was_submitted_and_what_ended(story):
    begin_story(story.town, project=a_project(story.town, "第二个项目"))
    assert generation_rate(*SEPTEMBER) == Share(0, 2)
    story.dispatch()
    story.answer_all(but=("gas_company",))
    go_to(datetime(2019, 9, 9, 16, 2, tzinfo=UTC))
    settle()
    story.issue()
    issuing.push(story.town.ask(LEAD, "clerk"), round_id=story.round_id)
    assert generation_rate(*SEPTEMBER).percent == 50
    assert generation_rate(date(2019, 10, 1), date(2019, 10, 31)).percent is None
    assert median_days(*SEPTEMBER) == 8
    parks, gas = story.town.unit("parks").id, story.town.unit("gas_company").id
    assert on_time_rate(parks, *SEPTEMBER) == Share(1, 1)
    assert on_time_rate(gas, *SEPTEMBER) == Share(0, 1)


@pytest.mark.requirement("D1-21", "D1-70")
@pytest.mark.parametrize(("count", "of", "percent"), [(7, 10, 70), (9, 10, 90), (0, 0, None)])
def test_a_share_is_said_in_per_cent(count, of, percent):
    assert Share(count, of).percent == percent


@pytest.mark.requirement("D1-70")
def test_open_problems_grow_old(story):
    story.dispatch()
    story.answer("parks", "answer.not_conform")
    story.answer_all()
    find(story)
    ((item, days),) = open_problems(date(2019, 9, 7))
    assert (item.task.unit.key, days) == ("parks", 5)


@pytest.mark.requirement("D1-77")
def test_the_office_is_reminded_once_when_the_interval_has_passed(town):
    edition = known_on(date(2019, 9, 2))
    assert last_meeting_on(edition) == date(2019, 8, 17)
    assert not meeting_is_due(edition, date(2019, 11, 14))
    assert not remind_of_meeting()
    go_to(datetime(2019, 11, 15, 1, tzinfo=UTC))
    assert remind_of_meeting()
    remind_of_meeting()
    reminders = [m for m in town_messages(town) if m.purpose == "reminder"]
    assert len(reminders) == 1


def town_messages(town):
    from lantu.foundations.deliveries.models import Message

    return Message.objects.filter(unit=town.unit(LEAD))
