from lantu.foundations.journal.events import events
from lantu.law.citation import Citation
from lantu.systems.coordination.queries.timeline import lines_after, told


def test_every_line_names_an_event_that_there_is_and_an_article():
    assert set(told()) <= set(events())
    assert all(Citation.parse(line["article"]) for line in told().values())


def test_every_event_of_a_round_or_task_is_told():
    silent = [
        name
        for name in events()
        if name.startswith(("coordination.round.", "coordination.task.")) and name not in told()
    ]
    assert silent == []


def test_a_line_says_who_did_what_about_whom_and_until_when(story):
    story.dispatch()
    lines = list(lines_after(0, story.round_id))
    first = lines[0]
    assert (first.words, str(first.last_day_on)) == ("收到项目信息，开始第 1 轮协同", "2019-09-17")
    assert first.who.startswith("市发展改革委 ")
    delivered = [line for line in lines if line.words.startswith("协同函送达")]
    assert "市林业局" in {line.about for line in delivered}
    assert {str(line.last_day_on) for line in delivered} == {"2019-09-09"}
    assert {line.who for line in delivered} == {"平台"}


def test_the_line_of_another_round_is_not_told(story):
    import uuid

    assert list(lines_after(0, uuid.uuid4())) == []
