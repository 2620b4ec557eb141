import pytest

from lantu.systems.blueprint.queries import frozen, measurements_of, verdict_of
from tests.town import a_check


@pytest.fixture
def check(town, footprint):
    return a_check(town, footprint, permanent_basic_farmland=500.0)


@pytest.mark.requirement("D1-07")
def test_the_verdict_follows_again_from_what_was_kept(check):
    verdict = verdict_of(check)
    assert str(verdict.outcome) == check.outcome
    assert verdict.receipt.inputs_digest == check.inputs_digest
    assert [bar.layer for bar in verdict.bars_met] == ["permanent_basic_farmland"]


def test_what_is_kept_thaws_to_what_was_measured(check):
    thawed = measurements_of(check)
    assert frozen(thawed) == check.measurements
    assert {one.layer: one.area_m2 for one in thawed}["permanent_basic_farmland"] == 500.0
