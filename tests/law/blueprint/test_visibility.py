import pytest

from lantu.law.blueprint.visibility import visible
from lantu.law.edition import shipped
from lantu.law.rows import Visibility
from lantu.law.wording import Refused


@pytest.mark.parametrize(
    ("layer", "standing", "owns", "seen"),
    [
        ("road_red_line", "project_unit", False, Visibility.GEOMETRY),
        ("gas_supply", "municipal_department", False, Visibility.AREA_ONLY),
        ("gas_supply", "municipal_department", True, Visibility.GEOMETRY),
        ("gas_supply", "project_unit", False, Visibility.TRIGGER_ONLY),
        ("security_control", "municipal_department", False, Visibility.TRIGGER_ONLY),
        ("security_control", "project_unit", False, Visibility.HIDDEN),
    ],
)
def test_a_layer_shows_no_more_than_its_row_and_the_standing_allow(layer, standing, owns, seen):
    assert visible(shipped(), layer, standing, is_owner=owns) is seen


def test_a_layer_that_nobody_knows_has_no_answer():
    with pytest.raises(Refused):
        visible(shipped(), "no_such_layer", "county", is_owner=False)
