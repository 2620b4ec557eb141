import pytest
import shapely

from lantu.foundations.acts.clock import now
from lantu.foundations.duties.settling import settle
from lantu.foundations.people.models import Standing
from lantu.law.clock import day_of
from lantu.systems.coordination.actions import answering, meetings
from lantu.systems.coordination.queries.papers import (
    information_of,
    letter_of,
    minutes_of,
    opinion_form_of,
)
from lantu.systems.coordination.queries.visibility import (
    areas_seen,
    content_seen,
    documents_of,
    has_answered,
    opinions_seen,
    overall_seen,
    sees_round,
    visible_documents,
    visible_projects,
)
from tests.systems.coordination.actions.test_silence import GRACE_OVER
from tests.systems.coordination.conftest import content_of
from tests.systems.coordination.test_papers import held_session
from tests.town import INITIATOR, LEAD, MEADOW, SENDER, go_to


@pytest.fixture
def sent(story):
    story.dispatch()
    story.answer("heat_company")
    return story


def rows(story, viewer):
    return [seen.row for seen in opinions_seen(story.round, story.town.unit(viewer).id)]


def test_a_unit_sees_the_others_only_after_it_answered_itself(sent):
    assert rows(sent, "parks") == ["D1-C08"]
    sent.answer("parks")
    assert len(rows(sent, "parks")) == 13
    assert len(rows(sent, LEAD)) == 13


def test_a_silent_unit_sees_the_others_once_it_answered_late(sent):
    go_to(GRACE_OVER)
    settle()
    assert rows(sent, "parks") == ["D1-C08"]
    sent.answer("parks")
    assert has_answered(sent.round, sent.town.unit("parks").id)


def test_the_project_unit_sees_the_overall_opinion_alone(sent):
    assert rows(sent, INITIATOR) == []
    initiator, stranger = sent.town.unit(INITIATOR).id, sent.town.unit("education").id
    assert overall_seen(sent.round, initiator) is None
    sent.answer_all()
    opinion = sent.issue()
    assert overall_seen(sent.round, initiator) == opinion
    assert overall_seen(sent.round, sent.town.unit("parks").id) == opinion
    assert (rows(sent, INITIATOR), overall_seen(sent.round, stranger)) == ([], None)


@pytest.mark.requirement("D1-C10")
def test_of_state_security_others_see_the_result_alone(sent):
    answer = sent.answer("state_security", "answer.not_conform", fields={"restricted_note": "内部"})
    others = [seen for seen in opinions_seen(sent.round, sent.town.unit(LEAD).id) if seen.row == "D1-C10"]  # noqa: E501 # fmt: skip
    assert [(seen.result, seen.content) for seen in others] == [("answer.not_conform", {})]
    assert content_seen(answer, answer.task.unit_id)["fields"]["restricted_note"] == "内部"
    sent.answer_all()
    from lantu.systems.coordination.matrix import rows_of

    (row,) = [row for row in rows_of(sent.round) if row["row"] == "D1-C10"]
    assert (row["result"], row["advice"]) == ("answer.not_conform", "")


def test_a_round_is_there_for_those_who_take_part_and_for_who_supervises(sent):
    seen = {
        key: sees_round(sent.round, sent.town.unit(key))
        for key in (LEAD, INITIATOR, "parks", "stranger_company")
    }
    assert seen == {LEAD: True, INITIATOR: True, "parks": True, "stranger_company": False}
    supervisor = sent.town.unit("functions_transformation")
    assert sees_round(sent.round, supervisor) == (supervisor.standing == Standing.SUPERVISOR)


def objects(story, unit):
    """Let a unit object to a piece of ground, drawn in its answer."""
    task, ask = story.task(unit), story.town.ask
    made = answering.draft(
        ask(unit, "clerk"),
        task_id=task.id,
        result="answer.not_conform",
        content=content_of(task.row, "answer.not_conform"),
        area=shapely.to_wkb(MEADOW),
    )
    answering.submit(ask(unit, "clerk"), answer_id=made.id)
    answering.approve(ask(unit, "reviewer"), answer_id=made.id)
    answering.sign(ask(unit, "signer"), answer_id=made.id)


def test_ground_objected_to_is_shown_to_whom_the_answer_is_shown(sent):
    objects(sent, "parks")
    shown = {
        key: [area.unit for area in areas_seen(sent.round, sent.town.unit(key).id)]
        for key in (LEAD, "parks", "heat_company", "education", INITIATOR)
    }
    name = sent.town.unit("parks").name
    assert shown == {
        LEAD: [name],
        "parks": [name],
        "heat_company": [name],
        "education": [],
        INITIATOR: [],
    }


def test_projects_are_found_by_who_takes_part_and_by_who_pushes_or_leads(story):
    town, today = story.town, day_of(now())
    for unit in (LEAD, SENDER, INITIATOR, "functions_transformation"):
        assert visible_projects(town.unit(unit), today).get() == story.round.project
    for unit in ("forestry", "stranger_company"):
        assert not visible_projects(town.unit(unit), today).exists()
    story.dispatch()
    assert visible_projects(town.unit("forestry"), today).exists()


def test_a_certificate_is_read_by_the_lead_and_the_silent_unit(sent):
    go_to(GRACE_OVER)
    settle()
    certificate = sent.task("parks").certificate
    project_id = sent.round.project_id
    for unit, reads in ((LEAD, True), ("parks", True), ("forestry", False), (INITIATOR, False)):
        viewer = sent.town.unit(unit)
        assert visible_documents(viewer).filter(id=certificate.id).exists() is reads
        assert documents_of(project_id, viewer).filter(id=certificate.id).exists() is reads


def test_letters_and_forms_are_read_by_the_lead_and_the_unit_concerned_alone(story):
    story.dispatch()
    letter, form = letter_of(story.task("parks")), opinion_form_of(story.answer("parks"))
    for viewer, sees in ((LEAD, True), ("parks", True), ("forestry", False), (INITIATOR, False)):
        read = visible_documents(story.town.unit(viewer))
        assert [read.filter(id=one.id).exists() for one in (letter, form)] == [sees, sees], viewer


def test_the_sheet_of_facts_is_read_by_who_sees_the_round(story):
    story.dispatch()
    sheet = information_of(story.round)
    for viewer, sees in ((LEAD, True), ("forestry", True), (INITIATOR, True), ("education", False)):
        read = visible_documents(story.town.unit(viewer))
        assert read.filter(id=sheet.id).exists() is sees, viewer


def test_minutes_are_read_by_who_was_invited_or_laid_upon(story):
    session = held_session(story)
    meetings.issue_minutes(story.town.ask(LEAD, "office"), session_id=session.id)
    minutes = minutes_of(session)
    for viewer, sees in ((LEAD, True), ("forestry", True), (INITIATOR, False)):
        read = visible_documents(story.town.unit(viewer))
        assert read.filter(id=minutes.id).exists() is sees, viewer
