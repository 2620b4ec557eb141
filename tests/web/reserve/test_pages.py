from uuid import uuid4

from lantu.foundations.projects.models import Project
from lantu.systems.coordination.models import Round
from tests.town import INITIATOR, LEAD, SENDER, a_footprint, a_project
from tests.web.conftest import words_of
from tests.web.reserve.conftest import SHEET, address, do, enter_project


def test_a_project_goes_from_its_form_through_the_reserve_into_a_round(town, enter):
    clerk, sender = enter(INITIATOR), enter(SENDER)
    project = enter_project(clerk)
    assert project.investment_yuan == 120005000
    assert project.is_former_industrial_site is False
    page = words_of(clerk.get(address(project)))
    assert "待报红线" in page
    assert "还没有意向红线，报送红线之后才能入库" in page
    assert do(clerk, project, "enter", intended_use="中小学用地").status_code == 404
    a_footprint(town, project)
    assert "待入库" in words_of(clerk.get(address(project)))
    assert do(clerk, project, "enter", intended_use="中小学用地").status_code == 302
    assert do(sender, project, "judge_mature", ground="已列入年度计划").status_code == 302
    lead = str(town.unit(LEAD).id)
    assert do(sender, project, "push", lead=lead).status_code == 302
    assert Round.objects.get(project=project).state == "round.received"
    assert "第 1 轮" in words_of(clerk.get(address(project)))


def test_a_form_sent_twice_enters_one_project(town, enter, key):
    clerk = enter(INITIATOR)
    for _ in range(2):
        clerk.post("/reserve/new/", SHEET | {"act_key": key, "is_another": "on"})
    assert Project.objects.count() == 1


def test_the_second_click_does_not_take_the_first_for_a_namesake(town, enter, key):
    clerk = enter(INITIATOR)
    sent = [clerk.post("/reserve/new/", SHEET | {"act_key": key}) for _ in range(2)]
    assert [one.status_code for one in sent] == [302, 302]
    assert sent[0]["Location"] == sent[1]["Location"]
    assert clerk.post("/reserve/new/", SHEET).status_code == 422
    assert Project.objects.count() == 1


def test_the_list_counts_by_state_and_is_narrowed(waiting, town, enter):
    a_project(town, "滨河学校")
    client = enter(SENDER)
    page = words_of(client.get("/reserve/"))
    assert "待报红线 1" in page
    assert "在库 1" in page
    narrowed = words_of(client.get("/reserve/", {"where": "reserve.in_reserve"}))
    assert "地铁车辆段" in narrowed
    assert "滨河学校" not in narrowed
    assert "没有符合条件的项目" in words_of(client.get("/reserve/", {"words": "机场"}))


def test_anothers_project_is_not_there(waiting, enter):
    stranger = enter("stranger_company")
    assert "地铁车辆段" not in words_of(stranger.get("/reserve/"))
    for path in (address(waiting), address(waiting, "edit"), address(waiting, "do", "withdraw")):
        assert stranger.get(path).status_code == 404
        assert stranger.post(path, {"reason": "不要了"}).status_code == 404
    assert enter(INITIATOR).get(f"/reserve/{uuid4()}/").status_code == 404
