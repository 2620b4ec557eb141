from lantu.systems.coordination.actions import pausing
from lantu.systems.coordination.queries.not_concerned import not_concerned
from tests.town import INITIATOR


def units(story, unit):
    return [task.unit.key for task in not_concerned(story.town.unit(unit))]


def test_what_the_map_does_not_meet_is_signed_at_once_until_somebody_begins(story):
    story.dispatch()
    assert units(story, "forestry") == ["forestry"]
    story.draft("forestry")
    assert units(story, "forestry") == []


def test_what_the_map_meets_is_not(story):
    story.dispatch(forest_land=800.0)
    assert units(story, "forestry") == []
    assert units(story, "parks") == ["parks"]


def test_in_a_round_that_was_withdrawn_nobody_asks_any_more(story):
    story.dispatch()
    pausing.withdraw(story.town.ask(INITIATOR, "clerk"), round_id=story.round_id, reason="选址调整")
    assert units(story, "forestry") == []
