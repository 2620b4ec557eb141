from datetime import UTC, date, datetime

import pytest

from lantu.foundations.acts.policy import Denied
from lantu.foundations.acts.wording import Refused
from lantu.foundations.duties.settling import settle
from lantu.systems.coordination import obligations
from lantu.systems.coordination.actions import answering, pausing
from lantu.systems.coordination.models import Answer
from tests.systems.coordination.conftest import content_of
from tests.town import INITIATOR, go_to

LAST_SECOND = datetime(2019, 9, 9, 15, 59, 59, tzinfo=UTC)
MIDNIGHT = datetime(2019, 9, 9, 16, tzinfo=UTC)
GRACE_OVER = datetime(2019, 9, 9, 16, 2, tzinfo=UTC)


@pytest.fixture
def sent(story):
    story.dispatch()
    return story


def refused(story, unit, result="answer.no_objection", **content):
    """Try to sign an answer, and return why it is refused."""
    with pytest.raises(Refused, match="答复还不能签发") as caught:
        story.answer(unit, result, **content)
    assert story.task(unit).state == "task.sent"
    return str(caught.value)


@pytest.mark.requirement("D1-34", "SM-01")
def test_an_answer_is_drafted_reviewed_and_signed_and_only_the_signature_answers(sent):
    ask, made = sent.town.ask, sent.draft("forestry")
    answering.submit(ask("forestry", "clerk"), answer_id=made.id, words="请审")
    assert sent.task("forestry").state == "task.sent"
    with pytest.raises(Refused, match="审核"):
        answering.sign(ask("forestry", "signer"), answer_id=made.id)
    answering.send_back(ask("forestry", "reviewer"), answer_id=made.id, words="补充面积")
    again = sent.draft("forestry", "answer.conditional")
    assert again.id == made.id
    answering.submit(ask("forestry", "clerk"), answer_id=made.id)
    answering.approve(ask("forestry", "reviewer"), answer_id=made.id, words="同意")
    signed = answering.sign(ask("forestry", "signer"), answer_id=made.id)
    assert (signed.state, signed.is_late) == ("answer_state.signed", False)
    assert sent.task("forestry").state == "task.replied"
    assert sent.duty(obligations.ANSWER, "forestry").state == "duty.done"
    assert list(signed.remarks.order_by("made_at").values_list("words", flat=True)) == [
        "请审",
        "补充面积",
        "同意",
    ]


@pytest.mark.requirement("D1-34")
def test_a_unit_answers_for_itself_and_each_step_has_its_person(sent):
    task, content = sent.task("forestry"), content_of("D1-C06", "answer.no_objection")
    with pytest.raises(Denied):
        answering.draft(
            sent.town.ask("parks", "clerk"),
            task_id=task.id,
            result="answer.no_objection",
            content=content,
        )
    made = sent.draft("forestry")
    answering.submit(sent.town.ask("forestry", "clerk"), answer_id=made.id)
    with pytest.raises(Denied):
        answering.approve(sent.town.ask("forestry", "clerk"), answer_id=made.id)
    with pytest.raises(Refused, match="已有一份在办的答复"):
        sent.draft("forestry")


@pytest.mark.requirement("D1-35")
@pytest.mark.parametrize("advice", ["", " \n"])
def test_whoever_finds_that_it_does_not_conform_says_how_to_adjust(sent, advice):
    said = refused(sent, "parks", "answer.not_conform", adjustment_advice=advice)
    assert "调整建议" in said


@pytest.mark.requirement("D1-26")
def test_conditions_and_assessments_are_named_or_ticked_as_none(sent):
    assert "建设条件" in refused(sent, "parks", none_needed=False)
    assert "写明条件" in refused(
        sent, "heat_company", "answer.conditional", construction_conditions=[]
    )


@pytest.mark.requirement(
    "D1-C02", "D1-C03", "D1-C04", "D1-C05", "D1-C06", "D1-C07", "D1-C08", "D1-C09",
    "D1-C10", "D1-C11", "D1-C12", "D1-C13", "D1-C14",
)  # fmt: skip
@pytest.mark.parametrize(
    ("unit", "fields", "label"),
    [
        ("development_reform", {"industrial_layout_conformity": None}, "符合产业布局"),
        ("ecology_environment", {"radiation_conformity": None}, "辐射"),
        ("ecology_environment", {"impact_assessment_needed": True}, "环评文件类型"),
        ("ecology_environment", {"vacated_industrial_site": True}, "需做场地环境调查"),
        ("urban_management", {"supporting_facilities_complete": False}, "配套建设建议"),
        ("water_resources", {"blue_line_conformity": None}, "符合蓝线管理"),
        ("forestry", {"wetland_occupied": None}, "占用湿地"),
        ("cultural_relics", {"protected_site_involved": True}, "申报材料"),
        ("parks", {"green_land_occupied": True}, "占用绿地面积"),
        ("meteorology", {"observation_environment_conformity": None}, "探测环境"),
        ("state_security", {"security_conformity": None}, "国家安全"),
        ("power_company", {"service_opinion": " "}, "供电服务意见"),
        ("water_company", {"service_opinion": ""}, "供水服务意见"),
        ("gas_company", {"service_opinion": ""}, "供气服务意见"),
        ("heat_company", {"service_opinion": ""}, "供暖服务意见"),
    ],
)
def test_each_unit_answers_the_whole_of_its_own_question(sent, unit, fields, label):
    assert label in refused(sent, unit, fields=fields)


@pytest.mark.requirement("D1-C06", "D1-C08")
def test_a_no_against_the_map_needs_an_explanation(story):
    story.dispatch(wetland=120.0)
    assert "压占 120" in refused(story, "forestry")
    story_answer = story.task("forestry").answers.get()
    answering.send_back(
        story.town.ask("forestry", "signer"), answer_id=story_answer.id, words="请说明"
    )
    story.answer("forestry", fields={"explanation": "现场已非湿地"})
    assert story.task("forestry").state == "task.replied"


@pytest.mark.requirement("AMB-75", "D1-36", "AMB-01")
@pytest.mark.parametrize("moment", [LAST_SECOND, MIDNIGHT])
def test_an_answer_counts_before_midnight_of_the_last_day_and_not_at_it(sent, moment):
    made = sent.draft("forestry")
    answering.submit(sent.town.ask("forestry", "clerk"), answer_id=made.id)
    answering.approve(sent.town.ask("forestry", "reviewer"), answer_id=made.id)
    go_to(moment)
    sign = sent.town.ask("forestry", "signer")
    if moment == LAST_SECOND:
        answering.sign(sign, answer_id=made.id)
        assert sent.task("forestry").state == "task.replied"
        return
    with pytest.raises(Refused, match="2019年9月9日 24:00 届满"):
        answering.sign(sign, answer_id=made.id)
    assert sent.task("forestry").state == "task.sent"


@pytest.mark.requirement("AMB-75")
def test_a_signature_that_came_in_before_midnight_counts_within_the_grace(sent):
    made = sent.draft("forestry")
    answering.submit(sent.town.ask("forestry", "clerk"), answer_id=made.id)
    answering.approve(sent.town.ask("forestry", "reviewer"), answer_id=made.id)
    sign = sent.town.ask("forestry", "signer", at=LAST_SECOND)
    go_to(datetime(2019, 9, 9, 16, 1, 30, tzinfo=UTC))
    answering.sign(sign, answer_id=made.id)
    assert sent.task("forestry").state == "task.replied"


@pytest.mark.requirement("SM-01", "D1-36")
@pytest.mark.requirement("AMB-42")
def test_a_late_answer_informs_and_changes_nothing(sent):
    go_to(GRACE_OVER)
    settle()
    late = sent.answer("forestry", "answer.not_conform")
    assert late.is_late
    assert sent.task("forestry").state == "task.deemed_no_objection"


@pytest.mark.requirement("AMB-80")
def test_a_correction_is_a_new_answer_and_the_former_stays_as_it_was(sent):
    former = sent.answer("forestry")
    before = former.content
    corrected = answering.correct(
        sent.town.ask("forestry", "signer"),
        answer_id=former.id,
        result="answer.not_conform",
        content=content_of("D1-C06", "answer.not_conform"),
    )
    former.refresh_from_db()
    assert (former.state, former.content) == ("answer_state.replaced", before)
    assert (corrected.corrects_id, corrected.state) == (former.id, "answer_state.signed")
    with pytest.raises(ValueError, match="已答复"):
        sent.draft("forestry")


@pytest.mark.requirement("AMB-80")
def test_after_the_second_clock_a_correction_needs_its_letter_and_after_the_opinion_there_is_none(
    sent,
):
    former = sent.answer("forestry")
    go_to(GRACE_OVER)
    settle()
    said = {
        "answer_id": former.id,
        "result": "answer.conditional",
        "content": content_of("D1-C06", "answer.conditional"),
    }
    with pytest.raises(Refused, match="更正函"):
        answering.correct(sent.town.ask("forestry", "signer"), **said)
    new = answering.correct(sent.town.ask("forestry", "signer"), letter_number="林更1号", **said)
    assert new.their_number == "林更1号"
    sent.issue("round.basically_conforms", advice=["按条件退让"])
    with pytest.raises(Refused, match="届满"):
        answering.correct(
            sent.town.ask("forestry", "signer"), letter_number="林更2号", **said | {"answer_id": new.id}  # noqa: E501
        )  # fmt: skip


@pytest.mark.requirement("AMB-78")
def test_an_answer_by_letter_counts_by_its_conclusion_and_leaves_the_matrix_open_without(sent):
    made = sent.answer("parks", "answer.by_letter")
    sent.answer_all()
    with pytest.raises(Refused, match="尚有答复没有结论"):
        sent.issue("round.conforms")
    answering.correct(
        sent.town.ask("parks", "signer"),
        answer_id=made.id,
        result="answer.by_letter",
        content=content_of("D1-C08", "answer.by_letter"),
        conclusion_by_letter="answer.no_objection",
    )
    assert sent.issue("round.conforms").result == "round.conforms"


@pytest.mark.requirement("AMB-78")
def test_a_fifth_kind_of_result_is_not_an_answer(sent):
    with pytest.raises(ValueError, match="perhaps"):
        sent.draft("parks", "answer.perhaps")
    assert not Answer.objects.exists()


@pytest.mark.requirement("AMB-78")
def test_whose_layers_are_clear_signs_that_it_is_not_concerned_in_bulk(sent):
    task = sent.task("meteorology")
    (signed,) = answering.sign_in_bulk(sent.town.ask("meteorology", "signer"), task_ids=[task.id])
    assert (signed.result, signed.state) == ("answer.not_concerned", "answer_state.signed")
    assert sent.task("meteorology").state == "task.replied"
    gas = sent.task("gas_company")
    with pytest.raises(Refused, match="不能预填"):
        answering.sign_in_bulk(sent.town.ask("gas_company", "signer"), task_ids=[gas.id])


@pytest.mark.requirement("AMB-80")
def test_in_a_withdrawn_round_nobody_answers_any_more(sent):
    made = sent.draft("forestry")
    answering.submit(sent.town.ask("forestry", "clerk"), answer_id=made.id)
    answering.approve(sent.town.ask("forestry", "reviewer"), answer_id=made.id)
    pausing.withdraw(sent.town.ask(INITIATOR, "clerk"), round_id=sent.round_id, reason="不建了")
    with pytest.raises(Refused, match="已撤回"):
        answering.sign(sent.town.ask("forestry", "signer"), answer_id=made.id)
    with pytest.raises(Refused, match="已撤回"):
        sent.draft("parks")


@pytest.mark.requirement("SM-01", "D1-40")
def test_the_last_answer_closes_the_round_and_starts_the_third_clock(sent):
    go_to(datetime(2019, 9, 4, 1, tzinfo=UTC))
    sent.answer_all(but=("parks",))
    assert sent.round.state == "round.dispatched"
    sent.answer("parks")
    assert sent.round.state == "round.collating"
    assert sent.duty(obligations.ISSUE).last_day_on == date(2019, 9, 11)
