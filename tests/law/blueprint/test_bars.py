from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lantu.law.blueprint.bars import (
    Bar,
    Direction,
    Indicator,
    bars,
    ground_breaches,
    indicator_breaches,
    requirement_breaches,
)
from lantu.law.blueprint.catalogue import hard_bars
from lantu.law.edition import shipped

ON = date(2019, 10, 8)
CLEAN = dict.fromkeys([layer.key for layer in hard_bars(shipped())], 0.0)
EXHAUSTED = Indicator("cultivated", "耕地保有量", Direction.AT_LEAST, 1e6, 1e6)


@pytest.mark.requirement("D1-59")
def test_an_exhausted_quota_bars_a_tenth_of_a_hectare():
    (found,) = indicator_breaches([EXHAUSTED], {"cultivated": -1000.0})
    assert found.code == Bar.INDICATOR
    assert found.facts["after_m2"] == 999_000.0
    assert bars([found])


@pytest.mark.requirement("D1-59")
@pytest.mark.parametrize(
    ("indicator", "change", "barred"),
    [
        (EXHAUSTED, 0.0, False),
        (EXHAUSTED, 500.0, False),
        (Indicator("kept", "耕地保有量", Direction.AT_LEAST, 1e6, 1_001_000.0), -1000.0, False),
        (Indicator("built", "建设用地规模", Direction.AT_MOST, 1e6, 999_000.0), 1000.0, False),
        (Indicator("built", "建设用地规模", Direction.AT_MOST, 1e6, 999_000.0), 1000.1, True),
        (Indicator("built", "建设用地规模", Direction.AT_MOST, 1e6, 2e6), -1000.0, False),
    ],
)
def test_an_indicator_bars_only_what_makes_it_worse(indicator, change, barred):
    assert bool(indicator_breaches([indicator], {indicator.key: change})) is barred


@pytest.mark.requirement("D1-60", "D1-61")
@pytest.mark.parametrize("layer", sorted(CLEAN))
def test_each_hard_bar_bars_above_the_tolerance_and_shows_a_touch(edition, layer):
    (found,) = ground_breaches(edition, {**CLEAN, layer: 1.0001}, ON)
    assert found.code == Bar.GROUND
    assert bars([found])
    (touch,) = ground_breaches(edition, {**CLEAN, layer: 1.0}, ON)
    assert touch.code == Bar.GROUND_TOUCHED
    assert not bars([touch])


def test_clean_ground_bars_nothing_and_unmeasured_ground_bars(edition):
    assert ground_breaches(edition, CLEAN, ON) == ()
    missing = {key: area for key, area in CLEAN.items() if key != "prohibited_zone"}
    (found,) = ground_breaches(edition, missing, ON)
    assert found.code == Bar.GROUND_UNKNOWN
    assert bars([found])


@pytest.mark.requirement("D1-62")
def test_every_requirement_has_to_be_judged_and_pass():
    codes = [
        found.code for found in requirement_breaches({"规模": True, "布局": False, "时序": None})
    ]
    assert codes == [Bar.REQUIREMENT, Bar.REQUIREMENT_OPEN]
    assert bars(requirement_breaches({"布局": False}))
    assert not bars(requirement_breaches({"规模": True}))


@given(st.dictionaries(st.sampled_from(sorted(CLEAN)), st.floats(0, 1e9), min_size=4))
def test_no_hard_bar_passes_unseen(areas):
    found = ground_breaches(shipped(), areas, ON)
    assert len(found) == sum(area > 0 for area in areas.values())
    assert bars(found) == any(area > 1 for area in areas.values())


@pytest.mark.parametrize("area", [float("nan"), float("inf"), -1.0])
def test_what_is_no_area_never_passes_for_clean(edition, area):
    (found,) = ground_breaches(edition, {**CLEAN, "ecological_redline": area}, ON)
    assert found.code == Bar.GROUND_UNKNOWN
    assert bars([found])


@pytest.mark.parametrize("changes", [{"cultivated": float("nan")}, {"cultivatd": -5.0}])
def test_a_change_that_is_no_number_or_of_no_indicator_is_refused(changes):
    with pytest.raises(ValueError, match="没有登记"):
        indicator_breaches([EXHAUSTED], changes)
    with pytest.raises(ValueError, match="不是数"):
        Indicator("a", "甲", Direction.AT_MOST, float("nan"), 0.0)
