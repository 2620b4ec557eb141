from dataclasses import replace
from datetime import date

import pytest

from lantu.law.blueprint import catalogue
from lantu.law.citation import Citation
from lantu.law.rows import ControlLine, Force, PlanDomain, PlanKind, Responsibility, Visibility
from lantu.law.wording import Refused

ON = date(2019, 9, 17)


@pytest.mark.requirement("D1-14")
def test_the_six_lines_are_six_and_each_has_its_layer(edition):
    assert len(ControlLine) == 6
    lines = [layer.control_line for layer in edition.layers if layer.control_line]
    assert sorted(lines) == sorted(ControlLine)


@pytest.mark.requirement("D1-03")
def test_the_four_core_plan_families_have_layers(edition):
    core = list(PlanKind)[:4]
    kinds = {layer.plan_kind for layer in edition.layers}
    assert core == ["development_plan", "urban_rural_plan", "land_use_plan",
                    "ecology_environment_plan"]  # fmt: skip
    assert set(core) <= kinds


@pytest.mark.requirement("D1-13")
def test_the_near_term_sources_are_in_the_catalogue(edition):
    kinds = {layer.plan_kind for layer in edition.layers}
    assert {
        PlanKind.URBAN_RURAL, PlanKind.CONTROL_LINE, PlanKind.REGULATORY, PlanKind.SPECIAL
    } <= kinds  # fmt: skip


@pytest.mark.requirement("D1-54")
def test_the_missing_one_of_fourteen_domains_is_named(edition):
    assert len(PlanDomain) == 14
    everything = frozenset(layer.key for layer in edition.layers)
    absent = catalogue.missing_domains(edition, everything)
    assert absent == (PlanDomain.AGRICULTURE, PlanDomain.MILITARY)
    without_power = everything - {"power_facilities"}
    assert PlanDomain.ENERGY in catalogue.missing_domains(edition, without_power)


@pytest.mark.requirement("D1-23")
def test_every_layer_has_an_owner_a_force_and_a_citation(edition):
    for layer in edition.layers:
        assert catalogue.owner(edition, layer.key, ON).name
        assert layer.force in Force
        assert layer.citation.instrument == "D1"


@pytest.mark.requirement("D1-60", "D1-61")
def test_the_hard_bars_are_the_four_of_the_notice(edition):
    assert {layer.key for layer in catalogue.hard_bars(edition)} == {
        "ecological_redline", "permanent_basic_farmland", "prohibited_zone", "mandatory_content"
    }  # fmt: skip


@pytest.mark.requirement("D1-B18")
def test_the_security_layer_exposes_a_trigger_only(edition):
    layer = catalogue.layer(edition, "security_control")
    assert layer.visibility is Visibility.TRIGGER_ONLY
    assert layer.force is Force.TRIGGER


@pytest.mark.requirement("D1-86")
def test_a_function_that_moves_takes_its_layers_and_questions_with_it(edition):
    moved = Responsibility(
        "forestry", "parks", date(2020, 3, 1), Citation.parse("D1 附件二(二) 末")
    )
    later = replace(edition, responsibilities=(*edition.responsibilities, moved))
    assert catalogue.owner(later, "wetland", date(2020, 2, 29)).key == "forestry"
    assert catalogue.owner(later, "wetland", date(2020, 3, 1)).key == "parks"
    assert catalogue.consulted(later, "wetland", date(2020, 3, 1))[0].department == "parks"


def test_before_anyone_holds_a_function_the_dates_are_named(edition):
    with pytest.raises(Refused, match=r"2019年8月16日.*2019年8月17日"):
        catalogue.responsible(edition, "forestry", date(2019, 8, 16))


@pytest.mark.requirement("D1-C16")
def test_a_layer_without_a_printed_question_goes_to_its_owner(edition):
    asked = catalogue.consulted(edition, "education_facilities", ON)
    assert [(one.department, one.row) for one in asked] == [("education", "D1-C16")]


@pytest.mark.requirement("D1-M25")
def test_both_spellings_of_the_railway_mean_one_organisation(edition):
    found = [catalogue.department(edition, name) for name in ("郑州市铁路局", "郑州铁路局")]
    assert found[0] == found[1]
    assert found[0] is not None
    assert found[0].key == "railway"


def test_the_three_kinds_of_addressees_are_there(edition):
    standings = {department.standing for department in edition.departments}
    assert {"county", "municipal_department", "other_unit"} <= standings


OWNERS = {
    "regulatory_plan": "市资源规划局",
    "industrial_layout": "市发展改革委",
    "education_facilities": "市教育局",
    "industry_informatisation": "市工信局",
    "welfare_facilities": "市民政局",
    "environmental_protection": "市生态环境局",
    "transport_infrastructure": "市交通局",
    "water_supply": "市城管局",
    "gas_supply": "市城管局",
    "heat_supply": "市城管局",
    "power_facilities": "国网郑州供电公司",
    "water_conservancy": "市水利局",
    "forest_land": "市林业局",
    "health_facilities": "市卫健委",
    "underground_space": "市人防办",
    "heritage_protection": "市文物局",
    "green_space_plan": "市园林局",
    "security_control": "市国家安全局",
    "meteorological_development": "市气象局",
    "sports_facilities": "市体育局",
}


@pytest.mark.requirement(
    "D1-B03", "D1-B04", "D1-B06", "D1-B08", "D1-B09", "D1-B10", "D1-B11", "D1-B13", "D1-B14",
    "D1-B15", "D1-B16", "D1-B19", "D1-B20",
)  # fmt: skip
@pytest.mark.parametrize(("layer", "holder"), OWNERS.items())
def test_only_the_department_of_annex_two_publishes_a_layer(edition, layer, holder):
    allowed = [
        department.name
        for department in edition.departments
        if catalogue.may_publish(edition, layer, department.key, ON)
    ]
    assert allowed == [holder]


def test_nobody_unknown_publishes(edition):
    assert not catalogue.may_publish(edition, "wetland", "nobody", ON)


def test_a_layer_out_of_the_catalogue_has_no_owner(edition):
    with pytest.raises(Refused, match="图层目录中没有“atlantis”"):
        catalogue.owner(edition, "atlantis", ON)
