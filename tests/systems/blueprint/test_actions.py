from datetime import date

import pytest

from lantu.foundations.acts.policy import Denied
from lantu.foundations.journal.replay import differences
from lantu.systems.blueprint.actions import record_check
from tests.town import a_check


@pytest.mark.requirement("D1-07")
def test_a_check_keeps_what_was_measured_and_by_which_law(town, footprint):
    check = a_check(town, footprint, forest_land=12.5)
    assert check.checked_on == date(2019, 9, 2)
    measured = {row["layer"]: row["area_m2"] for row in check.measurements}
    assert (measured["forest_land"], measured["wetland"]) == (12.5, 0.0)
    assert len(check.edition) == 64
    assert list(differences()) == []


@pytest.mark.requirement("D1-07")
def test_a_hard_bar_shows_in_the_outcome(town, footprint):
    clear = a_check(town, footprint)
    barred = a_check(town, footprint, permanent_basic_farmland=500.0)
    assert clear.outcome != barred.outcome
    assert clear.inputs_digest != barred.inputs_digest


def test_a_stranger_to_the_project_does_not_check_it(town, footprint):
    with pytest.raises(Denied):
        record_check(
            town.ask("sports", "clerk"),
            footprint=footprint,
            city="郑州市",
            blueprint_number=1,
            measurements=[],
        )
