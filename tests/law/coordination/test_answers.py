import pytest

from lantu.law.coordination.answers import (
    Answer,
    AnswerFault,
    DistrictOpinion,
    Result,
    faults,
    question,
)
from lantu.law.wording import Refused

GOOD = {
    "D1-C02": {"industrial_policy_conformity": True, "industrial_layout_conformity": True},
    "D1-C03": {
        "ecological_redline_conformity": True, "air_conformity": True, "water_conformity": True,
        "soil_conformity": True, "solid_waste_conformity": True, "radiation_conformity": True,
        "vacated_industrial_site": False, "impact_assessment_needed": False,
    },
    "D1-C04": {"supporting_facilities_complete": True},
    "D1-C05": {"blue_line_conformity": True},
    "D1-C06": {"forest_land_occupied": False, "wetland_occupied": False},
    "D1-C07": {"archaeology_done": True, "protected_site_involved": False},
    "D1-C08": {"green_land_occupied": False},
    "D1-C09": {"observation_environment_conformity": True},
    "D1-C10": {"security_conformity": True},
    "D1-C11": {"service_opinion": "可供电"},
    "D1-C12": {"service_opinion": "可供水"},
    "D1-C13": {"service_opinion": "可供气"},
    "D1-C14": {"service_opinion": "可供暖"},
}  # fmt: skip


def answer(row, result=Result.NO_OBJECTION, fields=None, **more):
    given = {"none_needed": True, **more}
    return Answer(row, result, {**GOOD.get(row, {}), **(fields or {})}, **given)


def codes(edition, given, **areas):
    return [finding.code for finding in faults(edition, given, areas)]


@pytest.mark.parametrize("row", GOOD)
def test_a_complete_answer_has_no_fault(edition, row):
    assert codes(edition, answer(row)) == []


@pytest.mark.requirement(
    "D1-C02", "D1-C03", "D1-C05", "D1-C06", "D1-C08", "D1-C09", "D1-C11", "D1-C12", "D1-C13",
    "D1-C14",
)  # fmt: skip
@pytest.mark.parametrize(("row", "name"), [(row, name) for row in GOOD for name in GOOD[row]])
def test_each_part_of_a_question_needs_its_answer(edition, row, name):
    blank = answer(row, fields={name: None})
    assert AnswerFault.FIELD_MISSING in codes(edition, blank)


@pytest.mark.requirement("D1-C03", "D1-C04", "D1-C07")
@pytest.mark.parametrize(
    ("row", "trigger", "wanted"),
    [
        ("D1-C03", {"impact_assessment_needed": True}, {"impact_assessment_type": "报告书"}),
        ("D1-C03", {"vacated_industrial_site": True}, {"site_investigation_needed": False}),
        ("D1-C04", {"supporting_facilities_complete": False}, {"supporting_construction": "道路"}),
        (
            "D1-C07",
            {"protected_site_involved": True},
            {
                "protection_plan_conformity": True,
                "control_requirements": "限高",
                "procedure": "文物影响评估",
                "materials": ("申请表",),
            },
        ),
    ],
)
def test_some_parts_are_needed_when_another_answer_calls_for_them(edition, row, trigger, wanted):
    short = codes(edition, answer(row, fields=trigger))
    assert short == [AnswerFault.FIELD_MISSING] * len(wanted)
    assert codes(edition, answer(row, fields={**trigger, **wanted})) == []


@pytest.mark.requirement("D1-35")
@pytest.mark.parametrize(("advice", "taken"), [("", False), ("  ", False), ("北移三十米", True)])
def test_a_negative_answer_needs_advice(edition, advice, taken):
    given = answer("D1-C05", Result.NOT_CONFORM, adjustment_advice=advice)
    assert (AnswerFault.ADVICE_MISSING not in codes(edition, given)) is taken


@pytest.mark.requirement("D1-26")
def test_conditions_and_assessments_are_named_or_ticked_as_none(edition):
    untouched = answer("D1-C05", none_needed=False)
    assert codes(edition, untouched) == [AnswerFault.LISTS_UNTOUCHED]
    named = answer("D1-C05", none_needed=False, required_assessments=("防洪评价",))
    assert codes(edition, named) == []
    conditional = answer("D1-C05", Result.CONDITIONAL)
    assert codes(edition, conditional) == [AnswerFault.CONDITIONS_MISSING]


@pytest.mark.requirement("D1-84")
def test_views_of_a_county_that_was_asked_have_their_section(edition):
    blank = answer("D1-C05", asked_districts=True)
    assert codes(edition, blank) == [AnswerFault.DISTRICT_MISSING]
    opinion = DistrictOpinion("中牟县", negative=False, words="无意见")
    assert (
        codes(edition, answer("D1-C05", asked_districts=True, district_opinions=(opinion,))) == []
    )


@pytest.mark.requirement("D1-85")
def test_a_positive_result_against_a_county_needs_its_reasons(edition):
    against = {
        "asked_districts": True,
        "district_opinions": (DistrictOpinion("中牟县", negative=True, words="与水系冲突"),),
    }
    assert codes(edition, answer("D1-C05", **against)) == [AnswerFault.WEIGHING_MISSING]
    assert codes(edition, answer("D1-C05", weighing="已调整岸线", **against)) == []
    agreeing = answer("D1-C05", Result.NOT_CONFORM, adjustment_advice="北移", **against)
    assert codes(edition, agreeing) == []


@pytest.mark.requirement("D1-C06")
def test_a_no_against_the_map_needs_an_explanation(edition):
    denial = answer("D1-C06")
    assert codes(edition, denial, wetland=12.0) == [AnswerFault.DENIAL_UNEXPLAINED]
    explained = answer("D1-C06", fields={"explanation": "图斑已核减"})
    assert codes(edition, explained, wetland=12.0) == []
    assert codes(edition, denial, wetland=0.0) == []


def test_an_answer_by_letter_or_not_concerned_enters_its_conclusion_alone(edition):
    for result in (Result.BY_LETTER, Result.NOT_CONCERNED):
        assert codes(edition, Answer("D1-C03", result)) == []


def test_a_part_that_is_not_asked_is_refused(edition):
    assert codes(edition, answer("D1-C05", fields={"colour": "蓝"})) == [AnswerFault.FIELD_UNKNOWN]


@pytest.mark.parametrize(
    ("row", "fields"),
    [("D1-C05", {"blue_line_conformity": "也许"}), ("D1-C05", {"blue_line_area_m2": "十亩"}),
     ("D1-C05", {"blue_line_area_m2": True}), ("D1-C11", {"service_opinion": True})],
)  # fmt: skip
def test_a_part_of_another_kind_is_refused(edition, row, fields):
    assert codes(edition, answer(row, fields=fields)) == [AnswerFault.FIELD_KIND]


def test_a_row_without_a_question_is_refused(edition):
    with pytest.raises(Refused, match="D1-C99"):
        question(edition, "D1-C99")
