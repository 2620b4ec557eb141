from uuid import uuid4

import pytest

from lantu.law.clock import end_of
from lantu.systems.coordination.actions import pausing
from tests.systems.coordination.conftest import begin_story
from tests.town import INITIATOR, LEAD, a_project, go_to
from tests.web.conftest import words_of
from tests.web.shell.test_sheets import rows_of
from tests.web.site import DESK, PHONE


def test_a_unit_finds_what_it_owes_and_where_it_is_done(story, enter):
    story.dispatch()
    response = enter("forestry").get("/")
    words = words_of(response)
    assert "答复空间协同意见" in words
    assert story.round.project.name in words
    assert "D1 三(一)1" in words
    assert f'href="/tasks/{story.task("forestry").id}/"' in response.content.decode()
    assert "没有待办" in words_of(enter("stranger_company").get("/"))


def test_what_matters_today_stands_on_top(story, enter):
    story.dispatch()
    last = story.duty("coordination.task.answer", "forestry").last_day_on
    go_to(end_of(last).replace(hour=2))
    client = enter("forestry")
    assert "1 件今日 24:00 视为无异议" in words_of(client.get("/"))
    assert "明日" not in words_of(client.get("/"))


def test_a_list_is_narrowed_and_taken_away_as_it_is_shown(story, enter):
    story.dispatch()
    client = enter("forestry")
    assert "没有符合条件的事项" in words_of(client.get("/", {"words": "没有这个项目"}))
    assert "没有符合条件的事项" in words_of(client.get("/", {"lamp": "red"}))
    given = {"kind": "coordination.task.answer", "format": "xlsx"}
    rows = rows_of(client.get("/", given).content)
    assert [rows[1][0], rows[1][3], len(rows)] == ["答复空间协同意见", "市林业局", 2]
    given["words"] = "没有这个项目"
    assert len(rows_of(client.get("/", given).content)) == 1


def test_what_was_done_moves_to_its_own_list(story, enter):
    story.dispatch()
    story.answer("forestry")
    client = enter("forestry")
    assert "没有待办" in words_of(client.get("/"))
    assert "答复空间协同意见" in words_of(client.get("/", {"tab": "done"}))


def test_a_person_takes_a_duty_and_hands_it_to_a_colleague(story, enter, key):
    story.dispatch()
    duty = story.duty("coordination.task.answer", "forestry")
    clerk, signer = enter("forestry"), story.town.account("forestry", "signer")
    for _ in range(2):
        sent = {"act_key": key}
        assert clerk.post(f"/duties/{duty.id}/take/", sent).status_code == 302
    duty.refresh_from_db()
    assert duty.person == story.town.account("forestry", "clerk")
    address = f"/duties/{duty.id}/hand-over/"
    assert clerk.post(address, {"person": "somebody"}).status_code == 422
    assert clerk.post(address, {"person": signer.id}).status_code == 302
    duty.refresh_from_db()
    assert duty.person == signer
    assert clerk.post(address, {"person": "nobody"}).status_code == 302
    duty.refresh_from_db()
    assert duty.person is None


def test_anothers_duty_is_not_there(story, enter):
    story.dispatch()
    duty = story.duty("coordination.task.answer", "forestry")
    other = enter("parks")
    assert other.get(f"/duties/{duty.id}/hand-over/").status_code == 404
    assert other.post(f"/duties/{duty.id}/take/").status_code == 404
    assert other.get(f"/duties/{uuid4()}/hand-over/").status_code == 404


def test_the_lead_urges_many_at_once_and_once_a_day(story, enter):
    story.dispatch()
    client = enter(LEAD)
    page = client.get("/", {"tab": "owed"})
    assert "催办所选单位" in words_of(page)
    tasks = [story.task(unit).id for unit in ("forestry", "parks")]
    assert "已催办 2 件" in words_of(client.post("/urge/", {"task": tasks}, follow=True))
    again = client.post("/urge/", {"task": tasks}, follow=True)
    assert "今天已经催办过" in words_of(again)
    assert "没有催办过" in words_of(again)
    assert "请先勾选" in words_of(client.post("/urge/", {"task": ["x"]}, follow=True))
    told = enter("forestry").get("/messages/")
    assert "催办：" in words_of(told)
    assert f'href="/tasks/{tasks[0]}/"' in told.content.decode()


def test_what_runs_out_soonest_is_urged_first_and_a_still_clock_not_at_all(story, enter):
    story.dispatch()
    pausing.suspend(story.town.ask(LEAD, "signer"), round_id=story.round_id, ground="等待上位规划")
    running = begin_story(story.town, project=a_project(story.town, name="北区学校"))
    running.dispatch()
    page = enter(LEAD).get("/", {"tab": "owed"})
    shown = [line.duty for line in page.context["page"]]
    assert {one.case_id for one in shown} == {story.round_id, running.round_id}
    still = [one.case_id == story.round_id for one in shown]
    assert still == sorted(still)
    words = page.content.decode()
    assert f'value="{running.task("forestry").id}"' in words
    assert f'value="{story.task("forestry").id}"' not in words


def test_a_double_click_urges_once(story, enter, key):
    story.dispatch()
    given = {"task": [story.task("forestry").id], "act_key": key}
    client = enter(LEAD)
    for _ in range(2):
        assert "已催办 1 件" in words_of(client.post("/urge/", given, follow=True))
    assert story.messages("forestry").filter(purpose="reminder").count() == 1


def test_nobody_else_urges(story, enter):
    story.dispatch()
    assert "待各单位答复" not in words_of(enter(INITIATOR).get("/"))
    response = enter(INITIATOR).post("/urge/", {"task": [story.task("parks").id]}, follow=True)
    assert "请先勾选" in words_of(response)
    assert "催办由牵头单位经办人办理" in words_of(enter(LEAD, "signer").get("/", {"tab": "owed"}))


@pytest.mark.parametrize("size", [DESK, PHONE])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_desk_and_what_it_leads_to_are_faultless(visit, size, theme):
    visitor = visit("natural_resources_planning.clerk", size=size, theme=theme)
    for address in ("/", "/?tab=done", "/messages/", "/projects/", "/search/?words=没有这回事"):
        visitor.page.goto(address)
        assert visitor.faults() == []
