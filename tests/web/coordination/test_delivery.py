from lantu.foundations.acts.policy import may
from lantu.web.coordination.delivery import letter_of
from tests.town import LEAD, on_paper


def doors(story, unit, person):
    task = story.task(unit)
    found = letter_of(task, story.town.actor(LEAD, person), is_open_to=True)
    return [name for name, _ in found["doors"]]


def test_a_letter_on_paper_has_one_way_to_arrive(story):
    on_paper(story.town.unit("state_security"))
    story.dispatch()
    assert doors(story, "state_security", "registrar") == ["serve_letter"]
    assert doors(story, "state_security", "signer") == []


def test_a_letter_that_arrived_may_only_prove_lost(story):
    story.dispatch()
    assert doors(story, "forestry", "clerk") == ["report_lost"]
    assert may(
        story.town.actor(LEAD, "clerk"), "coordination.task.report_lost", story.task("forestry")
    )


def test_whoever_may_not_see_how_a_letter_went_is_told_nothing(story):
    story.dispatch()
    actor = story.town.actor("parks", "clerk")
    assert letter_of(story.task("forestry"), actor, is_open_to=False) == {}
