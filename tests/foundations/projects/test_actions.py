from datetime import date
from decimal import Decimal

import pytest
from shapely import box, to_wkb

from lantu.foundations.acts.actor import SYSTEM
from lantu.foundations.acts.gate import Request
from lantu.foundations.acts.policy import Denied
from lantu.foundations.acts.wording import Refused
from lantu.foundations.blobs.clearance import Clearance, ClearanceFault
from lantu.foundations.journal.replay import differences
from lantu.foundations.people import actions as people
from lantu.foundations.people.models import Standing
from lantu.foundations.projects.actions import (
    ProjectFault,
    add_participant,
    describe_project,
    enter_footprint,
    give_code,
    merge_project,
    register_project,
    rename_project,
)
from lantu.foundations.projects.models import Project
from lantu.foundations.projects.queries import capacities, standing_footprint
from lantu.law.flow import Capacity
from tests.town import CLEARED, INITIATOR, LEAD, MEADOW, a_footprint, a_project

ASIDE = Request(SYSTEM)
FORMER = "2019-410105-82-01-012345"
LINE = {
    "crs": "EPSG:4547",
    "source": "0" * 64,
    "source_name": "红线.txt",
    "clearance": CLEARED,
}


def refused(code, function, /, *args, **facts):
    with pytest.raises(Refused) as refusal:
        function(*args, **facts)
    assert refusal.value.code is code
    return str(refusal.value)


@pytest.fixture
def clerk(town):
    return town.ask(INITIATOR, "clerk")


def test_a_project_is_registered_with_a_reserve_number_and_its_initiator_takes_part(town):
    one, other = a_project(town), a_project(town, "滨河医院")
    assert (one.reserve_number, other.reserve_number) == ("储2019-00001", "储2019-00002")
    initiator = town.unit(INITIATOR)
    assert capacities(initiator.id, one.id, date(2019, 9, 2)) == {Capacity.INITIATING_UNIT}
    assert capacities(initiator.id, one.id, date(2019, 9, 1)) == frozenset()
    assert one.stated_by == town.account(INITIATOR, "clerk")
    assert list(differences()) == []


def test_a_project_may_come_in_before_anybody_knows_who_initiates_it(clerk):
    one = register_project(clerk, name="待定项目", statement="declassified")
    assert (one.initiating_unit, one.code) == (None, "")


def test_a_reserve_number_is_not_lost_with_a_refused_project(town, clerk):
    for broken in ({"statement": ""}, {"statement": "secret"}):
        refused(ProjectFault.STATEMENT_MISSING, register_project, clerk, name="项目", **broken)
    refused(ProjectFault.NAME_MISSING, register_project, clerk, name=" ", statement="unclassified")
    facts = {"name": "项目", "statement": "unclassified", "reserve_number": "储2019-99999"}
    refused(ProjectFault.FIELD_FIXED, register_project, clerk, **facts)
    assert a_project(town).reserve_number == "储2019-00001"


def test_only_the_information_sheet_of_a_project_is_described(town, clerk):
    one = a_project(town)
    sheet = describe_project(clerk, project_id=one.id, planned_height_m=Decimal("54.5"))
    assert sheet.planned_height_m == Decimal("54.5")
    for field in ("code", "reserve_number", "statement", "merged_into"):
        refused(
            ProjectFault.FIELD_FIXED, describe_project, clerk, project_id=one.id, **{field: "x"}
        )
    with pytest.raises(Denied):
        describe_project(town.ask("forestry", "clerk"), project_id=one.id, scale="大")


def test_a_renamed_project_keeps_its_former_names(town, clerk):
    one = a_project(town)
    rename_project(clerk, project_id=one.id, name="滨河第一学校")
    one = rename_project(clerk, project_id=one.id, name="滨河实验学校")
    assert (one.name, one.former_names) == ("滨河实验学校", ["滨河学校", "滨河第一学校"])
    refused(ProjectFault.NAME_MISSING, rename_project, clerk, project_id=one.id, name="")


@pytest.mark.requirement("D1-24")
def test_one_code_means_one_project_in_every_system(town, clerk):
    one, other = a_project(town), a_project(town, "滨河医院")
    typed = FORMER.replace("-", " ")
    assert give_code(clerk, project_id=one.id, code=typed).code == FORMER
    assert Project.objects.get(code=FORMER) == one
    said = refused(ProjectFault.CODE_TAKEN, give_code, clerk, project_id=other.id, code=FORMER)
    assert "滨河学校" in said
    assert give_code(clerk, project_id=one.id, code=FORMER).code == FORMER


@pytest.mark.requirement("D1-24")
def test_projects_without_a_code_do_not_stand_in_each_others_way(town, clerk):
    a_project(town)
    other = a_project(town, "滨河医院")
    assert give_code(clerk, project_id=other.id, code="真实的怪代码").code == "真实的怪代码"
    refused(ProjectFault.CODE_MISSING, give_code, clerk, project_id=other.id, code=" ")


def test_a_project_entered_twice_is_merged_and_both_files_stay(town, clerk):
    one, twin = a_project(town), a_project(town, "滨河学校(重复)")
    merged = merge_project(clerk, project_id=twin.id, into_id=one.id)
    assert merged.merged_into == one
    assert Project.objects.count() == 2
    refused(ProjectFault.SAME_PROJECT, merge_project, clerk, project_id=one.id, into_id=one.id)
    refused(ProjectFault.MERGED_BACK, merge_project, clerk, project_id=one.id, into_id=twin.id)


def test_a_surveyed_line_carries_the_surveys_number_unit_and_day(town, clerk):
    one = a_project(town)
    survey = {"survey_number": "勘2019-1", "survey_unit": "测绘院", "surveyed_on": date(2019, 9, 1)}
    facts = {"project_id": one.id, "rank": "surveyed", "geometry": MEADOW, **LINE}
    for missing in survey:
        part = {name: value for name, value in survey.items() if name != missing}
        refused(ProjectFault.SURVEY_MISSING, enter_footprint, clerk, **facts, **part)
    line = enter_footprint(clerk, **facts, **survey)
    assert line.survey_number == "勘2019-1"


def test_a_corrected_line_carries_its_surveys_number_unit_and_day_or_none_of_them(town, clerk):
    one = a_project(town)
    survey = {"survey_number": "勘2019-1", "survey_unit": "测绘院", "surveyed_on": date(2019, 9, 1)}
    facts = {"project_id": one.id, "rank": "corrected", "geometry": MEADOW, **LINE}
    for part in survey.items():
        refused(ProjectFault.SURVEY_IN_PART, enter_footprint, clerk, **facts, **dict([part]))
    line = enter_footprint(clerk, **facts, **survey)
    assert (line.survey_unit, line.surveyed_on) == ("测绘院", date(2019, 9, 1))
    assert enter_footprint(clerk, **facts).survey_number == ""


def test_a_line_of_another_grid_carries_the_batch_of_its_conversion(town, clerk):
    one = a_project(town)
    facts = {"project_id": one.id, "rank": "sketch", "geometry": MEADOW, **LINE}
    conversion = {"converted_from": "郑州市地方坐标系", "conversion_batch": "转2019-031"}
    for part in conversion.items():
        refused(ProjectFault.CONVERSION_IN_PART, enter_footprint, clerk, **facts, **dict([part]))
    line = enter_footprint(clerk, **facts, **conversion)
    assert (line.converted_from, line.conversion_batch) == tuple(conversion.values())


@pytest.mark.requirement("AMB-82")
def test_a_line_without_statement_and_reviewer_does_not_come_in(town, clerk):
    one = a_project(town)
    facts = {"project_id": one.id, "rank": "sketch", "geometry": MEADOW, **LINE}
    for clearance, fault in (
        (None, ClearanceFault.MISSING),
        (Clearance("unclassified", ""), ClearanceFault.REVIEWER_MISSING),
    ):
        refused(fault, enter_footprint, clerk, **{**facts, "clearance": clearance})
    line = enter_footprint(clerk, **facts)
    assert (line.statement, line.reviewer) == ("unclassified", "保密员")


def test_all_four_ranks_stand_beside_each_other_and_the_highest_speaks(town):
    one = a_project(town)
    survey = {"survey_number": "勘2019-1", "survey_unit": "测绘院", "surveyed_on": date(2019, 9, 1)}
    facts = {"project_id": one.id, "geometry": MEADOW, **LINE}
    highest_first = ("surveyed", "allocated", "corrected", "sketch")
    for rank in highest_first:
        more = survey if rank == "surveyed" else {}
        enter_footprint(town.ask(INITIATOR, "clerk"), rank=rank, **facts, **more)
        assert standing_footprint(one.id).rank == "surveyed"
    assert set(one.footprints.values_list("rank", flat=True)) == set(highest_first)


@pytest.mark.requirement("D1-32")
def test_the_areas_of_a_line_are_kept_as_planned_and_on_the_ellipsoid(town):
    line = a_footprint(town, a_project(town))
    assert line.plane_area_m2 == Decimal("20000.0000")
    assert abs(line.ellipsoidal_area_m2 - 20000) < 20
    assert line.entered_on == date(2019, 9, 2)


@pytest.mark.requirement("D1-32")
def test_a_later_rank_stands_beside_the_earlier_ones(town):
    one = a_project(town)
    sketch = a_footprint(town, one)
    corrected = a_footprint(town, one, rank="corrected", move_m=10)
    assert set(one.footprints.all()) == {sketch, corrected}
    assert standing_footprint(one.id) == corrected
    sketch.refresh_from_db()
    assert bytes(sketch.geometry) == to_wkb(MEADOW)


def test_a_line_replaces_one_of_its_own_project_and_rank_only(town, clerk):
    one, other = a_project(town), a_project(town, "滨河医院")
    former = a_footprint(town, one)
    facts = {"geometry": MEADOW, **LINE, "supersedes_id": former.id}
    for project, rank in ((one, "corrected"), (other, "sketch")):
        refused(
            ProjectFault.OTHER_LINE,
            enter_footprint,
            clerk,
            project_id=project.id,
            rank=rank,
            **facts,
        )
    newer = enter_footprint(clerk, project_id=one.id, rank="sketch", **facts)
    assert standing_footprint(one.id) == newer
    assert one.footprints.count() == 2


@pytest.mark.requirement("D1-81")
def test_a_county_writes_within_its_own_boundary_only(town):
    county = town.unit("zhongmou")
    asking = town.ask("zhongmou", "clerk")
    project = register_project(
        asking, name="县区学校", statement="unclassified", initiating_unit_id=county.id
    )
    facts = {"project_id": project.id, "rank": "sketch", **LINE}
    refused(ProjectFault.OUTSIDE_BOUNDARY, enter_footprint, asking, geometry=MEADOW, **facts)
    people.describe_unit(
        ASIDE,
        unit_id=county.id,
        boundary=to_wkb(box(460000, 3840000, 470000, 3850000)),
        boundary_crs="EPSG:4547",
    )
    assert enter_footprint(asking, geometry=MEADOW, **facts).project == project
    across = box(469900, 3845000, 470100, 3845100)
    said = refused(ProjectFault.OUTSIDE_BOUNDARY, enter_footprint, asking, geometry=across, **facts)
    assert said.startswith("图形超出“中牟县”的行政范围")
    assert county.standing == Standing.COUNTY


def test_whoever_takes_part_already_is_not_entered_twice(town):
    one, unit = a_project(town), town.unit("forestry")
    facts = {"project": one, "unit": unit, "capacity": Capacity.PARTICIPANT}
    assert add_participant(ASIDE, **facts) == add_participant(ASIDE, **facts)
    with pytest.raises(Denied):
        add_participant(town.ask(LEAD, "signer"), **facts)
