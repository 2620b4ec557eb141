from datetime import UTC, date, datetime

import pytest

from lantu.foundations.acts.wording import Refused
from lantu.systems.coordination.actions import reconciling
from lantu.systems.coordination.models import Divergence
from tests.systems.coordination.conftest import begin_story
from tests.town import LEAD, a_project, go_to


@pytest.fixture
def differing(story):
    story.dispatch()
    story.answer("parks", "answer.not_conform", adjustment_advice="让出绿线")
    story.answer_all()
    return story


def find(story):
    return reconciling.find_divergence(story.town.ask(LEAD, "clerk"), round_id=story.round_id)


def mediate(story, channel="channel.platform", **changed):
    said = {
        "way": "电话",
        "held_on": date(2019, 9, 2),
        "participants": ["市园林局"],
        "words": "同意让出",
    }
    return reconciling.record_mediation(
        story.town.ask(LEAD, "clerk"), round_id=story.round_id, channel=channel, **(said | changed)
    )


def settle(story, item, mediation, outcome="让出绿线三米"):
    return reconciling.settle_divergence(
        story.town.ask(LEAD, "clerk"),
        divergence_id=item.id,
        mediation_id=mediation.id,
        outcome=outcome,
        is_achievable=True,
    )


@pytest.mark.requirement("D1-39", "SM-01")
def test_one_negative_among_positive_ones_is_an_item_that_keeps_the_opinion_back(differing):
    with pytest.raises(Refused, match="尚未协调：parks"):
        differing.issue("round.not_conforms")
    (item,) = find(differing)
    assert (item.task.unit.key, item.demand) == ("parks", "让出绿线")
    assert differing.round.state == "round.in_reconciliation"
    ask = differing.town.ask(LEAD, "clerk")
    with pytest.raises(Refused, match="市园林局"):
        reconciling.settle_round(ask, round_id=differing.round_id)
    settle(differing, item, mediate(differing))
    reconciling.settle_round(ask, round_id=differing.round_id)
    assert differing.round.state == "round.collating"
    opinion = differing.issue("round.basically_conforms", advice=["让出绿线三米"])
    assert opinion.proposal == "round.basically_conforms"


@pytest.mark.requirement("D1-39")
def test_where_all_agree_there_is_nothing_to_reconcile(story):
    story.dispatch()
    story.answer_all()
    with pytest.raises(Refused, match="意见一致"):
        find(story)


@pytest.mark.requirement("D1-16", "D1-78")
def test_there_are_three_ways_and_a_meeting_has_its_minutes(differing):
    find(differing)
    with pytest.raises(Refused, match="会议纪要"):
        mediate(differing, "channel.meeting", way="会议")
    meeting = mediate(differing, "channel.meeting", way="会议", minutes="b" * 64)
    assert meeting.minutes == "b" * 64
    mediate(differing, "channel.solicitation", way="函询")
    with pytest.raises(ValueError, match="telepathy"):
        mediate(differing, "telepathy")
    with pytest.raises(Refused, match="协调经过"):
        mediate(differing, words="")


@pytest.mark.requirement("D1-39")
def test_an_outcome_rests_on_a_mediation_of_the_same_round_while_it_is_reconciled(differing):
    other = begin_story(differing.town, project=a_project(differing.town, "别的项目"))
    foreign = mediate(other)
    (item,) = find(differing)
    with pytest.raises(Refused, match="另一轮协同"):
        settle(differing, item, foreign)
    own = mediate(differing)
    settle(differing, item, own)
    reconciling.settle_round(differing.town.ask(LEAD, "clerk"), round_id=differing.round_id)
    with pytest.raises(ValueError, match="汇总"):
        settle(differing, item, own, outcome="改了主意")
    assert Divergence.objects.get().outcome == "让出绿线三米"


@pytest.mark.requirement("D1-40", "D1-39")
def test_reconciling_lies_inside_the_third_clock(differing):
    find(differing)
    before = differing.duty("coordination.round.issue").last_day_on
    go_to(datetime(2019, 9, 5, 1, tzinfo=UTC))
    mediate(differing)
    assert differing.duty("coordination.round.issue").last_day_on == before == date(2019, 9, 9)
