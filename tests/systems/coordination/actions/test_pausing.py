from datetime import UTC, date, datetime

import pytest

from lantu.foundations.acts.policy import Denied
from lantu.foundations.acts.wording import Refused
from lantu.foundations.duties.models import Duty
from lantu.foundations.duties.settling import settle
from lantu.systems.coordination import obligations
from lantu.systems.coordination.actions import pausing
from lantu.systems.coordination.models import ReserveEntry
from tests.town import INITIATOR, LEAD, go_to


def suspend(story, ground="等待土壤调查"):
    ask = story.town.ask(LEAD, "signer")
    return pausing.suspend(ask, round_id=story.round_id, ground=ground)


def resume(story):
    ask = story.town.ask(LEAD, "signer")
    return pausing.resume(ask, round_id=story.round_id, reason="调查完成")


@pytest.mark.requirement("AMB-80", "SM-01")
def test_while_a_round_stands_still_its_clocks_do_too(story):
    story.dispatch()
    with pytest.raises(Refused, match="中止缘由"):
        suspend(story, " ")
    go_to(datetime(2019, 9, 4, 1, tzinfo=UTC))
    suspend(story)
    assert story.round.state == "round.suspended"
    go_to(datetime(2019, 9, 20, 1, tzinfo=UTC))
    assert settle() == 0
    resume(story)
    assert story.round.state == "round.dispatched"
    assert story.duty(obligations.ANSWER, "parks").last_day_on == date(2019, 9, 26)


@pytest.mark.requirement("AMB-80", "D1-40")
def test_what_was_answered_meanwhile_closes_the_round_when_it_goes_on(story):
    story.dispatch()
    suspend(story)
    story.answer_all()
    assert story.round.state == "round.suspended"
    go_to(datetime(2019, 9, 4, 1, tzinfo=UTC))
    resume(story)
    assert story.round.state == "round.collating"
    assert story.round.collating_from_on == date(2019, 9, 4)


@pytest.mark.requirement("AMB-80", "SM-02")
def test_a_withdrawn_round_owes_nothing_and_its_project_is_back_in_the_reserve(story):
    story.dispatch()
    with pytest.raises(Denied):
        pausing.withdraw(story.town.ask(LEAD, "clerk"), round_id=story.round_id, reason="不办了")
    unit = story.town.ask(INITIATOR, "clerk")
    pausing.withdraw(unit, round_id=story.round_id, reason="方案变了")
    assert story.round.state == "round.withdrawn"
    assert not Duty.objects.filter(case_id=story.round_id, state="duty.open").exists()
    assert ReserveEntry.objects.get().reason == "方案变了"
    with pytest.raises(ValueError, match="已撤回"):
        suspend(story)


@pytest.mark.requirement("AMB-80")
def test_only_the_leads_signer_lets_a_round_stand_still(story):
    with pytest.raises(Denied):
        pausing.suspend(
            story.town.ask(INITIATOR, "clerk"), round_id=story.round_id, ground="我们没准备好"
        )
    with pytest.raises(ValueError, match="已接收"):
        pausing.resume(story.town.ask(LEAD, "signer"), round_id=story.round_id, reason="没停过")
