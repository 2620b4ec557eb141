from datetime import UTC, date, datetime

import pytest

from lantu.foundations.acts.policy import Denied
from lantu.foundations.deliveries.models import Message
from lantu.foundations.documents.models import Document
from lantu.foundations.duties.actions import let_stand
from lantu.foundations.duties.settling import settle
from lantu.systems.coordination import obligations
from lantu.systems.coordination.actions import intake
from tests.systems.coordination.actions.test_delivering import SUPERVISOR, held
from tests.town import INITIATOR, LEAD, go_to

GRACE_OVER = datetime(2019, 9, 9, 16, 2, tzinfo=UTC)


@pytest.mark.requirement("D1-36", "D1-38", "SM-01")
def test_twelve_answers_and_one_silence_are_collated(story):
    story.dispatch()
    story.answer_all(but=("gas_company",))
    go_to(GRACE_OVER)
    settle()
    assert story.units("deemed_no_objection") == ["gas_company"]
    assert len(story.units("replied")) == 12
    assert story.round.state == "round.collating"
    certificate = story.task("gas_company").certificate
    assert certificate.content["unit"] == story.town.unit("gas_company").name
    assert certificate.issued_at == GRACE_OVER


@pytest.mark.requirement("D1-40", "AMB-03", "AMB-76")
def test_what_ends_on_the_twenty_fourth_is_to_be_concluded_by_the_thirtieth(story):
    go_to(datetime(2019, 9, 17, 1, tzinfo=UTC))
    story.dispatch()
    go_to(datetime(2019, 9, 24, 16, 2, tzinfo=UTC))
    settle()
    assert story.round.collating_from_on == date(2019, 9, 24)
    assert story.duty(obligations.ISSUE).last_day_on == date(2019, 9, 30)


@pytest.mark.requirement("AMB-04", "SM-01")
def test_a_late_lead_is_noted_and_nothing_follows_from_it(story):
    intake.start_check(story.town.ask(LEAD, "clerk"), round_id=story.round_id)
    go_to(datetime(2019, 9, 17, 16, 2, tzinfo=UTC))
    assert settle() == 1
    one = story.round
    assert (one.is_lead_overdue, one.state) == (True, "round.lead_check")
    assert settle() == 0


@pytest.mark.requirement("AMB-04", "D0-06")
def test_initiating_unit_and_supervising_division_are_told_of_a_late_lead_once(story):
    go_to(datetime(2019, 9, 17, 16, 2, tzinfo=UTC))
    for _ in range(2):
        settle()
        for unit in (INITIATOR, SUPERVISOR[0]):
            told = story.messages(unit).get(about_id=story.round_id)
            assert told.purpose == "notice"
            assert "市资源规划局未在 2019-09-17 前完成" in told.text
    others = Message.objects.filter(subject="牵头单位逾期提示").count()
    assert others == 2


@pytest.mark.requirement("AMB-04")
def test_a_lead_that_is_late_with_its_opinion_is_noted_too(story):
    story.dispatch()
    go_to(GRACE_OVER)
    settle()
    go_to(datetime(2019, 9, 17, 16, 2, tzinfo=UTC))
    settle()
    assert (story.round.is_lead_overdue, story.round.state) == (True, "round.collating")


@pytest.mark.requirement("AMB-74")
def test_in_doubt_the_supervising_division_alone_lets_silence_stand(story):
    task = held(story)
    assert not Document.objects.filter(kind="coordination.silence_certificate").exists()
    duty = story.duty(obligations.ANSWER, "forestry")
    assert duty.held_ground == "机房断电"
    with pytest.raises(Denied):
        let_stand(story.town.ask(LEAD, "signer"), duty_id=duty.id, reason="不影响")
    let_stand(story.town.ask(*SUPERVISOR), duty_id=duty.id, reason="该单位当日已登录")
    task.refresh_from_db()
    assert task.state == "task.deemed_no_objection"
    assert task.certificate is not None
    assert story.round.state == "round.dispatched"
