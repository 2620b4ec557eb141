import pytest

from lantu.law.blueprint.alignment import CORE, Dimension, core_pairs, mismatches

PLAN = {
    Dimension.PERIOD: "2010-2020",
    Dimension.OBJECTIVES: "1010",
    Dimension.CONTENT: "全",
    Dimension.PLATFORM: "一张图",
    Dimension.MECHANISM: "联席会议",
}


@pytest.mark.requirement("D1-04")
def test_plans_are_compared_on_five_dimensions():
    assert len(Dimension) == 5
    assert mismatches(PLAN, PLAN) == ()
    (found,) = mismatches(PLAN, {**PLAN, Dimension.PERIOD: "2010-2030"})
    assert found.code == Dimension.PERIOD
    assert dict(found.facts) == {"first": "2010-2020", "second": "2010-2030"}


@pytest.mark.requirement("D1-04")
def test_a_plan_that_says_nothing_of_a_dimension_does_not_agree_on_it():
    silent = {key: fact for key, fact in PLAN.items() if key is not Dimension.PLATFORM}
    assert [found.code for found in mismatches(silent, silent)] == [Dimension.PLATFORM]


@pytest.mark.requirement("D1-03")
def test_every_pair_of_the_four_core_kinds_is_compared_once():
    pairs = core_pairs()
    assert len(pairs) == len({frozenset(pair) for pair in pairs}) == 6
    assert {kind for pair in pairs for kind in pair} == set(CORE)
