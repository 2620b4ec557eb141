import io

import pikepdf

from tests.systems.coordination.test_papers import held_session, words_of
from tests.town import INITIATOR, LEAD


def test_the_overall_opinion_is_given_to_the_parties_and_nobody_else(story, enter):
    story.dispatch()
    story.answer_all()
    document = story.issue().document
    address = f"/documents/{document.id}.pdf"
    for unit in (LEAD, INITIATOR, "forestry"):
        given = enter(unit).get(address)
        assert (given.status_code, given.content[:5]) == (200, b"%PDF-")
        assert given.headers["Cache-Control"] == "private, no-store"
    assert enter("stranger_company").get(address).status_code == 404
    # The initiating unit reads the result, not who said what.
    assert "意见汇总表" in words_of(enter(LEAD).get(address).content)
    told = enter(INITIATOR).get(address).content
    assert "意见汇总表" not in words_of(told)
    with pikepdf.open(io.BytesIO(told)) as paper:
        assert len(paper.attachments) == 0


def test_a_letter_is_given_as_paper_and_as_a_draft_to_its_unit_and_the_lead(story, enter):
    story.dispatch()
    task = story.task("forestry")
    for unit in ("forestry", LEAD):
        assert enter(unit).get(f"/tasks/{task.id}/letter.pdf").content[:5] == b"%PDF-"
        assert enter(unit).get(f"/tasks/{task.id}/letter.docx").content[:2] == b"PK"
    assert enter("parks").get(f"/tasks/{task.id}/letter.pdf").status_code == 404


def test_an_opinion_form_is_given_once_it_is_signed(story, enter):
    story.dispatch()
    draft = story.draft("forestry")
    assert enter("forestry").get(f"/answers/{draft.id}.pdf").status_code == 404
    answer = story.answer("forestry")
    assert enter(LEAD).get(f"/answers/{answer.id}.pdf").content[:5] == b"%PDF-"
    assert enter(LEAD).get(f"/answers/{answer.id}.docx").content[:2] == b"PK"
    assert enter("parks").get(f"/answers/{answer.id}.pdf").status_code == 404


def test_sheets_are_given_of_a_checked_line_on_two_papers(story, enter):
    assert enter(LEAD).get(f"/rounds/{story.round_id}/sheet-A4.pdf").status_code == 404
    story.dispatch()
    for paper, status in (("A4", 200), ("A3", 200), ("A5", 404)):
        assert enter(LEAD).get(f"/rounds/{story.round_id}/sheet-{paper}.pdf").status_code == status
    assert (
        enter("stranger_company").get(f"/rounds/{story.round_id}/sheet-A4.pdf").status_code == 404
    )
    information = f"/rounds/{story.round_id}/information"
    assert enter(INITIATOR).get(f"{information}.pdf").content[:5] == b"%PDF-"
    assert enter(INITIATOR).get(f"{information}.docx").content[:2] == b"PK"


def test_the_matrix_is_a_paper_of_its_own_for_who_may_read_opinions(story, enter):
    story.dispatch()
    story.answer("parks", "answer.conditional", construction_conditions=["绿地率不低于35%"])
    story.answer_all()
    document = story.issue("round.basically_conforms", advice=["落实配建"]).document
    address = f"/documents/{document.id}/matrix"
    for unit in (LEAD, "forestry"):
        given = enter(unit).get(f"{address}.pdf")
        assert "绿地率不低于35%" in words_of(given.content)
        assert enter(unit).get(f"{address}.docx").content[:2] == b"PK"
        assert f"{address}.pdf" in enter(unit).get(f"/rounds/{story.round_id}/").content.decode()
    for unit in (INITIATOR, "stranger_company"):
        assert enter(unit).get(f"{address}.pdf").status_code == 404
    seen = enter(INITIATOR).get(f"/rounds/{story.round_id}/").content.decode()
    assert f"{address}.pdf" not in seen
    assert enter(LEAD).get(f"{address}.odt").status_code == 404


def test_how_opinions_stand_is_printed_for_the_lead_and_its_supervisor_alone(story, enter):
    story.dispatch()
    address = f"/rounds/{story.round_id}/matrix.pdf"
    assert enter(LEAD).get(address).content[:5] == b"%PDF-"
    supervisor = enter("functions_transformation", "supervisor")
    assert supervisor.get(address).content[:5] == b"%PDF-"
    for unit in ("forestry", INITIATOR, "stranger_company"):
        assert enter(unit).get(address).status_code == 404


def test_minutes_are_given_to_who_sees_the_meeting(story, enter):
    session = held_session(story)
    for form, first in (("pdf", b"%PDF-"), ("docx", b"PK")):
        address = f"/meetings/{session.id}/minutes.{form}"
        assert enter("parks").get(address).content.startswith(first)
        assert enter("stranger_company").get(address).status_code == 404
    assert enter("parks").get(f"/meetings/{session.id}/minutes.txt").status_code == 404


def test_the_draft_of_an_opinion_is_the_issuers_alone(story, enter):
    story.dispatch()
    story.answer_all()
    document = story.issue().document
    assert enter(LEAD).get(f"/documents/{document.id}.docx").content[:2] == b"PK"
    assert enter("forestry").get(f"/documents/{document.id}.docx").status_code == 404
