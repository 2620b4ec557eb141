import pytest

from lantu.foundations.lawbook.queries import edition_by_digest
from lantu.systems.coordination.actions import districts
from lantu.systems.coordination.content import lawful, measured_areas, prefilled, prefilled_fields


def prefill(story, unit):
    task = story.task(unit)
    return prefilled_fields(edition_by_digest(task.round.check_record.edition), task)


@pytest.mark.requirement("D1-C05", "D1-C06", "D1-C07", "D1-C08")
def test_what_the_map_measured_stands_in_the_answer_beforehand(story):
    story.dispatch(water_blue_line=30.0, forest_land=40.0, greening_green_line=50.0)
    assert prefill(story, "water_resources")["blue_line_area_m2"] == 30.0
    assert prefill(story, "forestry")["forest_land_area_m2"] == 40.0
    assert prefill(story, "forestry")["wetland_area_m2"] == 0.0
    assert prefill(story, "parks")["green_land_area_m2"] == 50.0
    assert prefill(story, "cultural_relics")["protected_site_involved"] is False
    assert prefill(story, "development_reform") == {}, "no map tells whether a use fits a layout"
    assert measured_areas(story.task("parks"))["forest_land"] == 40.0


@pytest.mark.requirement("AMB-78")
def test_not_concerned_is_prefilled_only_where_own_layers_were_measured_clear(story):
    story.dispatch(forest_land=40.0)
    assert prefilled(story.task("forestry")) == (None, {})
    assert prefilled(story.task("gas_company")) == (None, {})
    assert prefilled(story.task("meteorology"))[0] == "answer.not_concerned"


@pytest.mark.requirement("D1-84", "D1-85")
def test_the_views_of_counties_belong_to_the_answer(story):
    story.dispatch()
    ask, task = story.town.ask("forestry", "clerk"), story.task("forestry")
    county = story.town.unit("zhongmou")
    districts.consult_district(ask, task_id=task.id, district_id=county.id)
    content = {"fields": {"materials": ["图"]}, "weighing": "权衡"}
    before = lawful(task.row, "answer.conditional", content, task)
    assert (before.asked_districts, before.district_opinions) == (True, ())
    districts.hear_district(
        ask, task_id=task.id, district_id=county.id, is_negative=True, words="不同意"
    )
    after = lawful(task.row, "answer.conditional", content, task)
    assert [(one.district, one.negative) for one in after.district_opinions] == [("中牟县", True)]
    assert after.fields == {"materials": ("图",)}
