from datetime import UTC, date, datetime

import pytest

from lantu.foundations.acts.policy import Denied
from lantu.foundations.acts.wording import Refused
from lantu.foundations.journal.follow import news_after
from lantu.systems.coordination import obligations
from lantu.systems.coordination.actions import adjusting
from lantu.systems.coordination.events import RoundInitiatedAgain
from lantu.systems.coordination.models import ReserveEntry, Round
from tests.town import INITIATOR, LEAD, a_footprint, go_to

ADVICE = ["退让绿线", "优化出入口", "补建公厕"]


def bring_to_adjusting(story):
    story.dispatch()
    story.answer_all()
    story.issue("round.basically_conforms", advice=ADVICE, reason="宜优化")
    adjusting.adjust(story.town.ask(INITIATOR, "clerk"), round_id=story.round_id)


@pytest.fixture
def adjusted(story):
    bring_to_adjusting(story)
    return story


def handle(story, *numbers):
    for number in numbers:
        adjusting.handle_advice(
            story.town.ask(INITIATOR, "clerk"), round_id=story.round_id, number=number, how="已改"
        )


def again(story, sketch_id=None):
    sketch = sketch_id or a_footprint(story.town, story.round.project, move_m=20).id
    unit = story.town.ask(INITIATOR, "clerk")
    return adjusting.initiate_again(unit, round_id=story.round_id, sketch_id=sketch)


@pytest.mark.requirement("D1-45", "SM-01", "AMB-07")
def test_with_one_of_three_items_open_there_is_no_next_round(adjusted):
    handle(adjusted, 1, 3)
    with pytest.raises(Refused, match="还有 1 条融合建议没有落实"):
        again(adjusted)
    assert Round.objects.count() == 1
    with pytest.raises(Refused, match="没有第 4 条"):
        handle(adjusted, 4)


@pytest.mark.requirement("D1-46", "SM-01", "AMB-07")
def test_the_next_round_follows_the_former_with_fresh_clocks(adjusted):
    handle(adjusted, 1, 2, 3)
    go_to(datetime(2019, 9, 9, 1, tzinfo=UTC))
    following = again(adjusted)
    assert (following.number, following.previous_id) == (2, adjusted.round_id)
    assert following.state == "round.received"
    assert adjusted.round.state == "round.continued"
    assert adjusted.duty(obligations.ADJUST).state == "duty.done"
    adjusted.round_id = following.id
    assert adjusted.duty(obligations.DISPATCH).last_day_on == date(2019, 9, 24)
    adjusted.dispatch()
    assert adjusted.duty(obligations.ANSWER, "parks").last_day_on == date(2019, 9, 17)
    adjusted.answer_all()
    adjusted.issue()


@pytest.mark.requirement("AMB-07")
def test_the_third_round_alerts_the_office_of_the_joint_meeting(adjusted):
    handle(adjusted, 1, 2, 3)
    adjusted.round_id = again(adjusted).id
    bring_to_adjusting(adjusted)
    handle(adjusted, 1, 2, 3)
    sketch = a_footprint(adjusted.town, adjusted.round.project, move_m=40)
    again(adjusted, sketch.id)
    told = [news.event for news in news_after(0) if isinstance(news.event, RoundInitiatedAgain)]
    assert [(one.number, one.alerts_office) for one in told] == [(2, False), (3, True)]
    said = adjusted.messages(LEAD).filter(subject="同一项目多轮空间协同提示")
    assert [message.about_id for message in said] == [told[1].next_round_id]


@pytest.mark.requirement("D1-46")
def test_the_next_round_needs_a_new_red_line_and_the_initiating_unit(adjusted):
    handle(adjusted, 1, 2, 3)
    with pytest.raises(Refused, match="红线没有变化"):
        again(adjusted, adjusted.round.footprint_id)
    sketch = a_footprint(adjusted.town, adjusted.round.project, move_m=20)
    with pytest.raises(Denied):
        adjusting.initiate_again(
            adjusted.town.ask(LEAD, "clerk"), round_id=adjusted.round_id, sketch_id=sketch.id
        )


@pytest.mark.requirement("SM-01", "SM-02")
def test_giving_up_returns_the_project_with_its_reason(adjusted):
    unit = adjusted.town.ask(INITIATOR, "clerk")
    with pytest.raises(Refused, match="放弃原因"):
        adjusting.give_up(unit, round_id=adjusted.round_id, reason="")
    adjusting.give_up(unit, round_id=adjusted.round_id, reason="资金未落实")
    assert adjusted.round.state == "round.returned_to_reserve"
    entry = ReserveEntry.objects.get()
    assert (entry.state, entry.reason) == ("reserve.in_reserve", "资金未落实")


@pytest.mark.requirement("D1-45")
def test_advice_is_handled_only_while_the_project_is_adjusted(story):
    story.dispatch()
    story.answer_all()
    story.issue("round.basically_conforms", advice=ADVICE, reason="宜优化")
    with pytest.raises(ValueError, match="基本符合"):
        handle(story, 1)
