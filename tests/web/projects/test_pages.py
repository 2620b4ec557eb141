from uuid import uuid4

from tests.town import INITIATOR, LEAD, SENDER, a_project
from tests.web.conftest import words_of
from tests.web.shell.test_sheets import rows_of


def address(story):
    return f"/projects/{story.round.project_id}/"


def test_a_list_shows_what_the_unit_takes_part_in_and_no_more(story, enter):
    other = a_project(story.town, "地铁车辆段")
    for unit in (LEAD, SENDER):
        words = words_of(enter(unit).get("/projects/"))
        assert story.round.project.name in words
        assert other.name in words
    assert story.round.project.name not in words_of(enter("forestry").get("/projects/"))
    story.dispatch()
    words = words_of(enter("forestry").get("/projects/"))
    assert story.round.project.name in words
    assert other.name not in words
    assert "还没有项目" in words_of(enter("stranger_company").get("/projects/"))


def test_a_list_is_narrowed_and_taken_away(story, enter):
    client = enter(LEAD)
    given = {"state": "reserve.withdrawn"}
    assert "没有符合条件的项目" in words_of(client.get("/projects/", given))
    rows = rows_of(client.get("/projects/", {"format": "xlsx"}).content)
    assert rows[1][0] == story.round.project.name
    given = {"words": "没有", "format": "xlsx"}
    assert len(rows_of(client.get("/projects/", given).content)) == 1


def test_the_file_of_a_project_tells_everything_in_one_place(story, enter):
    story.dispatch()
    page = enter(LEAD).get(address(story))
    words = words_of(page)
    for said in ("项目信息", "打开第 1 轮协同", "修正红线", "现行", "办理经过", "发出空间协同函"):
        assert said in words
    assert "<svg viewBox" in page.content.decode()


def test_whoever_may_not_see_opinions_does_not_learn_them_from_the_time_line(story, enter):
    story.dispatch()
    story.answer("forestry", "answer.not_conform", adjustment_advice="退出林地")
    for unit in ("parks", INITIATOR, SENDER):
        words = words_of(enter(unit).get(address(story)))
        assert "发出空间协同函" in words
        assert "市林业局 " not in words.split("办理经过")[1]
        assert "不符合" not in words
    assert "市林业局，不符合" in words_of(enter(LEAD).get(address(story)))
    assert "市林业局，不符合" in words_of(enter("forestry").get(address(story)))
    story.answer("parks")
    assert "市林业局，不符合" in words_of(enter("parks").get(address(story)))


def test_anothers_project_is_not_there(story, enter):
    assert enter("stranger_company").get(address(story)).status_code == 404
    assert enter("forestry").get(address(story)).status_code == 404
    assert enter(LEAD).get(f"/projects/{uuid4()}/").status_code == 404
