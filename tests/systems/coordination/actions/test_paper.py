from datetime import UTC, date, datetime

import pytest

from lantu.foundations.acts.policy import Denied
from lantu.foundations.acts.wording import Refused
from lantu.foundations.duties.settling import settle
from lantu.systems.coordination import obligations
from lantu.systems.coordination.actions import paper
from tests.systems.coordination.actions.test_delivering import held
from tests.systems.coordination.conftest import content_of
from tests.town import LEAD, go_to, on_paper


@pytest.fixture
def sent(story):
    story.dispatch()
    return story


def register(story, unit="heat_company", result="answer.no_objection", **changed):
    task = story.task(unit)
    said = {
        "received_on": date(2019, 9, 2),
        "their_number": "热函1号",
        "our_number": "收1号",
        "scan": "a" * 64,
    }
    return paper.register_reply(
        story.town.ask(LEAD, "registrar"),
        task_id=task.id,
        result=result,
        content=content_of(task.row, result),
        **(said | changed),
    )


def confirm(story, answer, person="second_registrar"):
    return paper.confirm_reply(story.town.ask(LEAD, person), answer_id=answer.id)


@pytest.mark.requirement("AMB-73", "SM-01")
def test_a_paper_answer_counts_once_a_second_person_confirmed_it(sent):
    made = register(sent)
    assert sent.task("heat_company").state == "task.sent"
    with pytest.raises(Refused, match="两人分别办理"):
        confirm(sent, made, "registrar")
    with pytest.raises(Denied):
        paper.confirm_reply(sent.town.ask("heat_company", "registrar"), answer_id=made.id)
    confirm(sent, made)
    assert sent.task("heat_company").state == "task.replied"
    assert sent.duty(obligations.ANSWER, "heat_company").state == "duty.done"


@pytest.mark.parametrize(
    "changed",
    [{"their_number": ""}, {"our_number": " "}, {"scan": ""}, {"received_on": date(2019, 9, 3)}],
)
@pytest.mark.requirement("AMB-73")
def test_number_day_and_scan_are_needed(sent, changed):
    with pytest.raises(Refused, match="扫描件"):
        register(sent, **changed)


@pytest.mark.requirement("AMB-73", "D1-36")
def test_a_paper_that_came_in_time_undoes_the_silence_read_into_its_absence(sent):
    go_to(datetime(2019, 9, 10, 1, tzinfo=UTC))
    settle()
    assert sent.task("heat_company").state == "task.deemed_no_objection"
    confirm(sent, register(sent, received_on=date(2019, 9, 9)))
    assert sent.task("heat_company").state == "task.replied"
    assert sent.duty(obligations.ANSWER, "heat_company").state == "duty.done"
    assert sent.round.collating_from_on == date(2019, 9, 9)


@pytest.mark.requirement("AMB-73", "AMB-74")
def test_a_paper_that_came_in_time_ends_the_doubt_about_a_silence(story):
    held(story)
    confirm(story, register(story, "forestry", received_on=date(2019, 9, 9)))
    assert story.task("forestry").state == "task.replied"
    assert story.duty(obligations.ANSWER, "forestry").state == "duty.done"


@pytest.mark.requirement("D1-36", "SM-01")
def test_a_paper_that_came_late_informs_and_changes_nothing(sent):
    go_to(datetime(2019, 9, 10, 1, tzinfo=UTC))
    settle()
    late = confirm(sent, register(sent, received_on=date(2019, 9, 10)))
    assert late.is_late
    assert sent.task("heat_company").state == "task.deemed_no_objection"


@pytest.mark.requirement("AMB-73", "D1-40", "AMB-03")
def test_a_unit_off_the_network_answers_before_anybody_proved_that_the_letter_arrived(story):
    for unit in story.town.accounts:
        on_paper(story.town.unit(unit[0]))
    story.dispatch()
    assert set(story.units("undelivered")) == set(story.units("undelivered", "sent", "replied"))
    go_to(datetime(2019, 9, 3, 1, tzinfo=UTC))
    for unit in story.units("undelivered"):
        confirm(story, register(story, unit, received_on=date(2019, 9, 3)))
    assert story.round.state == "round.collating"
    assert story.round.collating_from_on == date(2019, 9, 3)


@pytest.mark.requirement("AMB-78")
def test_a_separate_letter_enters_its_conclusion_alone(sent):
    made = register(sent, "parks", "answer.by_letter", conclusion_by_letter="answer.conditional")
    confirm(sent, made)
    assert made.conclusion_by_letter == "answer.conditional"
