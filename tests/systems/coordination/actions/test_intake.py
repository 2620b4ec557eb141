from datetime import UTC, date, datetime

import pytest

from lantu.foundations.acts.policy import Denied
from lantu.foundations.acts.wording import Refused
from lantu.foundations.duties.queries import duties_of, open_duty
from lantu.foundations.projects.models import Participation
from lantu.law.flow import Capacity
from lantu.systems.coordination import obligations
from lantu.systems.coordination.actions import intake, pausing, reserve
from lantu.systems.coordination.models import ReserveEntry
from tests.town import INITIATOR, LEAD, SENDER, a_footprint, a_project, go_to


def mature(town, name="来函项目"):
    project = a_project(town, name)
    entry = reserve.enter_reserve(
        town.ask(INITIATOR, "clerk"),
        project_id=project.id,
        intended_use="教育用地",
        sketch_id=a_footprint(town, project).id,
    )
    return reserve.judge_mature(town.ask(SENDER, "clerk"), entry_id=entry.id, ground="已列计划")


def by_letter(town, entry, **changed):
    said = {"channel": "letter", "received_on": date(2019, 9, 2), "letter_number": "郑发改函1号"}
    return intake.receive(
        town.ask(LEAD, "registrar"),
        entry_id=entry.id,
        lead_id=town.unit(LEAD).id,
        **(said | changed),
    )


@pytest.mark.requirement("D1-29", "D1-32", "SM-01")
def test_a_push_of_the_second_is_due_on_the_seventeenth(story):
    assert story.round.state == "round.received"
    assert story.duty(obligations.DISPATCH).last_day_on == date(2019, 9, 17)
    assert ReserveEntry.objects.get(project=story.round.project).state == "reserve.in_coordination"


@pytest.mark.requirement("D1-29", "D1-22")
def test_a_letter_is_registered_on_the_platform_and_its_clock_starts_on_the_day_it_came_in(town):
    go_to(datetime(2019, 9, 5, 1, tzinfo=UTC))
    begun = by_letter(town, mature(town))
    assert begun.received_on == date(2019, 9, 2)
    assert begun.letter_number == "郑发改函1号"
    assert open_duty(begun.id, obligations.DISPATCH).last_day_on == date(2019, 9, 17)


@pytest.mark.requirement("D1-29")
@pytest.mark.parametrize(
    ("changed", "missing"),
    [
        ({"letter_number": " "}, "来函文号"),
        ({"received_on": None}, "来函收到日"),
        ({"received_on": date(2019, 9, 3)}, "不晚于今天的收到日"),
        ({"channel": "fax"}, "来件方式"),
    ],
)
def test_a_letter_has_its_number_and_its_day(town, changed, missing):
    with pytest.raises(Refused, match=missing):
        by_letter(town, mature(town), **changed)


@pytest.mark.requirement("SM-02", "D1-29")
def test_only_a_mature_project_that_is_in_no_round_is_sent(story):
    town = story.town
    entry = ReserveEntry.objects.get(project=story.round.project)
    with pytest.raises(Refused, match="第 1 轮协同正在办理"):
        by_letter(town, entry)
    with pytest.raises(Denied):
        intake.receive(
            town.ask(INITIATOR, "clerk"),
            entry_id=entry.id,
            lead_id=town.unit(LEAD).id,
            channel="push",
        )


@pytest.mark.requirement("AMB-09", "AMB-80", "SM-01")
def test_incomplete_material_goes_back_once_and_the_first_clock_starts_when_it_is_complete(story):
    town, lead = story.town, story.town.ask(LEAD, "clerk")
    intake.return_once(lead, round_id=story.round_id, missing="缺少坐标系说明")
    assert story.round.state == "round.returned_once"
    assert obligations.DISPATCH not in open_kinds(story)
    go_to(datetime(2019, 9, 9, 1, tzinfo=UTC))
    better = a_footprint(town, story.round.project, move_m=5)
    intake.complete(town.ask(SENDER, "clerk"), round_id=story.round_id, sketch_id=better.id)
    assert (story.round.state, story.round.received_on) == ("round.received", date(2019, 9, 9))
    assert story.duty(obligations.DISPATCH).last_day_on == date(2019, 9, 24)
    with pytest.raises(Refused, match="不能再次退回"):
        intake.return_once(town.ask(LEAD, "clerk"), round_id=story.round_id, missing="还缺")


@pytest.mark.requirement("AMB-09")
def test_after_two_working_days_nothing_goes_back_any_more(story):
    go_to(datetime(2019, 9, 5, 1, tzinfo=UTC))
    with pytest.raises(Refused, match="2019年9月4日"):
        intake.return_once(story.town.ask(LEAD, "clerk"), round_id=story.round_id, missing="缺图")


@pytest.mark.requirement("AMB-09", "SM-01")
def test_once_the_check_has_begun_nothing_goes_back(story):
    lead = story.town.ask(LEAD, "clerk")
    intake.start_check(lead, round_id=story.round_id)
    assert story.round.state == "round.lead_check"
    with pytest.raises(ValueError, match="核对与修正红线"):
        intake.return_once(lead, round_id=story.round_id, missing="缺图")


@pytest.mark.requirement("D1-28")
def test_the_parties_of_a_round_are_participants_of_the_project(story):
    found = Participation.objects.filter(project=story.round.project)
    assert set(found.values_list("unit__key", "capacity")) >= {
        (LEAD, str(Capacity.LEAD)),
        (SENDER, str(Capacity.SENDER)),
        (INITIATOR, str(Capacity.INITIATING_UNIT)),
    }


def test_a_withdrawn_round_can_be_followed_by_another_intake(story):
    town = story.town
    pausing.withdraw(town.ask(INITIATOR, "clerk"), round_id=story.round_id, reason="方案变了")
    entry = ReserveEntry.objects.get(project=story.round.project)
    reserve.judge_mature(town.ask(SENDER, "clerk"), entry_id=entry.id, ground="重新论证")
    assert by_letter(town, entry).number == 2


def open_kinds(story):
    return [duty.kind for duty in duties_of(story.round_id) if duty.state == "duty.open"]
