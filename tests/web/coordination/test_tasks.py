import re
from datetime import UTC, datetime

import pytest

from lantu.foundations.journal.models import Entry
from lantu.foundations.projects.queries import geometry_of
from lantu.systems.coordination.actions import answering, pausing
from lantu.systems.coordination.models import Answer
from lantu.systems.coordination.objection import area_of
from lantu.systems.coordination.queries.visibility import areas_seen
from lantu.web.shell.wording import hectares
from tests.systems.coordination.conftest import begin_story
from tests.town import LEAD, a_project, go_to
from tests.web.conftest import words_of

FOREST = {
    "result": "answer.conditional",
    "field_forest_land_occupied": "no",
    "field_wetland_occupied": "no",
    "construction_conditions": "开工前办理使用林地审核\n保留沿河乔木",
}


def address(story, unit="forestry"):
    return f"/tasks/{story.task(unit).id}/"


def step(client, story, name, words="", unit="forestry"):
    answer = Answer.objects.filter(task=story.task(unit)).get()
    return client.post(f"/answers/{answer.id}/{name}/", {"words": words})


@pytest.mark.requirement("D1-34", "D1-35", "AMB-78")
def test_a_unit_drafts_reviews_and_signs_on_one_page(story, enter):
    story.dispatch(forest_land=800.0)
    clerk = enter("forestry")
    page = words_of(clerk.get(address(story)))
    assert "是否占用林地" in page
    assert "视为对选址和用地空间无异议" in page
    given = FOREST | {"field_forest_land_occupied": "yes", "field_forest_land_area_m2": "800"}
    assert clerk.post(address(story), given | {"step": "submit"}).status_code == 302
    assert "审核通过" in words_of(enter("forestry", "reviewer").get(address(story)))
    assert step(enter("forestry", "reviewer"), story, "approve", "同意").status_code == 302
    assert step(enter("forestry", "signer"), story, "sign").status_code == 302
    assert story.task("forestry").state == "task.replied"
    answer = Answer.objects.get(task=story.task("forestry"))
    assert answer.content["construction_conditions"] == ["开工前办理使用林地审核", "保留沿河乔木"]
    assert answer.content["fields"]["forest_land_area_m2"] == 800


def test_the_map_fills_in_what_it_measured_and_chooses_not_concerned_where_all_is_clear(
    story, enter
):
    story.dispatch()
    page = enter("forestry").get(address(story)).content.decode()
    assert "已预填“不涉及”" in page
    chosen = re.search(r'<input[^>]*value="answer.not_concerned"[^>]*>', page)
    assert "checked" in chosen[0]


def test_a_draft_answers_nothing_and_stays_inside_the_unit(story, enter):
    story.dispatch()
    assert enter("forestry").post(address(story), FOREST | {"step": "draft"}).status_code == 302
    assert story.task("forestry").state == "task.sent"
    assert "保留沿河乔木" not in words_of(enter(LEAD).get(address(story)))
    assert "保留沿河乔木" in enter("forestry").get(address(story)).content.decode()


def test_a_reviewer_sends_back_with_words_that_only_the_unit_reads(story, enter):
    story.dispatch()
    enter("forestry").post(address(story), FOREST | {"step": "submit"})
    response = step(enter("forestry", "reviewer"), story, "return")
    assert response.status_code == 302
    assert Answer.objects.get(task=story.task("forestry")).state == "answer_state.in_review"
    step(enter("forestry", "reviewer"), story, "return", "补充面积")
    assert Answer.objects.get(task=story.task("forestry")).state == "answer_state.drafting"


def test_what_an_answer_lacks_is_named_when_it_shall_be_signed(story, enter):
    story.dispatch()
    given = {"result": "answer.not_conform", "construction_conditions": "保留沿河乔木"}
    response = enter("forestry").post(address(story), given | {"step": "submit"})
    assert response.status_code == 302
    step(enter("forestry", "reviewer"), story, "approve")
    signer = enter("forestry", "signer")
    response = step(signer, story, "sign")
    page = words_of(signer.get(address(story)))
    assert response.status_code == 302
    assert "调整建议" in page
    assert story.task("forestry").state == "task.sent"


def test_without_a_value_the_form_comes_back(story, enter):
    story.dispatch()
    response = enter("forestry").post(address(story), {"construction_conditions": "保留沿河乔木"})
    assert response.status_code == 422
    assert "请选择一种意见" in words_of(response)
    assert "保留沿河乔木" in response.content.decode()


def test_nobody_answers_for_another_unit(story, enter):
    story.dispatch()
    for unit in ("parks", "stranger_company"):
        assert enter(unit).get(address(story)).status_code == 404
        assert enter(unit).post(address(story), FOREST).status_code == 404
    enter("forestry").post(address(story), FOREST | {"step": "submit"})
    assert step(enter("parks", "signer"), story, "sign").status_code == 404


def test_a_signer_signs_in_bulk_what_the_map_found_not_to_concern_the_unit(story, enter):
    story.dispatch()
    signer = enter("forestry", "signer")
    assert story.round.project.name in words_of(signer.get("/tasks/not-concerned/"))
    chosen = {"task": [str(story.task("forestry").id), str(story.task("parks").id)]}
    assert signer.post("/tasks/not-concerned/", chosen).status_code == 302
    assert story.task("forestry").state == "task.replied"
    assert story.task("parks").state == "task.sent"
    assert "没有可以批量签发的事项" in words_of(signer.get("/tasks/not-concerned/"))


def test_what_may_be_signed_in_bulk_begins_with_what_lapses_first(story, enter):
    rounds = {
        day: begin_story(story.town, project=a_project(story.town, f"{day}日桥"))
        for day in (3, 4, 5)
    }
    for day, one in rounds.items():
        go_to(datetime(2019, 9, day, 1, tzinfo=UTC))
        one.dispatch()
    paused = rounds[3].round_id
    pausing.suspend(story.town.ask(LEAD, "signer"), round_id=paused, ground="待批复")
    page = words_of(enter("forestry", "signer").get("/tasks/not-concerned/"))
    assert sorted(("3日桥", "4日桥", "5日桥"), key=page.index) == ["4日桥", "5日桥", "3日桥"]


def test_a_clerk_sees_the_bulk_list_and_cannot_sign_it(story, enter):
    story.dispatch()
    clerk = enter("forestry")
    assert "签发须由本单位签发人办理" in words_of(clerk.get("/tasks/not-concerned/"))
    clerk.post("/tasks/not-concerned/", {"task": [str(story.task("forestry").id)]})
    assert story.task("forestry").state == "task.sent"


def objection(story, factor=0.5, away_m=0.0):
    west, south, east, north = geometry_of(story.round.footprint).bounds
    east = west + (east - west) * factor
    corners = ((west, south), (west, north), (east, north), (east, south))
    return "\n".join(f"{y:.3f}, {x + away_m + 38_000_000:.3f}" for x, y in corners)


def test_the_area_objected_to_is_kept_and_drawn_again_from_the_draft(story, enter):
    story.dispatch(forest_land=800.0)
    clerk, text = enter("forestry"), objection(story)
    given = FOREST | {"result": "answer.not_conform", "adjustment_advice": "避让", "area": text}
    assert clerk.post(address(story), given | {"step": "draft"}).status_code == 302
    kept = area_of(Answer.objects.get(task=story.task("forestry")))
    assert kept.area == pytest.approx(geometry_of(story.round.footprint).area / 2, rel=1e-6)
    page = clerk.get(address(story)).content.decode()
    assert text.split("\n")[0] in page
    assert "已存" in page


def test_an_area_outside_the_line_is_refused_and_stays_in_the_form(story, enter):
    story.dispatch(forest_land=800.0)
    text = objection(story, away_m=50_000)
    given = FOREST | {"result": "answer.not_conform", "adjustment_advice": "避让", "area": text}
    refused = enter("forestry").post(address(story), given | {"step": "draft"})
    assert refused.status_code == 422
    assert "全部在第 1 轮红线之外" in words_of(refused)
    assert text.split("\n")[0] in refused.content.decode()
    assert not Answer.objects.filter(task=story.task("forestry")).exists()


def test_a_signed_area_stands_in_the_matrix_and_on_the_map_of_the_round(story, enter):
    story.dispatch(forest_land=800.0)
    clerk = enter("forestry")
    given = FOREST | {"field_forest_land_occupied": "yes", "field_forest_land_area_m2": "800"}
    given |= {"area": objection(story), "step": "submit"}
    assert clerk.post(address(story), given).status_code == 302
    assert step(enter("forestry", "reviewer"), story, "approve", "同意").status_code == 302
    assert step(enter("forestry", "signer"), story, "sign").status_code == 302
    seen = areas_seen(story.round, story.round.lead_id)
    assert [one.unit for one in seen] == ["市林业局"]
    page = words_of(enter(LEAD).get(f"/rounds/{story.round_id}/"))
    assert f"异议范围 {hectares(seen[0].geometry.area)}" in page


def test_the_lead_is_led_to_urging_and_its_registrar_to_paper_answers(story, enter):
    story.dispatch()
    owing = story.round.tasks.count()
    assert f"催办 {owing} 个未答复单位" in words_of(enter(LEAD).get(f"/rounds/{story.round_id}/"))
    assert ">催办<" not in enter("forestry").get(f"/rounds/{story.round_id}/").content.decode()
    link = f"{address(story)}paper/"
    assert link in enter(LEAD, "registrar").get(address(story)).content.decode()
    assert link not in enter("forestry").get(address(story)).content.decode()


def test_a_double_click_signs_an_answer_once(story, enter, key):
    story.dispatch()
    draft = story.draft("forestry")
    answering.submit(story.town.ask("forestry", "clerk"), answer_id=draft.id)
    answering.approve(story.town.ask("forestry", "reviewer"), answer_id=draft.id)
    signer = enter("forestry", "signer")
    entries = set()
    for _ in range(2):
        sent = signer.post(f"/answers/{draft.id}/sign/", {"act_key": key})
        assert sent.status_code == 302
        entries.add(Entry.objects.count())
    assert len(entries) == 1
    assert "已签发，答复生效" in words_of(signer.get(f"/tasks/{draft.task_id}/"))
    assert Answer.objects.get(id=draft.id).state == "answer_state.signed"
