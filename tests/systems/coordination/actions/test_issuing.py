from datetime import date

import pytest

from lantu.foundations.acts.policy import Denied
from lantu.foundations.acts.wording import Refused
from lantu.systems.coordination import obligations
from lantu.systems.coordination.actions import issuing
from lantu.systems.coordination.models import OverallOpinion, ReserveEntry
from tests.town import INITIATOR, LEAD, SENDER


@pytest.fixture
def answered(story):
    story.dispatch()
    story.answer_all()
    return story


def entry(story):
    return ReserveEntry.objects.get(project=story.round.project)


@pytest.mark.requirement("D1-28", "D1-38", "D1-41", "D1-C01", "AMB-05", "AMB-70", "AMB-79")
def test_one_opinion_with_its_matrix_goes_to_the_initiating_unit_and_the_sender_at_once(answered):
    opinion = answered.issue()
    assert len(opinion.matrix) == 13
    assert opinion.document.content["counts"]["matrix.no_objection"] == 13
    assert opinion.served_at == opinion.issued_at
    told = [unit for unit in (INITIATOR, SENDER) if answered.messages(unit).filter(about_id=opinion.id)]  # noqa: E501 # fmt: skip
    assert told == [INITIATOR, SENDER]
    assert answered.duty(obligations.ISSUE).state == "duty.done"
    assert OverallOpinion.objects.count() == 1


@pytest.mark.requirement("D1-42", "SM-01", "SM-02", "D1-07")
def test_what_conforms_is_pushed_and_generated(answered):
    answered.issue()
    assert answered.round.state == "round.conforms"
    issuing.push(answered.town.ask(LEAD, "clerk"), round_id=answered.round_id)
    assert answered.round.state == "round.closed"
    assert entry(answered).state == "reserve.generated"


@pytest.mark.requirement("D1-43", "SM-01", "SM-02")
def test_what_does_not_conform_returns_to_the_reserve_with_a_reason(answered):
    answered.issue("round.not_conforms", reason="与片区定位不符")
    owed = answered.duty(obligations.RETURN)
    assert owed.unit.key == INITIATOR
    unit = answered.town.ask(INITIATOR, "clerk")
    with pytest.raises(Refused, match="请写明退回原因"):
        issuing.return_to_reserve(unit, round_id=answered.round_id, reason=" ")
    issuing.return_to_reserve(unit, round_id=answered.round_id, reason="另行选址")
    assert answered.round.state == "round.returned_to_reserve"
    assert (entry(answered).state, entry(answered).reason) == ("reserve.in_reserve", "另行选址")
    owed.refresh_from_db()
    assert owed.state == "duty.done"


@pytest.mark.requirement("D1-44", "AMB-71")
def test_basically_conforms_gives_itemised_advice(answered):
    with pytest.raises(Refused, match="至少提出一条融合建议"):
        answered.issue("round.basically_conforms", advice=[" "], reason="宜优化")
    answered.issue(
        "round.basically_conforms", advice=["退让绿线", "", "优化出入口"], reason="宜优化"
    )
    items = answered.round.advice.order_by("number").values_list("number", "words")
    assert list(items) == [(1, "退让绿线"), (2, "优化出入口")]
    assert answered.duty(obligations.ADJUST).unit.key == INITIATOR


@pytest.mark.requirement("D1-47")
@pytest.mark.parametrize("result", ["round.closed", "大体符合", ""])
def test_there_is_no_fourth_result(answered, result):
    with pytest.raises(Refused, match="结论只有符合、基本符合、不符合三种"):
        answered.issue(result)


@pytest.mark.requirement("AMB-71")
def test_a_departure_from_the_proposal_is_reasoned(answered):
    with pytest.raises(Refused, match="须写明理由"):
        answered.issue("round.not_conforms")
    opinion = answered.issue("round.not_conforms", reason="与片区定位不符")
    assert (opinion.proposal, opinion.reason) == ("round.conforms", "与片区定位不符")


@pytest.mark.requirement("AMB-71", "D1-36")
def test_silence_clears_no_measured_bar(story):
    story.dispatch(permanent_basic_farmland=500.0)
    story.answer_all()
    with pytest.raises(Refused, match="须写明理由"):
        story.issue("round.conforms")
    opinion = story.issue("round.not_conforms", bars_curable=False)
    assert opinion.document.content["bars"] == ["永久基本农田"]


@pytest.mark.requirement("D1-25", "D1-28")
def test_only_a_signer_of_the_lead_issues_and_only_once(answered):
    for unit, person in ((LEAD, "clerk"), (SENDER, "signer"), (INITIATOR, "signer")):
        with pytest.raises(Denied):
            issuing.issue(
                answered.town.ask(unit, person),
                round_id=answered.round_id,
                result="round.conforms",
            )
    answered.issue()
    with pytest.raises(ValueError, match="符合"):
        answered.issue()


@pytest.mark.requirement("D1-40")
def test_nothing_is_concluded_while_a_unit_is_still_asked(story):
    story.dispatch()
    story.answer_all(but=("parks",))
    with pytest.raises(ValueError, match="已发函征求意见"):
        story.issue()
    assert story.duty(obligations.ANSWER, "parks").last_day_on == date(2019, 9, 9)
