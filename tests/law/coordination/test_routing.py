from dataclasses import replace
from datetime import date

import pytest

from lantu.law.blueprint.catalogue import Consultation
from lantu.law.blueprint.judgement import LayerMeasurement, judge
from lantu.law.citation import Citation
from lantu.law.coordination.routing import (
    Tag,
    always_asked,
    asked,
    asked_again,
    may_prefill_not_concerned,
)
from lantu.law.rows import Responsibility

ON = date(2019, 9, 17)


def rows(edition, **areas):
    measured = [
        LayerMeasurement(layer.key, areas.get(layer.key, 0.0), as_of_on=ON)
        for layer in edition.layers
    ]
    return judge(measured, edition=edition, judged_on=ON).rows


def departments(found):
    return [consultation.department for consultation in found]


@pytest.mark.requirement("D1-33", "D1-C11", "D1-C12", "D1-C13", "D1-C14")
def test_thirteen_are_always_asked_and_the_lead_never(edition):
    found = always_asked(edition, ON)
    assert [one.row for one in found] == [f"D1-C{n:02}" for n in range(2, 15)]
    assert "natural_resources_planning" not in departments(found)
    assert asked(edition, rows(edition), ON) == found


@pytest.mark.requirement("D1-C16")
@pytest.mark.requirement("AMB-23")
def test_a_department_whose_layer_is_met_is_asked_too(edition):
    found = asked(edition, rows(edition, education_facilities=300.0, wetland=50.0), ON)
    assert Consultation("education", "D1-C16") in found
    assert departments(found).count("forestry") == 1


@pytest.mark.requirement("D1-B22", "D1-B23", "D1-C15")
def test_tags_and_hand_add_units(edition):
    by_hand = [Consultation("other_utility", "D1-C15")]
    found = asked(edition, rows(edition), ON, by_hand=by_hand, tags=list(Tag))
    assert departments(found)[-3:] == ["secrecy", "garrison", "other_utility"]


def test_the_lead_is_not_asked_even_by_hand(edition):
    by_hand = [Consultation("natural_resources_planning", "D1-C16")]
    assert asked(edition, rows(edition), ON, by_hand=by_hand) == always_asked(edition, ON)


def test_without_data_the_owner_is_asked(edition):
    found = asked(edition, judge([], edition=edition, judged_on=ON).rows, ON)
    assert {"education", "sports", "railway", "district"} <= set(departments(found))
    assert "natural_resources_planning" not in departments(found)


@pytest.mark.requirement("D1-86")
@pytest.mark.requirement("AMB-64")
def test_after_a_move_the_new_holder_is_asked(edition):
    moved = Responsibility("parks", "forestry", date(2020, 1, 1), Citation.parse("D1 附件二(二)"))
    later = replace(edition, responsibilities=(*edition.responsibilities, moved))
    assert "parks" in departments(always_asked(later, date(2019, 12, 31)))
    assert "parks" not in departments(always_asked(later, date(2020, 1, 1)))


def test_after_a_moved_red_line_only_those_who_are_met_otherwise_are_asked_again(edition):
    before = rows(edition, wetland=50.0, education_facilities=300.0)
    assert asked_again(before, before) == ()
    after = rows(edition, wetland=80.0, education_facilities=300.0)
    assert asked_again(before, after) == ("forestry",)
    cleared = rows(edition, wetland=50.0)
    assert asked_again(before, cleared) == ("education",)


def test_not_concerned_is_prefilled_only_where_all_own_layers_are_clear(edition):
    assert may_prefill_not_concerned(rows(edition), "forestry")
    assert not may_prefill_not_concerned(rows(edition, wetland=0.2), "forestry")
    assert not may_prefill_not_concerned(rows(edition), "gas_company")
    unmeasured = judge([], edition=edition, judged_on=ON).rows
    assert not may_prefill_not_concerned(unmeasured, "forestry")
