from datetime import date
from itertools import combinations

import pytest

from lantu.law.blueprint.precedence import Handling, Trait, is_ecological, propose, traits
from lantu.law.rows import PlanKind

ON = date(2019, 10, 8)
VALUES = {
    PlanKind.LAND_USE: "农用地",
    PlanKind.URBAN_RURAL: "居住用地",
    PlanKind.ECOLOGY_ENVIRONMENT: "生态保护",
    PlanKind.DEVELOPMENT: "产业集聚区",
}


def of(edition, land_class, **facts):
    asked = {
        "basic_farmland": False, "inside_development_boundary": False, "named_ecological": False
    }  # fmt: skip
    return traits(edition, land_class, on=ON, **{**asked, **facts})


@pytest.mark.requirement("D1-63", "D1-64", "D1-65")
@pytest.mark.parametrize(
    ("trait", "prevails", "value"),
    [
        (Trait.FARMLAND, PlanKind.LAND_USE, "农用地"),
        (Trait.DEVELOPMENT, PlanKind.URBAN_RURAL, "居住用地"),
        (Trait.ECOLOGICAL, PlanKind.ECOLOGY_ENVIRONMENT, "生态保护"),
    ],
)
@pytest.mark.requirement("AMB-10")
def test_one_trait_makes_one_plan_prevail(trait, prevails, value):
    proposal = propose(frozenset({trait}), VALUES)
    assert (proposal.prevails, proposal.value, proposal.is_manual) == (prevails, value, False)


@pytest.mark.requirement("D1-66")
@pytest.mark.parametrize("count", [2, 3])
def test_where_traits_cross_a_person_decides(count):
    for found in combinations(Trait, count):
        proposal = propose(frozenset(found), VALUES)
        assert proposal.handling is Handling.SEVERAL_TRAITS
        assert (proposal.is_manual, proposal.value) == (True, None)


@pytest.mark.requirement("AMB-88")
def test_without_a_trait_or_without_a_value_a_person_decides():
    assert propose(frozenset(), VALUES).handling is Handling.NO_TRAIT
    silent = {PlanKind.URBAN_RURAL: "居住用地"}
    proposal = propose(frozenset({Trait.FARMLAND}), silent)
    assert (proposal.handling, proposal.is_manual) == (Handling.NO_VALUE, True)


@pytest.mark.requirement("D1-63", "D1-64")
def test_traits_come_from_class_line_and_boundary(edition):
    assert of(edition, "0103") == {Trait.FARMLAND}
    assert of(edition, "0701", basic_farmland=True) == {Trait.FARMLAND}
    assert of(edition, "0701", inside_development_boundary=True) == {Trait.DEVELOPMENT}
    assert of(edition, "0101", inside_development_boundary=True) == {
        Trait.FARMLAND, Trait.DEVELOPMENT
    }  # fmt: skip
    assert of(edition, "0701") == frozenset()


@pytest.mark.requirement("D1-65")
@pytest.mark.parametrize(
    ("land_class", "named", "ecological"),
    [("0301", False, True), ("0401", False, True), ("1101", False, True), ("1104", False, False),
     ("1107", False, False), ("1109", False, False), ("1109", True, True), ("0701", False, False),
     ("0701", True, True)],
)  # fmt: skip
@pytest.mark.requirement("AMB-87")
def test_ecological_land_is_what_the_table_says_or_a_plan_names(
    edition, land_class, named, ecological
):
    assert is_ecological(edition, land_class, named=named, on=ON) is ecological
