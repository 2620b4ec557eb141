from datetime import timedelta

import pytest

from lantu.foundations.acts.clock import now
from lantu.foundations.acts.policy import Denied
from lantu.law.wording import Refused
from lantu.systems.coordination.actions import pausing, reminding
from lantu.systems.coordination.queries.timeline import lines_after
from tests.town import LEAD, go_to


@pytest.fixture
def asked(story):
    story.dispatch()
    return story


def remind(story, *units, person="clerk"):
    tasks = [story.task(unit).id for unit in units]
    by = story.town.ask(LEAD, person)
    return reminding.remind(by, round_id=story.round_id, tasks=tasks)


def urged(story, unit):
    return story.messages(unit).filter(purpose="reminder", sender__key=LEAD)


def test_the_lead_urges_whom_it_chose_and_says_nothing_of_the_place(asked):
    assert len(remind(asked, "forestry", "parks")) == 2
    message = urged(asked, "forestry").get()
    project = asked.round.project
    assert project.reserve_number in message.subject
    assert "最后一日为" in message.text
    assert project.name not in message.subject + message.text
    assert not urged(asked, "water_resources").exists()
    assert any(line.words == "牵头单位催办 2 个单位" for line in lines_after(0, asked.round_id))


def test_nobody_is_urged_twice_on_a_day(asked):
    remind(asked, "forestry")
    with pytest.raises(Refused, match="今天已经催办过"):
        remind(asked, "forestry")
    assert remind(asked, "forestry", "parks") == [asked.task("parks").id]
    go_to(now() + timedelta(days=1))
    assert remind(asked, "forestry") == [asked.task("forestry").id]


def test_whoever_answered_is_not_urged(asked):
    asked.answer("forestry")
    with pytest.raises(Refused, match="不必催办"):
        remind(asked, "forestry")
    assert asked.task("forestry").id not in remind(asked)


def test_nobody_is_urged_while_the_clock_stands_still(asked):
    pausing.suspend(asked.town.ask(LEAD, "signer"), round_id=asked.round_id, ground="等待上位规划")
    with pytest.raises(Refused, match="正在中止"):
        remind(asked, "forestry")


def test_only_the_leads_clerk_urges(asked):
    with pytest.raises(Denied):
        remind(asked, "forestry", person="signer")
    with pytest.raises(Denied):
        reminding.remind(asked.town.ask("parks", "clerk"), round_id=asked.round_id)
