from datetime import UTC, date, datetime

import pytest

from lantu.foundations.acts.policy import Denied
from lantu.foundations.acts.wording import Refused
from lantu.foundations.duties.models import Duty
from lantu.foundations.people.actions import move_responsibility
from lantu.foundations.projects.actions import register_project
from lantu.systems.coordination import obligations
from lantu.systems.coordination.actions import dispatching
from tests.systems.coordination.conftest import begin_story
from tests.town import INITIATOR, LEAD, a_check, a_footprint, go_to

ALWAYS = {
    "development_reform": "D1-C02",
    "ecology_environment": "D1-C03",
    "urban_management": "D1-C04",
    "water_resources": "D1-C05",
    "forestry": "D1-C06",
    "cultural_relics": "D1-C07",
    "parks": "D1-C08",
    "meteorology": "D1-C09",
    "state_security": "D1-C10",
    "power_company": "D1-C11",
    "water_company": "D1-C12",
    "gas_company": "D1-C13",
    "heat_company": "D1-C14",
}


def asked(story):
    return dict(story.round.tasks.order_by("row").values_list("unit__key", "row"))


def change_line(story, move_m=50.0, **areas_m2):
    line = a_footprint(story.town, story.round.project, rank="corrected", move_m=move_m)
    return dispatching.change_line(
        story.town.ask(LEAD, "clerk"),
        round_id=story.round_id,
        footprint_id=line.id,
        check_id=a_check(story.town, line, **areas_m2).id,
    )


def drop(story, unit, reason="不涉及该单位"):
    ask = story.town.ask(LEAD, "clerk")
    return dispatching.drop_unit(ask, task_id=story.task(unit).id, reason=reason)


@pytest.mark.requirement("D1-33", "D1-C11", "D1-C12", "D1-C13", "D1-C14", "AMB-77", "AMB-65")
@pytest.mark.requirement("AMB-69")
def test_thirteen_are_always_asked_and_the_lead_itself_never(story):
    story.dispatch()
    assert asked(story) == ALWAYS
    assert story.duty(obligations.DISPATCH).state == "duty.done"
    assert story.round.dispatched_on == date(2019, 9, 2)


@pytest.mark.requirement("D1-C15", "D1-C16", "AMB-77")
@pytest.mark.requirement("AMB-57")
def test_whose_layer_is_met_is_asked_too_and_so_is_whom_the_lead_adds(story):
    story.dispatch(education_facilities=3.0)
    assert set(asked(story)) - set(ALWAYS) == {"education"}
    assert asked(story)["education"] == "D1-C16"
    ask = story.town.ask(LEAD, "clerk")
    sports = story.town.unit("sports")
    task = dispatching.add_unit(ask, round_id=story.round_id, unit_id=sports.id, row="D1-C16")
    assert task.state == "task.undelivered"
    go_to(datetime(2019, 9, 4, 1, tzinfo=UTC))
    story.deliver()
    assert story.duty(obligations.ANSWER, "sports").last_day_on == date(2019, 9, 11)
    with pytest.raises(Refused, match="本轮已有任务"):
        dispatching.add_unit(ask_now(story), round_id=story.round_id, unit_id=sports.id, row="D1-C16")  # noqa: E501 # fmt: skip


@pytest.mark.requirement("D1-C16")
def test_nobody_is_asked_a_question_that_annex_two_does_not_have(story):
    story.dispatch()
    with pytest.raises(ValueError, match="D1-C99"):
        dispatching.add_unit(
            story.town.ask(LEAD, "clerk"),
            round_id=story.round_id,
            unit_id=story.town.unit("sports").id,
            row="D1-C99",
        )


@pytest.mark.requirement("AMB-82")
def test_an_unclassified_project_that_is_tagged_asks_secrecy_and_the_garrison(town):
    project = register_project(
        town.ask(INITIATOR, "clerk"),
        name="铁塔旁的学校",
        statement="unclassified",
        initiating_unit_id=town.unit(INITIATOR).id,
        tags=("secrecy", "garrison"),
    )
    story = begin_story(town, project=project)
    story.dispatch()
    assert set(asked(story)) - set(ALWAYS) == {"secrecy", "garrison"}


@pytest.mark.requirement("D1-86")
def test_who_holds_the_function_on_the_day_of_dispatch_is_asked(story):
    big_data = story.town.ask("big_data", "platform")
    move_responsibility(
        big_data,
        function="meteorology",
        unit_id=story.town.unit("ecology_environment").id,
        from_on=date(2019, 9, 3),
    )
    go_to(datetime(2019, 9, 3, 1, tzinfo=UTC))
    story.dispatch()
    assert "meteorology" not in asked(story)
    rows = story.round.tasks.filter(unit__key="ecology_environment").order_by("row")
    assert list(rows.values_list("row", flat=True)) == ["D1-C03", "D1-C09"]


@pytest.mark.requirement("D1-25", "D1-33")
def test_only_a_signer_of_the_lead_sends(story):
    for unit, person in ((LEAD, "clerk"), ("forestry", "signer")):
        with pytest.raises(Denied):
            dispatching.dispatch(story.town.ask(unit, person), round_id=story.round_id)


@pytest.mark.requirement("AMB-80", "SM-01")
def test_a_dropped_unit_owes_nothing_and_the_round_waits_for_the_others_alone(story):
    story.dispatch()
    story.answer_all(but=("gas_company",))
    with pytest.raises(Refused, match="请写明撤销原因"):
        drop(story, "gas_company", reason="")
    drop(story, "gas_company")
    assert story.task("gas_company").dropped_for == "不涉及该单位"
    assert story.round.state == "round.collating"
    assert story.round.collating_from_on == date(2019, 9, 2)


@pytest.mark.requirement("AMB-80", "AMB-03")
def test_a_round_in_which_everybody_was_dropped_collates_on_the_same_day(story):
    story.dispatch()
    for unit in ALWAYS:
        drop(story, unit)
    assert story.round.collating_from_on == date(2019, 9, 2)


@pytest.mark.requirement("AMB-80", "SM-01")
def test_a_moved_line_asks_those_whose_hits_change_anew_with_five_fresh_days(story):
    story.dispatch()
    former = story.answer("forestry")
    story.answer("parks")
    drop(story, "gas_company")
    go_to(datetime(2019, 9, 4, 1, tzinfo=UTC))
    change_line(story, forest_land=800.0)
    assert story.task("forestry").state == "task.undelivered"
    assert story.task("parks").state == "task.replied"
    assert story.task("parks").is_carried_over
    assert story.task("gas_company").state == "task.dropped"
    former.refresh_from_db()
    assert former.state == "answer_state.replaced"
    story.deliver()
    assert story.task("forestry").delivered_on == date(2019, 9, 4)
    assert story.duty(obligations.ANSWER, "forestry").last_day_on == date(2019, 9, 11)
    assert story.duty(obligations.ANSWER, "heat_company").last_day_on == date(2019, 9, 9)


@pytest.mark.requirement("AMB-80", "AMB-73")
def test_who_is_asked_anew_on_the_very_day_answers_what_was_last_asked(story):
    story.dispatch()
    for number in range(1, 5):
        story.answer("forestry", fields={"forest_land_occupied": True, "forest_land_area_m2": 8.0})
        assert story.task("forestry").state == "task.replied"
        change_line(story, move_m=10.0 * number, forest_land=100.0 * number)
        assert story.task("forestry").state == "task.undelivered"
        story.deliver()
    duties = Duty.objects.filter(subject_id=story.task("forestry").id, kind=obligations.ANSWER)
    states = list(duties.values_list("state", flat=True))
    assert sorted(states) == ["duty.done"] * 4 + ["duty.open"]


@pytest.mark.requirement("AMB-80", "AMB-03")
def test_the_third_clock_starts_from_the_answer_to_what_was_last_asked(story):
    story.dispatch()
    story.answer_all(but=("heat_company",))
    go_to(datetime(2019, 9, 4, 1, tzinfo=UTC))
    change_line(story, forest_land=800.0)
    story.deliver()
    story.answer("heat_company")
    go_to(datetime(2019, 9, 5, 1, tzinfo=UTC))
    story.answer("forestry", fields={"forest_land_occupied": True, "forest_land_area_m2": 800.0})
    assert story.round.collating_from_on == date(2019, 9, 5)


@pytest.mark.requirement("AMB-80")
def test_a_line_that_did_not_move_or_was_not_checked_is_no_change(story):
    story.dispatch()
    one = story.round
    with pytest.raises(Refused, match="红线没有变化"):
        dispatching.change_line(
            story.town.ask(LEAD, "clerk"),
            round_id=one.id,
            footprint_id=one.footprint_id,
            check_id=one.check_record_id,
        )
    line = a_footprint(story.town, one.project, rank="corrected", move_m=9)
    with pytest.raises(Refused, match="还没有与蓝图比对"):
        dispatching.change_line(
            story.town.ask(LEAD, "clerk"),
            round_id=one.id,
            footprint_id=line.id,
            check_id=one.check_record_id,
        )


def ask_now(story):
    return story.town.ask(LEAD, "clerk")
