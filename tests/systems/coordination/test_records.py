from datetime import date

from lantu.foundations.lawbook.queries import known_on
from lantu.law import parameter
from lantu.systems.coordination.actions import answering
from lantu.systems.coordination.queries.papers import letter_of, opinion_form_of
from lantu.systems.coordination.records import letter_record, opinion_form_record
from tests.systems.coordination.conftest import content_of

TODAY = date(2019, 9, 2)


def test_a_letter_asks_the_units_own_question_and_takes_its_limit_from_the_edition(story):
    story.dispatch()
    task, edition = story.task("forestry"), known_on(TODAY)
    record = letter_record(task, edition, TODAY)
    assert record["days"] == parameter.whole(edition, "coordination.reply", TODAY)
    assert "是否占用林地" in record["asks"]
    assert record == letter_of(task).content


def test_what_a_letter_said_stays_when_the_project_is_described_anew(story):
    story.dispatch()
    before = letter_of(story.task("forestry")).content["facts"]
    project = story.round.project
    project.name = "另一个名称"
    assert letter_of(story.task("forestry")).content["facts"] == before


def test_the_form_of_a_corrected_answer_names_the_form_that_it_corrects(story):
    story.dispatch()
    former = story.answer("forestry")
    corrected = answering.correct(
        story.town.ask("forestry", "signer"),
        answer_id=former.id,
        result="answer.no_objection",
        content=content_of(story.task("forestry").row, "answer.no_objection"),
    )
    record = opinion_form_record(corrected, known_on(TODAY))
    assert record["corrects"] == opinion_form_of(former).number
    assert opinion_form_of(corrected).number != record["corrects"]
