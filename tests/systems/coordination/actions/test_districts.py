from datetime import UTC, date, datetime

import pytest

from lantu.foundations.acts.policy import Denied
from lantu.foundations.acts.wording import Refused
from lantu.foundations.duties.models import Duty
from lantu.foundations.duties.settling import settle
from lantu.systems.coordination import obligations
from lantu.systems.coordination.actions import answering, districts
from tests.town import LEAD, go_to, on_paper


@pytest.fixture
def sent(story):
    story.dispatch()
    return story


def consult(story, unit="forestry", district="zhongmou"):
    return districts.consult_district(
        story.town.ask(unit, "clerk"),
        task_id=story.task(unit).id,
        district_id=story.town.unit(district).id,
    )


def hear(story, by=("forestry", "clerk"), *, is_negative=False, words="同意", unit="forestry"):
    return districts.hear_district(
        story.town.ask(*by),
        task_id=story.task(unit).id,
        district_id=story.town.unit("zhongmou").id,
        is_negative=is_negative,
        words=words,
    )


@pytest.mark.requirement("D1-83", "AMB-80", "SM-01")
def test_asking_a_county_moves_no_limit_and_keeps_nothing_from_lapsing(sent):
    before = sent.duty(obligations.ANSWER, "forestry").last_day_on
    consult(sent)
    assert sent.task("forestry").state == "task.sub_consulting"
    assert sent.duty(obligations.ANSWER, "forestry").last_day_on == before
    owed = Duty.objects.get(kind=obligations.DISTRICT)
    assert (owed.unit.key, owed.last_day_on) == ("zhongmou", date(2019, 9, 4))
    go_to(datetime(2019, 9, 9, 16, 2, tzinfo=UTC))
    settle()
    assert sent.task("forestry").state == "task.deemed_no_objection"
    owed.refresh_from_db()
    assert owed.state == "duty.cancelled"


@pytest.mark.requirement("D1-84")
def test_what_the_county_said_stands_in_a_section_of_its_own(sent):
    consult(sent)
    with pytest.raises(ValueError, match="专节注明"):
        sent.answer("forestry")
    heard = hear(sent, ("zhongmou", "clerk"), words="无不同意见")
    assert (heard.words, heard.is_negative) == ("无不同意见", False)
    assert sent.task("forestry").state == "task.sent"
    made = sent.task("forestry").answers.get()
    answering.sign(sent.town.ask("forestry", "signer"), answer_id=made.id)
    assert sent.task("forestry").state == "task.replied"
    assert Duty.objects.get(kind=obligations.DISTRICT).state == "duty.done"


@pytest.mark.requirement("D1-85")
def test_a_positive_answer_against_a_negative_county_gives_its_reasons_and_stays_one(sent):
    consult(sent)
    hear(sent, is_negative=True, words="占用水源地，不同意")
    with pytest.raises(ValueError, match="综合研判"):
        sent.answer("forestry")
    made = sent.task("forestry").answers.get()
    answering.send_back(sent.town.ask("forestry", "signer"), answer_id=made.id, words="写理由")
    sent.answer("forestry", weighing="水源地已调整，影响可控")
    assert sent.task("forestry").answers.filter(state="answer_state.signed").count() == 1


@pytest.mark.requirement("D1-83")
def test_counties_are_asked_once_each_and_only_while_the_unit_itself_is_asked(sent):
    consult(sent)
    with pytest.raises(Refused, match="已向“中牟县”征求过"):
        consult(sent)
    with pytest.raises(Refused, match="不是县"):
        consult(sent, district="parks")
    sent.answer("heat_company")
    with pytest.raises(ValueError, match="已答复"):
        consult(sent, "heat_company")


@pytest.mark.requirement("AMB-73")
def test_a_unit_whose_letter_has_not_arrived_asks_nobody(story):
    on_paper(story.town.unit("forestry"))
    story.dispatch()
    with pytest.raises(ValueError, match="未送达"):
        consult(story)


@pytest.mark.requirement("D1-83")
def test_only_the_unit_and_the_county_it_asked_enter_a_view(sent):
    consult(sent)
    with pytest.raises(Denied):
        hear(sent, ("parks", "clerk"))
    with pytest.raises(Refused, match="请写明县区意见"):
        hear(sent, words=" ")
    with pytest.raises(Refused, match="征求记录"):
        hear(sent, ("parks", "clerk"), unit="parks")


def test_more_material_is_asked_for_and_answered_while_the_limit_runs_on(sent):
    before = sent.duty(obligations.ANSWER, "parks").last_day_on
    wish = districts.request_material(
        sent.town.ask("parks", "clerk"), task_id=sent.task("parks").id, words="请补总平面图"
    )
    with pytest.raises(Denied):
        districts.answer_material(
            sent.town.ask("parks", "clerk"), request_id=wish.id, reply="自己答"
        )
    done = districts.answer_material(
        sent.town.ask(LEAD, "clerk"), request_id=wish.id, reply="已上传"
    )
    assert (done.reply, done.replied_at is not None) == ("已上传", True)
    assert sent.duty(obligations.ANSWER, "parks").last_day_on == before
