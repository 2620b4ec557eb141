import pytest

from lantu.foundations.acts.actor import SYSTEM
from lantu.foundations.acts.policy import may
from lantu.systems.coordination.policy import PERMISSIONS, project_of, round_of, task_of
from tests.town import INITIATOR, LEAD, SENDER


@pytest.mark.requirement("D1-25")
@pytest.mark.parametrize(
    ("verb", "unit", "person"),
    [
        ("round.dispatch", LEAD, "signer"),
        ("round.issue", LEAD, "signer"),
        ("round.start_check", LEAD, "clerk"),
        ("round.complete", SENDER, "clerk"),
        ("round.withdraw", INITIATOR, "clerk"),
    ],
)
def test_each_part_of_a_round_is_one_units_alone(story, verb, unit, person):
    for other in (LEAD, SENDER, INITIATOR, "parks"):
        actor = story.town.actor(other, person)
        assert may(actor, f"coordination.{verb}", story.round) is (other == unit)


@pytest.mark.requirement("D1-25")
def test_the_platform_itself_does_no_persons_part(story):
    systems = {"task.confirm_delivery", "session.remind", "round.serve"}
    done = {verb for verb in PERMISSIONS if may(SYSTEM, f"coordination.{verb}", story.round)}
    assert done <= systems


def test_every_record_leads_to_its_round_and_project(story):
    story.dispatch()
    task, answer = story.task("parks"), story.draft("parks")
    assert (task_of(answer), round_of(answer), round_of(task)) == (task, story.round, story.round)
    assert project_of(answer) == project_of(story.round) == story.round.project
    assert (task_of(story.round), round_of(None), project_of(None)) == (None, None, None)
