import pytest

from lantu.foundations.acts.wording import Refused
from lantu.systems.coordination.actions import overriding
from lantu.systems.coordination.queries.later_bar import (
    may_object,
    override_count,
    require_may_object,
    signed_override,
    silent_task,
)
from tests.systems.coordination.actions.test_overriding import SUPERVISOR, silent, wish

__all__ = ["silent"]


@pytest.mark.requirement("D1-37", "AMB-06")
def test_a_silent_unit_is_barred_until_its_override_is_signed_off(silent):
    unit, project = silent.town.unit("forestry"), silent.round.project
    assert not may_object(unit, project)
    with pytest.raises(Refused, match="第 1 轮协同中逾期未反馈"):
        require_may_object(unit, project)
    asked = wish(silent)
    assert not may_object(unit, project, override=asked)
    assert (signed_override(unit, project), override_count(project)) == (None, 0)
    overriding.decide_override(silent.town.ask(*SUPERVISOR), override_id=asked.id, signs_off=True)
    signed = signed_override(unit, project)
    assert may_object(unit, project, override=signed)
    require_may_object(unit, project, override=signed)
    assert override_count(project) == 1
    assert not may_object(silent.town.unit("heat_company"), project, override=signed)


@pytest.mark.requirement("D1-37", "AMB-06")
def test_silence_bars_only_whoever_was_silent_and_only_in_spatial_matters(silent):
    project = silent.round.project
    assert may_object(silent.town.unit("forestry"), project, spatial=False)
    assert may_object(silent.town.unit("parks"), project)
    assert may_object(silent.town.unit("education"), project)
    assert silent_task(silent.town.unit("education"), project) is None
