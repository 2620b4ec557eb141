import pytest

from lantu.foundations.acts.policy import Denied
from lantu.foundations.acts.wording import Refused
from lantu.systems.coordination.actions import issuing, reserve
from lantu.systems.coordination.models import ReserveEntry
from tests.town import INITIATOR, LEAD, SENDER, a_footprint, a_project


@pytest.fixture
def entry(town):
    project = a_project(town)
    return reserve.enter_reserve(
        town.ask(INITIATOR, "clerk"),
        project_id=project.id,
        intended_use="教育用地",
        sketch_id=a_footprint(town, project).id,
    )


@pytest.mark.requirement("SM-02", "AMB-08")
def test_a_project_enters_the_reserve_and_is_judged_mature_on_a_ground(town, entry):
    assert entry.state == "reserve.in_reserve"
    with pytest.raises(Refused, match="请写明成熟依据"):
        reserve.judge_mature(town.ask(SENDER, "clerk"), entry_id=entry.id, ground=" ")
    mature = reserve.judge_mature(town.ask(SENDER, "clerk"), entry_id=entry.id, ground="已列计划")
    assert (mature.state, mature.maturity_ground) == ("reserve.mature", "已列计划")


@pytest.mark.requirement("SM-02", "AMB-05")
def test_only_the_initiating_unit_enters_and_only_the_sender_judges(town, entry):
    with pytest.raises(Denied):
        reserve.judge_mature(town.ask(INITIATOR, "clerk"), entry_id=entry.id, ground="自认成熟")
    project = a_project(town, "别的项目")
    with pytest.raises(Denied):
        reserve.enter_reserve(
            town.ask(SENDER, "clerk"),
            project_id=project.id,
            intended_use="教育用地",
            sketch_id=a_footprint(town, project).id,
        )


@pytest.mark.requirement("SM-02")
def test_what_is_missing_is_named_and_nothing_enters_twice(town, entry):
    other = a_project(town, "别的项目")
    with pytest.raises(Refused, match="拟定用途、本项目的红线示意图"):
        reserve.enter_reserve(
            town.ask(INITIATOR, "clerk"),
            project_id=other.id,
            intended_use="",
            sketch_id=entry.sketch_id,
        )
    with pytest.raises(Refused, match="不能重复入库"):
        reserve.enter_reserve(
            town.ask(INITIATOR, "clerk"),
            project_id=entry.project_id,
            intended_use="教育用地",
            sketch_id=entry.sketch_id,
        )


@pytest.mark.requirement("SM-02")
def test_a_project_leaves_the_reserve_with_a_reason(town, entry):
    with pytest.raises(Refused, match="请写明撤回原因"):
        reserve.withdraw_entry(town.ask(INITIATOR, "clerk"), entry_id=entry.id, reason="")
    left = reserve.withdraw_entry(town.ask(INITIATOR, "clerk"), entry_id=entry.id, reason="不建了")
    assert (left.state, left.reason) == ("reserve.withdrawn", "不建了")


@pytest.mark.requirement("D1-42", "SM-02")
def test_a_project_goes_to_approval_only_once_it_was_generated(story):
    town = story.town
    entry = ReserveEntry.objects.get(project=story.round.project)
    with pytest.raises(ValueError, match="协同中"):
        reserve.open_approval(town.ask(SENDER, "clerk"), entry_id=entry.id)
    story.dispatch()
    story.answer_all()
    story.issue()
    issuing.push(town.ask(LEAD, "clerk"), round_id=story.round_id)
    assert reserve.open_approval(town.ask(SENDER, "clerk"), entry_id=entry.id).state == (
        "reserve.in_approval"
    )
