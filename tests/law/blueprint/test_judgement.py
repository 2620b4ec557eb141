from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lantu.law.blueprint.judgement import (
    Judgement,
    LayerMeasurement,
    Outcome,
    Rank,
    Remark,
    judge,
    ordered,
    standing,
)
from lantu.law.edition import shipped
from lantu.law.rows import Force
from lantu.law.verdict import canonical, rejudge
from lantu.law.wording import Refused

ON = date(2019, 9, 17)
FRESH = date(2019, 6, 1)


def measured(layer, area_m2=0.0, **facts):
    return LayerMeasurement(layer, area_m2, area_m2 / 10_000, as_of_on=FRESH, **facts)


def check(*measurements):
    """Judge with every layer that is not named measured as clear."""
    named = {measurement.layer for measurement in measurements}
    clear = [measured(layer.key) for layer in shipped().layers if layer.key not in named]
    return judge([*measurements, *clear], edition=shipped(), judged_on=ON)


def row(verdict, layer):
    return next(row for row in verdict.rows if row.layer == layer)


@pytest.mark.requirement("D1-27")
def test_every_layer_of_the_catalogue_gets_a_judgement():
    verdict = check(measured("wetland", 500.0))
    assert {row.layer for row in verdict.rows} == {layer.key for layer in shipped().layers}
    wetland = row(verdict, "wetland")
    assert wetland.judgement is Judgement.OCCUPIED
    assert [asked.department for asked in wetland.consulted] == ["forestry"]
    assert wetland.sentences[0] == "压占湿地 500 平方米，占红线面积 5%"


def test_a_footprint_that_meets_nothing_is_clear():
    verdict = check()
    assert verdict.outcome is Outcome.CLEAR
    assert all(row.judgement is Judgement.CLEAR for row in verdict.rows)
    assert not verdict.verdict.findings


@pytest.mark.requirement("D1-60", "D1-61")
@pytest.mark.parametrize(
    "layer",
    ["ecological_redline", "permanent_basic_farmland", "prohibited_zone", "mandatory_content"],
)
def test_a_hard_bar_is_shown_first_and_bars(layer):
    verdict = check(measured(layer, 1.01), measured("wetland", 9_000.0))
    assert verdict.outcome is Outcome.BARRED
    assert verdict.rows[0].layer == layer
    assert verdict.rows[0].force is Force.HARD_BAR
    assert [bar.layer for bar in verdict.bars_met] == [layer]


@pytest.mark.parametrize(
    ("area_m2", "expected"),
    [(0.0, Judgement.CLEAR), (0.0001, Judgement.TOUCHED), (1.0, Judgement.TOUCHED),
     (1.0001, Judgement.OCCUPIED)],
)  # fmt: skip
@pytest.mark.requirement("AMB-81")
def test_more_than_the_tolerance_occupies_and_less_only_touches(area_m2, expected):
    assert row(check(measured("forest_land", area_m2)), "forest_land").judgement is expected


def test_a_missing_layer_is_never_taken_for_a_clean_one():
    verdict = judge([], edition=shipped(), judged_on=ON)
    assert {row.judgement for row in verdict.rows} == {Judgement.NO_DATA}
    assert verdict.outcome is Outcome.INCOMPLETE
    assert verdict.rows[0].rank is Rank.BAR_UNKNOWN


def test_a_touched_hard_bar_leaves_the_check_incomplete():
    verdict = check(measured("ecological_redline", 0.5))
    assert verdict.outcome is Outcome.INCOMPLETE


def test_a_layer_that_covers_half_of_the_footprint_answers_no_data_unless_it_is_met():
    half = check(measured("wetland", covered_share=0.5))
    assert row(half, "wetland").judgement is Judgement.NO_DATA
    met = row(check(measured("wetland", 30.0, covered_share=0.5)), "wetland")
    assert met.judgement is Judgement.OCCUPIED
    assert Remark.PARTLY_COVERED in [remark.code for remark in met.remarks]
    assert "红线有 50% 不在“湿地”的数据范围内" in met.sentences


@pytest.mark.parametrize(
    ("as_of_on", "outdated"),
    [(date(2018, 9, 17), False), (date(2018, 9, 16), True), (date(2019, 9, 1), False)],
)
def test_a_layer_older_than_its_interval_is_outdated(as_of_on, outdated):
    verdict = check(LayerMeasurement("wetland", as_of_on=as_of_on))
    assert row(verdict, "wetland").outdated is outdated


@pytest.mark.requirement("D1-B24")
@pytest.mark.parametrize(("metres", "asked"), [(49.9, True), (50.0, True), (50.1, False)])
@pytest.mark.requirement("AMB-84")
def test_a_footprint_near_the_railway_is_put_to_the_railway(metres, asked):
    verdict = check(measured("railway", nearest_m=metres))
    consulted = [one.department for one in row(verdict, "railway").consulted]
    assert consulted == (["railway"] if asked else [])
    assert verdict.outcome is (Outcome.CONSULT if asked else Outcome.CLEAR)


@pytest.mark.requirement("D1-B18")
def test_a_security_area_shows_only_whom_to_ask():
    verdict = check(measured("security_control", 8_000.0))
    security = row(verdict, "security_control")
    assert security.sentences == ("须征求市国家安全局意见",)
    assert (security.area_m2, security.share) == (0.0, 0.0)


def test_layers_that_only_inform_do_not_call_for_consultation():
    verdict = check(measured("development_boundary", 10_000.0), measured("land_use_plan", 10_000.0))
    assert verdict.outcome is Outcome.CLEAR
    assert "有利" in "".join(row(verdict, "development_boundary").sentences)


def test_many_slivers_occupy_and_say_that_they_are_slivers():
    wetland = row(check(measured("wetland", 3.0, largest_hit_m2=0.9)), "wetland")
    assert wetland.judgement is Judgement.OCCUPIED
    assert Remark.SLIVERS_ONLY in [remark.code for remark in wetland.remarks]


def test_a_layer_out_of_the_catalogue_is_refused_by_name():
    with pytest.raises(Refused, match="no_such_layer"):
        judge([measured("no_such_layer")], edition=shipped(), judged_on=ON)


def test_a_layer_measured_twice_is_refused():
    with pytest.raises(ValueError, match="只能有一个"):
        judge([measured("wetland"), measured("wetland", 2.0)], edition=shipped(), judged_on=ON)


def test_the_receipt_depends_on_the_inputs_and_not_on_their_order():
    one, two = measured("wetland", 5.0), measured("railway", 6.0)
    receipts = [
        judge(order, edition=shipped(), judged_on=ON).receipt for order in ([one, two], [two, one])
    ]
    assert receipts[0] == receipts[1]
    other = judge([one], edition=shipped(), judged_on=ON).receipt
    assert other.inputs_digest != receipts[0].inputs_digest


@given(
    area=st.floats(0, 1e9),
    more=st.floats(0, 1e9),
    covered=st.floats(0, 1),
)
def test_a_larger_overlap_is_never_judged_milder(area, more, covered):
    order = [Judgement.CLEAR, Judgement.NO_DATA, Judgement.TOUCHED, Judgement.OCCUPIED]
    first, second = (
        standing(
            LayerMeasurement("wetland", size, covered_share=covered),
            touch_area_m2=1.0,
            whole_coverage=0.999999,
        )
        for size in (area, area + more)
    )
    assert order.index(first) <= order.index(second)


def test_a_stored_check_is_judged_again_and_names_what_would_differ():
    inputs = ordered([measured("wetland", 2.0), measured("forest_land", 9.0)])
    was = judge(inputs, edition=shipped(), judged_on=ON)
    same = judge(inputs, edition=shipped(), judged_on=ON)
    assert canonical(was.verdict) == canonical(same.verdict)
    assert rejudge(was.verdict, inputs, lambda: same.verdict) is None
    later = judge(inputs, edition=with_touch_area(3), judged_on=date(2020, 1, 1))
    difference = rejudge(was.verdict, inputs, lambda: later.verdict)
    assert difference is not None
    assert "judgement.touched" in difference.now
    assert "judgement.touched" not in difference.was


def with_touch_area(square_metres):
    (old,) = (p for p in shipped().parameters if p.name == "blueprint.touch_area")
    added = replace(old.values[0], in_force_on=date(2020, 1, 1), amount=square_metres)
    new = replace(old, values=(*old.values, added))
    return replace(
        shipped(), parameters=tuple(new if p is old else p for p in shipped().parameters)
    )


def test_a_small_share_is_not_said_as_nothing():
    tiny = LayerMeasurement("wetland", 2.0, 0.00000123456, as_of_on=FRESH)
    assert "占红线面积 0.0001235%" in row(check(tiny), "wetland").sentences[0]


@pytest.mark.parametrize(
    "wrong",
    [{"area_m2": float("nan")}, {"area_m2": -1.0}, {"share": 1.1}, {"covered_share": float("nan")},
     {"largest_hit_m2": float("inf")}, {"nearest_m": -0.5}],
)  # fmt: skip
def test_what_is_no_measurement_is_refused_before_it_passes_for_clean(wrong):
    with pytest.raises(ValueError, match="“wetland”"):
        LayerMeasurement("wetland", **wrong)
