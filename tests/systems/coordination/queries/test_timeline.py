from datetime import date

from lantu.foundations.journal.events import events
from lantu.systems.coordination.queries.timeline import lines_after, told
from tests.systems.coordination.conftest import begin_story
from tests.town import a_project


def test_every_line_that_is_worded_tells_of_an_event_that_there_is():
    assert set(told()) <= set(events())
    silent = {name for name in events() if name.startswith("coordination.round.")} - set(told())
    assert silent == set()


def test_the_line_of_a_round_says_who_did_what_until_when_and_on_what_basis(story):
    begin_story(story.town, project=a_project(story.town, "别的项目"))
    story.dispatch()
    lines = list(lines_after(0, story.round_id))
    assert [line.words for line in lines if line.words.startswith("收到")] == [
        "收到项目信息，开始第 1 轮协同"
    ]
    (begun,) = [line for line in lines if line.words.startswith("收到")]
    assert begun.last_day_on == date(2019, 9, 17)
    assert (begun.article, begun.who.endswith("clerk")) == ("D1 三(一)1", True)
    arrived = [line for line in lines if line.words.startswith("协同函送达")]
    assert len(arrived) == 13
    assert {line.last_day_on for line in arrived} == {date(2019, 9, 9)}
