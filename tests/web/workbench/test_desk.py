from datetime import date, timedelta

from lantu.foundations.acts.clock import now
from lantu.foundations.duties.queries import inbox_of, overdue
from lantu.law.clock import end_of
from lantu.systems.coordination.actions import meetings
from lantu.web.workbench import desk
from tests.town import LEAD, go_to


def lines_of(story, unit, person="clerk", duties=None):
    account = story.town.account(unit, person)
    found = inbox_of(account.unit, now()) if duties is None else duties
    return desk.rows_of(found, account, story.town.actor(unit, person), now())


def words_of(story, unit, **more):
    lines = lines_of(story, unit, **more)
    return [one.words for one in desk.notices_of(lines, story.town.unit(unit), now())]


def test_every_duty_of_a_round_leads_to_where_it_is_done(story):
    (check,) = lines_of(story, LEAD)
    assert check.address == f"/rounds/{story.round_id}/"
    story.dispatch()
    (answer,) = lines_of(story, "forestry")
    assert answer.address == f"/tasks/{story.task('forestry').id}/"
    assert answer.may_take
    project = story.round.project
    told = ("答复空间协同意见", project.name, project.reserve_number, "市林业局")
    assert desk.cells([answer])[0][:4] == told


def test_notices_say_what_ends_tomorrow_today_and_what_is_late(story):
    assert words_of(story, LEAD) == []
    last = story.duty("coordination.round.dispatch").last_day_on
    go_to(end_of(last) - timedelta(hours=30))
    assert words_of(story, LEAD) == ["1 件明日 24:00 到期"]
    go_to(end_of(last) - timedelta(hours=3))
    assert words_of(story, LEAD) == ["1 件今日 24:00 到期"]
    go_to(end_of(last) + timedelta(days=3))
    assert words_of(story, LEAD) == ["1 件已经超期，请先办"]
    assert words_of(story, "functions_transformation", person="supervisor", duties=overdue(now()))


def test_lines_are_narrowed_by_kind_lamp_and_project(story):
    lines = lines_of(story, LEAD)
    name = story.round.project.name
    assert desk.narrowed(lines, "coordination.round.dispatch", "green", name) == lines
    assert desk.narrowed(lines, "coordination.task.answer", "", "") == []
    assert desk.narrowed(lines, "", "red", "") == []
    assert desk.narrowed(lines, "", "", "没有") == []


def test_the_lead_sees_who_owes_it_an_answer(story):
    story.dispatch()
    lead = story.town.unit(LEAD)
    assert desk.owed_to(lead).count() == story.round.tasks.filter(state="task.sent").count()
    story.answer("forestry")
    assert not desk.owed_to(lead).filter(unit__key="forestry").exists()
    assert not desk.owed_to(story.town.unit("parks")).exists()


def test_what_a_meeting_decided_leads_to_that_meeting(story):
    ask = story.town.ask
    session = meetings.convene(ask(LEAD, "office"), topic="编制", planned_on=date(2019, 9, 10))
    item = meetings.put_on_agenda(
        ask(LEAD, "office"), session_id=session.id, title="选址", round_id=story.round_id
    )
    meetings.hold_session(
        ask(LEAD, "office"), session_id=session.id, held_on=date(2019, 9, 2), number="纪要1号",
        minutes="c" * 64,
    )  # fmt: skip
    meetings.decide_item(
        ask(LEAD, "office"), item_id=item.id, decision="避让",
        responsible_id=story.town.unit("forestry").id,
    )  # fmt: skip
    (line,) = lines_of(story, "forestry")
    assert line.address == f"/meetings/{session.id}/"
