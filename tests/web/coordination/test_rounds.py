from uuid import uuid4

import pytest

from lantu.foundations.journal.models import Entry
from lantu.systems.coordination.actions import checking
from tests.systems.coordination.conftest import begin_story
from tests.town import INITIATOR, LEAD, SENDER, a_check, a_footprint, a_project
from tests.web.conftest import words_of


def address(story, *more):
    return "/".join(["", "rounds", str(story.round_id), *more, ""])


def do(client, story, verb, **given):
    return client.post(address(story, "do", verb), given)


def test_a_list_shows_the_rounds_one_takes_part_in_and_no_others(story, enter):
    name = story.round.project.name
    for unit in (LEAD, SENDER, INITIATOR):
        assert name in words_of(enter(unit).get("/rounds/"))
    assert name not in words_of(enter("stranger_company").get("/rounds/"))
    assert name in words_of(enter("functions_transformation", "supervisor").get("/rounds/"))


def test_a_list_is_narrowed_by_words_and_by_group(story, enter):
    begin_story(story.town, project=a_project(story.town, "地铁车辆段"))
    client = enter(LEAD)
    assert "地铁车辆段" not in words_of(client.get("/rounds/", {"words": story.round.project.name}))
    assert "这里还没有协同" in words_of(client.get("/rounds/", {"group": "ended"}))


def test_another_units_round_is_not_there(story, enter):
    client = enter("stranger_company")
    assert client.get(address(story)).status_code == 404
    assert client.get(address(story, "do", "withdraw")).status_code == 404
    assert do(client, story, "withdraw", reason="不要了").status_code == 404
    assert enter(LEAD).get(f"/rounds/{uuid4()}/").status_code == 404


def test_nobody_comes_in_without_a_login(story, client):
    assert client.get(address(story)).headers["Location"].startswith("/login/?next=/rounds/")


def test_the_lead_checks_corrects_and_sends_through_pages(story, enter):
    clerk, signer = enter(LEAD), enter(LEAD, "signer")
    assert do(clerk, story, "start_check").status_code == 302
    assert "发函之前还缺：两项规划核对、修正红线与正式核对" in words_of(clerk.get(address(story)))
    given = {"land_use": "yes", "urban_rural": "no", "urban_rural_note": "0.13 公顷在道路红线内"}
    assert do(clerk, story, "set_conformity", **given).status_code == 302
    town, one = story.town, story.round
    corrected = a_footprint(town, one.project, rank="corrected")
    check = a_check(town, corrected)
    checking.correct_red_line(
        town.ask(LEAD, "clerk"), round_id=one.id, footprint_id=corrected.id, check_id=check.id
    )
    assert "发出空间协同函" in words_of(signer.get(address(story)))
    assert "按规定和图上占压要征求的 13 个单位" in words_of(
        signer.get(address(story, "do", "dispatch"))
    )
    assert do(signer, story, "dispatch").status_code == 302
    assert story.round.state == "round.dispatched"
    assert story.round.urban_rural_conforms is False


def test_whoever_cannot_take_the_next_step_reads_which_colleague_can(story, enter):
    clerk, signer = (story.town.account(LEAD, post).display_name for post in ("clerk", "signer"))
    waits = f"下一步“开始核对”由本单位 {clerk} 办理"
    assert waits in words_of(enter(LEAD, "signer").get(address(story)))
    assert waits not in words_of(enter(LEAD).get(address(story)))
    assert "下一步" not in words_of(enter(INITIATOR).get(address(story)))
    story.dispatch()
    story.answer_all()
    waits = f"下一步“出具综合意见”由本单位 {signer} 办理"
    assert waits in words_of(enter(LEAD).get(address(story)))
    assert "下一步" not in words_of(enter("forestry").get(address(story)))


def test_what_is_refused_comes_back_with_its_sentence_and_what_was_typed(story, enter):
    response = do(enter(INITIATOR), story, "withdraw", reason="  ")
    assert response.status_code == 422
    assert "请写明原因" in words_of(response)
    story.dispatch()
    story.answer_all()
    response = do(
        enter(LEAD, "signer"), story, "issue", result="round.not_conforms", advice="退让十米"
    )
    assert response.status_code == 422
    assert "退让十米" in words_of(response)
    assert story.round.state == "round.collating"


def test_a_double_click_acts_once(story, enter, key):
    client = enter(LEAD)
    before = Entry.objects.count()
    for _ in range(2):
        assert do(client, story, "start_check", act_key=key).status_code == 302
    assert Entry.objects.count() == before + 1


@pytest.mark.parametrize("person", ["clerk", "reviewer"])
def test_a_button_that_a_person_may_not_press_is_absent_and_its_page_is_not_there(
    story, enter, person
):
    story.dispatch()
    story.answer_all()
    client = enter(LEAD, person)
    assert "do/issue/" not in client.get(address(story)).content.decode()
    assert client.get(address(story, "do", "issue")).status_code == 404
    assert "do/issue/" in enter(LEAD, "signer").get(address(story)).content.decode()


def test_a_unit_sees_the_others_opinions_only_after_its_own(story, enter):
    story.dispatch()
    story.answer("parks", "answer.not_conform", adjustment_advice="北侧退让绿线十八米")
    silent, parks = enter("forestry"), enter("parks")
    assert "北侧退让绿线十八米" not in words_of(silent.get(address(story)))
    assert "本单位答复之后，可以看到其他单位的意见" in words_of(silent.get(address(story)))
    assert "北侧退让绿线十八米" in words_of(parks.get(address(story)))
    assert "北侧退让绿线十八米" in words_of(enter(LEAD).get(address(story)))
    assert "北侧退让绿线十八米" not in words_of(enter(INITIATOR).get(address(story)))


def test_the_overall_opinion_is_composed_from_the_matrix_and_shown_to_the_initiator(story, enter):
    story.dispatch()
    story.answer_all()
    signer = enter(LEAD, "signer")
    page = words_of(signer.get(address(story, "do", "issue")))
    assert "无意见或不涉及 13" in page
    assert "系统建议： 符合" in page
    assert do(signer, story, "issue", result="round.conforms", bars_curable="on").status_code == 302
    assert story.round.opinion.document.number in words_of(enter(INITIATOR).get(address(story)))


@pytest.mark.requirement("D1-45", "D1-46")
def test_the_initiating_unit_handles_each_advice_and_begins_the_next_round(story, enter, key):
    story.dispatch()
    story.answer_all()
    story.issue("round.basically_conforms", advice=["退让绿线", "落实配建"], reason="宜优化")
    unit, address = enter(INITIATOR), f"/rounds/{story.round_id}/"
    assert unit.post(f"{address}do/adjust/").status_code == 302
    assert "还有 2 条融合建议没有落实" in words_of(unit.get(address))
    for number in (1, 2):
        assert f"{address}advice/{number}/" in unit.get(address).content.decode()
        assert unit.post(f"{address}advice/{number}/", {"how": "已调整"}).status_code == 302
    again = f"{address}do/initiate_again/"
    assert "请先在“重报红线”里报送" in words_of(unit.post(again, {"sketch": ""}))
    line = a_footprint(story.town, story.round.project, move_m=20)
    for _ in range(2):
        sent = unit.post(again, {"sketch": line.id, "act_key": key})
        assert sent.status_code == 302, words_of(sent)
    assert story.round.state == "round.continued"
    assert story.round.following.number == 2


def test_a_unit_is_asked_no_longer_once_however_often_it_is_clicked(story, enter, key):
    story.dispatch()
    task = story.task("forestry")
    drop = {"task": task.id, "reason": "红线已避让林地", "act_key": key}
    for _ in range(2):
        sent = enter(LEAD).post(f"/rounds/{story.round_id}/do/drop_unit/", drop)
        assert sent.status_code == 302, words_of(sent)
    assert story.task("forestry").state == "task.dropped"
