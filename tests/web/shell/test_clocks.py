from datetime import UTC, date, datetime

from lantu.foundations.acts.clock import now
from lantu.foundations.duties.settling import settle
from lantu.systems.coordination import obligations
from lantu.systems.coordination.actions import pausing
from lantu.web.shell.clocks import clock_of, days_left
from tests.town import LEAD, go_to


def shown(story, unit=None, kind=obligations.ANSWER):
    return clock_of(story.duty(kind, unit) if unit else story.duty(kind), now())


def test_a_running_clock_says_days_due_moment_holder_and_article(story):
    story.dispatch()
    clock = shown(story, "forestry")
    assert (clock.words, clock.due) == ("剩 5 个工作日", "9月9日(周一) 24:00")
    assert clock.holder == story.town.unit("forestry").name
    assert clock.article == "D1 三(一)1"
    assert "自2019-09-02" in clock.explanation or "2019" in clock.explanation


def test_on_the_last_day_it_says_today(story):
    story.dispatch()
    go_to(datetime(2019, 9, 9, 8, tzinfo=UTC))
    clock = shown(story, "forestry")
    assert (clock.words, clock.tone) == ("今日 24:00 届满", "red")


def test_what_ran_out_is_said_to_have_ended_and_what_was_done_too(story):
    story.dispatch()
    story.answer("parks")
    go_to(datetime(2019, 9, 9, 16, 3, tzinfo=UTC))
    settle()
    assert shown(story, "forestry").words == "已届满"
    assert shown(story, "parks").words == "已办结"
    waiting = [shown(story, unit).is_ended for unit in ("forestry", "parks")]
    assert waiting == [True, True]


def test_a_lead_that_is_late_sees_by_how_many_working_days(story):
    go_to(datetime(2019, 9, 20, 1, tzinfo=UTC))
    clock = shown(story, kind=obligations.DISPATCH)
    assert (clock.words, clock.tone) == ("超期 3 个工作日", "red")


def test_a_clock_that_stands_still_says_what_is_left(story):
    story.dispatch()
    go_to(datetime(2019, 9, 4, 1, tzinfo=UTC))
    pausing.suspend(story.town.ask(LEAD, "signer"), round_id=story.round_id, ground="待批复")
    clock = shown(story, "forestry")
    assert (clock.words, clock.tone) == ("中止，尚余 4 个工作日", "grey")


def test_days_are_counted_without_holidays(town):
    assert days_left(date(2019, 9, 16), date(2019, 9, 12)) == 1
