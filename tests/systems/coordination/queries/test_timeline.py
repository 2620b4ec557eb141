from lantu.foundations.journal.events import events
from lantu.law.citation import Citation
from lantu.systems.coordination.queries.timeline import lines_after, lines_seen, told
from tests.town import INITIATOR, LEAD, SENDER


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


def seen(story, unit):
    return {line.words: line.about for line in lines_seen(story.round, story.town.unit(unit))}


def test_lines_are_read_by_whom_they_concern(story):
    story.dispatch()
    story.answer("forestry", "answer.not_conform", adjustment_advice="退出林地")
    assert "拟稿" not in seen(story, LEAD)
    assert seen(story, LEAD)["答复"] == "市林业局，不符合"
    for unit in ("parks", INITIATOR, SENDER):
        assert "答复" not in seen(story, unit)
        assert "发出空间协同函" in seen(story, unit)
    story.answer("parks")
    answers = [
        line.about
        for line in lines_seen(story.round, story.town.unit("parks"))
        if line.words == "答复"
    ]
    assert answers == ["市林业局，不符合", "市园林局，无意见"]


def test_a_step_does_not_tell_whose_answer_was_the_last(story):
    story.dispatch()
    story.answer_all()
    whose = {
        unit: line.who
        for unit in (LEAD, INITIATOR)
        for line in lines_seen(story.round, story.town.unit(unit))
        if line.words.startswith("各单位意见齐备")
    }
    assert whose[INITIATOR] == "平台"
    assert whose[LEAD] != "平台"
