from datetime import date

import pytest

from lantu.law.blueprint.judgement import LayerMeasurement, judge
from lantu.law.coordination.answers import Result
from lantu.law.coordination.results import (
    Column,
    IssueFault,
    Opinion,
    Overall,
    alerts_office,
    divergences,
    issue_faults,
    matrix,
    may_initiate_again,
    may_leave,
    proposed,
)

ON = date(2019, 9, 17)
YES, SILENT = Opinion("forestry", Result.NO_OBJECTION), Opinion("parks", None)
CONDITIONAL = Opinion("meteorology", Result.CONDITIONAL)
NO = Opinion("water_resources", Result.NOT_CONFORM, achievable=True)
NEVER = Opinion("cultural_relics", Result.NOT_CONFORM, achievable=False)
LETTER = Opinion("garrison", Result.BY_LETTER)


@pytest.fixture
def bar(edition):
    found = judge([LayerMeasurement("ecological_redline", 50.0)], edition=edition, judged_on=ON)
    return found.bars_met


@pytest.mark.requirement("D1-38")
def test_twelve_answers_and_four_silent_ones_make_sixteen_rows():
    opinions = [YES] * 9 + [CONDITIONAL] * 2 + [NO] + [SILENT] * 4
    counted = matrix(opinions)
    assert sum(counted.values()) == 16
    assert counted[Column.DEEMED] == 4
    assert (counted[Column.NO_OBJECTION], counted[Column.CONDITIONAL]) == (9, 2)


def test_an_answer_by_letter_counts_by_its_conclusion():
    assert LETTER.column is Column.OPEN
    answered = Opinion("garrison", Result.BY_LETTER, by_letter=Result.NO_OBJECTION)
    assert answered.column is Column.NO_OBJECTION


@pytest.mark.requirement("D1-39")
def test_one_negative_among_others_is_a_divergence_that_blocks_the_issue():
    opinions = [YES, SILENT, NO]
    assert divergences(opinions) == ("water_resources",)
    assert divergences([YES, SILENT]) == divergences([NO]) == ()
    settled = {"advice": ["北移三十米"], "proposal": Overall.BASICALLY_CONFORMS}
    blocked = issue_faults(Overall.BASICALLY_CONFORMS, opinions, settled=frozenset(), **settled)
    assert [fault.code for fault in blocked] == [IssueFault.DIVERGENCE_OPEN]
    done = frozenset({"water_resources"})
    assert issue_faults(Overall.BASICALLY_CONFORMS, opinions, settled=done, **settled) == ()


@pytest.mark.requirement("D1-47")
@pytest.mark.parametrize(
    ("opinions", "expected"),
    [
        ([YES, SILENT], Overall.CONFORMS),
        ([YES, CONDITIONAL], Overall.BASICALLY_CONFORMS),
        ([YES, NO], Overall.BASICALLY_CONFORMS),
        ([YES, NO, NEVER], Overall.NOT_CONFORMS),
        ([YES, LETTER], None),
    ],
)
def test_the_result_is_proposed_from_the_answers(opinions, expected):
    assert proposed(opinions, (), bars_curable=False) is expected


@pytest.mark.requirement("D1-36", "D1-47")
def test_silence_clears_no_measured_bar(bar):
    assert proposed([YES, SILENT], bar, bars_curable=False) is Overall.NOT_CONFORMS
    assert proposed([YES, SILENT], bar, bars_curable=True) is Overall.BASICALLY_CONFORMS


@pytest.mark.requirement("D1-47")
def test_there_are_exactly_three_results():
    assert len(Overall) == 3
    with pytest.raises(ValueError, match="partly"):
        Overall("partly")


@pytest.mark.requirement("D1-44")
def test_a_project_that_basically_conforms_gets_advice():
    none = issue_faults(
        Overall.BASICALLY_CONFORMS, [YES, CONDITIONAL], settled=frozenset(), advice=[" "],
        proposal=Overall.BASICALLY_CONFORMS,
    )  # fmt: skip
    assert [fault.code for fault in none] == [IssueFault.ADVICE_MISSING]


def test_a_departure_from_the_proposal_needs_reasons():
    given = {"settled": frozenset(), "advice": [], "proposal": Overall.CONFORMS}
    bare = issue_faults(Overall.NOT_CONFORMS, [YES], **given)
    assert [fault.code for fault in bare] == [IssueFault.DEPARTURE_UNEXPLAINED]
    assert issue_faults(Overall.NOT_CONFORMS, [YES], reason="专题会议意见", **given) == ()


@pytest.mark.requirement("D1-42", "D1-43")
def test_what_conforms_goes_on_and_what_does_not_goes_back_with_a_reason():
    assert may_leave(Overall.CONFORMS, "")
    assert not may_leave(Overall.NOT_CONFORMS, " ")
    assert may_leave(Overall.NOT_CONFORMS, "压占生态保护红线")
    assert not may_leave(Overall.BASICALLY_CONFORMS, "")


@pytest.mark.requirement("D1-45", "D1-46")
@pytest.mark.parametrize(
    ("result", "handled", "allowed"),
    [
        (Overall.BASICALLY_CONFORMS, [True, True, True], True),
        (Overall.BASICALLY_CONFORMS, [True, True, False], False),
        (Overall.BASICALLY_CONFORMS, [], False),
        (Overall.NOT_CONFORMS, [True], False),
        (Overall.CONFORMS, [True], False),
    ],
)
def test_another_round_starts_once_all_advice_is_handled(result, handled, allowed):
    assert may_initiate_again(result, handled) is allowed


def test_the_office_hears_of_the_third_round(edition):
    assert [alerts_office(edition, number, ON) for number in (2, 3, 4)] == [False, True, True]
