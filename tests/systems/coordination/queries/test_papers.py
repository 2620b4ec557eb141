from lantu.systems.coordination.actions import meetings
from lantu.systems.coordination.queries.papers import (
    information_of,
    letter_of,
    minutes_of,
    opinion_form_of,
)
from tests.systems.coordination.test_papers import held_session
from tests.town import LEAD


def test_before_they_are_issued_there_are_none(story):
    session = held_session(story)
    assert (information_of(story.round), minutes_of(session)) == (None, None)


def test_each_paper_is_found_by_what_it_belongs_to(story):
    story.dispatch()
    answer, session = story.answer("forestry"), held_session(story)
    paper = meetings.issue_minutes(story.town.ask(LEAD, "office"), session_id=session.id)
    assert minutes_of(session) == paper.document
    assert letter_of(story.task("forestry")).content["unit"] == "市林业局"
    assert letter_of(story.task("parks")).content["unit"] == "市园林局"
    assert opinion_form_of(answer).content["unit"] == "市林业局"
    assert information_of(story.round).unit == story.round.lead
