from lantu.foundations.journal.models import Entry
from lantu.foundations.projects.actions import give_code
from lantu.systems.coordination.actions import reserve
from tests.town import INITIATOR, LEAD, a_footprint, a_project
from tests.web.conftest import words_of
from tests.web.projects.conftest import address, do

FORMER = "2019-410105-82-01-012345"


def test_a_code_that_another_project_has_is_refused_in_a_sentence(town, enter):
    project, other = a_project(town), a_project(town, "滨河医院")
    give_code(town.ask(INITIATOR, "clerk"), project_id=other.id, code=FORMER)
    refused = do(enter(INITIATOR), project, "give_code", code=FORMER)
    assert refused.status_code == 422
    assert "已属于“滨河医院”" in words_of(refused)


def test_a_renamed_project_shows_its_former_names_and_until_when(town, enter, key):
    project, clerk = a_project(town), enter(INITIATOR)
    assert do(clerk, project, "rename", name="滨河学校").status_code == 422
    for _ in range(2):
        given = {"name": "滨河实验学校", "act_key": key}
        assert do(clerk, project, "rename", **given).status_code == 302
    project.refresh_from_db()
    assert (project.name, project.former_names) == ("滨河实验学校", ["滨河学校"])
    assert "滨河学校 用至 2019年9月2日" in words_of(clerk.get(address(project)))


def test_a_project_entered_twice_is_merged_after_both_were_looked_at(town, enter, key):
    one, twin, clerk = a_project(town), a_project(town), enter(INITIATOR)
    assert one.reserve_number in words_of(clerk.get(address(twin, "do", "merge")))
    for wrong in ("储2019-99999", twin.reserve_number):
        assert "请核对后再填" in words_of(do(clerk, twin, "merge", number=wrong))
    looked = do(clerk, twin, "merge", number=one.reserve_number)
    assert looked.status_code == 422
    assert "保留的那一个" in words_of(looked)
    given = {"number": one.reserve_number, "is_sure": "on", "act_key": key}
    entries = Entry.objects.count()
    for _ in range(2):
        assert do(clerk, twin, "merge", **given).status_code == 302
    assert Entry.objects.count() == entries + 1
    twin.refresh_from_db()
    assert twin.merged_into == one
    assert clerk.get(address(twin)).url == address(one)


def test_another_unit_initiates_a_project_from_then_on(town, enter):
    project, clerk = a_project(town), enter(INITIATOR)
    other = town.unit("stranger_company")
    assert do(clerk, project, "initiator", unit=str(other.id)).status_code == 302
    project.refresh_from_db()
    assert project.initiating_unit == other
    assert enter("stranger_company").get(address(project, "do", "rename")).status_code == 200


def test_the_sheet_opens_from_the_file_for_whom_it_may_be_changed(town, enter):
    project = a_project(town)
    line = a_footprint(town, project)
    by = town.ask(INITIATOR, "clerk")
    reserve.enter_reserve(by, project_id=project.id, intended_use="教育", sketch_id=line.id)
    assert "修改项目信息" in words_of(enter(INITIATOR).get(address(project)))
    assert "修改项目信息" not in words_of(enter(LEAD).get(address(project)))
