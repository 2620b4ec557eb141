import pytest

from lantu.foundations.acts.wording import Refused
from lantu.systems.coordination.actions import checking, dispatching, intake
from lantu.systems.coordination.models import Task
from tests.town import LEAD, a_check, a_footprint, a_project


@pytest.fixture
def checked(story):
    intake.start_check(story.town.ask(LEAD, "clerk"), round_id=story.round_id)
    return story


def correct(story, corrected, check):
    return checking.correct_red_line(
        story.town.ask(LEAD, "clerk"),
        round_id=story.round_id,
        footprint_id=corrected.id,
        check_id=check.id,
    )


def conform(story, plan, conforms=True, note=""):
    return checking.set_conformity(
        story.town.ask(LEAD, "clerk"),
        round_id=story.round_id,
        plan=plan,
        conforms=conforms,
        note=note,
    )


@pytest.mark.requirement("D1-30", "D1-31", "D1-C01")
def test_letters_wait_for_both_checks_and_the_corrected_red_line(checked):
    signer = checked.town.ask(LEAD, "signer")
    with pytest.raises(Refused) as refused:
        dispatching.dispatch(signer, round_id=checked.round_id)
    assert "土地利用总体规划" in str(refused.value)
    assert "城乡规划" in str(refused.value)
    assert "红线尚未修正" in str(refused.value)
    conform(checked, "land_use")
    with pytest.raises(Refused) as refused:
        dispatching.dispatch(signer, round_id=checked.round_id)
    assert "土地利用总体规划" not in str(refused.value)
    assert not Task.objects.exists()


@pytest.mark.requirement("D1-30", "D1-31")
def test_a_negative_finding_with_its_note_keeps_nobody_from_being_asked(checked):
    conform(checked, "land_use", conforms=False, note="占用一般农用地")
    conform(checked, "urban_rural")
    corrected = a_footprint(checked.town, checked.round.project, rank="corrected")
    correct(checked, corrected, a_check(checked.town, corrected))
    dispatching.dispatch(checked.town.ask(LEAD, "signer"), round_id=checked.round_id)
    assert checked.round.land_use_conforms is False
    assert checked.round.land_use_note == "占用一般农用地"
    assert checked.round.state == "round.dispatched"


@pytest.mark.requirement("D1-32", "D1-15", "D1-07")
def test_the_corrected_red_line_stands_beside_the_original_with_its_check(checked):
    sketch = checked.round.sketch
    corrected = a_footprint(checked.town, checked.round.project, rank="corrected", move_m=3)
    check = a_check(checked.town, corrected)
    correct(checked, corrected, check)
    one = checked.round
    assert (one.sketch_id, one.footprint_id) == (sketch.id, corrected.id)
    assert bytes(one.sketch.geometry) != bytes(one.footprint.geometry)
    assert one.check_record_id == check.id


@pytest.mark.requirement("D1-07")
def test_a_red_line_without_a_check_of_its_own_is_not_taken(checked):
    corrected = a_footprint(checked.town, checked.round.project, rank="corrected")
    with pytest.raises(Refused, match="还没有与蓝图比对"):
        correct(checked, corrected, a_check(checked.town, checked.round.sketch))


def test_the_red_line_of_another_project_is_not_taken(checked):
    stranger = a_footprint(checked.town, a_project(checked.town, "别的项目"), rank="corrected")
    check = a_check(checked.town, a_footprint(checked.town, checked.round.project))
    with pytest.raises(Refused, match="另一个项目"):
        correct(checked, stranger, check)


@pytest.mark.requirement("SM-01")
def test_findings_belong_to_the_check_and_to_the_two_plans(story):
    with pytest.raises(ValueError, match="已接收"):
        conform(story, "land_use")
    intake.start_check(story.town.ask(LEAD, "clerk"), round_id=story.round_id)
    with pytest.raises(KeyError):
        conform(story, "traffic")
    story_footprint = a_footprint(story.town, story.round.project, rank="corrected")
    check = a_check(story.town, story_footprint)
    correct(story, story_footprint, check)
    conform(story, "land_use")
    conform(story, "urban_rural")
    dispatching.dispatch(story.town.ask(LEAD, "signer"), round_id=story.round_id)
    with pytest.raises(ValueError, match="已发函征求意见"):
        correct(story, story_footprint, check)
