from lantu.foundations.projects.models import Project
from tests.town import INITIATOR, LEAD, a_project
from tests.web.conftest import words_of

CODE = "2019-410100-47-03-012345"


def at(project, verb):
    return f"/projects/{project.id}/do/{verb}/"


def test_a_code_is_given_once_and_one_of_neither_format_is_kept(story, enter, key):
    project, client = story.round.project, enter(LEAD)
    assert "登记项目代码" in words_of(client.get(f"/projects/{project.id}/"))
    for _ in range(2):
        sent = client.post(at(project, "give_code"), {"code": CODE, "act_key": key})
        assert sent.status_code == 302
    other = a_project(story.town, "滨河医院")
    refused = enter(INITIATOR).post(at(other, "give_code"), {"code": CODE})
    assert refused.status_code == 422
    assert project.name in words_of(refused)
    assert enter(INITIATOR).post(at(other, "give_code"), {"code": "老代码7"}).status_code == 302
    project.refresh_from_db()
    assert project.code == CODE


def test_a_new_name_keeps_the_former_one_however_often_it_is_sent(story, enter, key):
    project, client = story.round.project, enter(INITIATOR)
    former = project.name
    for _ in range(2):
        sent = client.post(at(project, "rename"), {"name": "滨河中学", "act_key": key})
        assert sent.status_code == 302
    project.refresh_from_db()
    assert (project.name, project.former_names) == ("滨河中学", [former])
    assert client.post(at(project, "rename"), {"name": ""}).status_code == 422
    assert f"曾用名：{former}" in words_of(client.get(f"/projects/{project.id}/"))


def test_a_project_entered_twice_leads_to_the_one_that_it_is(town, enter, key):
    twice, one = a_project(town), a_project(town, "滨河学校（新）")
    client = enter(INITIATOR)
    for _ in range(2):
        sent = client.post(at(twice, "merge"), {"into": one.id, "act_key": key})
        assert (sent.status_code, sent["Location"]) == (302, f"/projects/{twice.id}/")
    assert Project.objects.get(id=twice.id).merged_into == one
    assert client.get(f"/projects/{twice.id}/")["Location"] == f"/projects/{one.id}/"
    assert enter("stranger_company").post(at(twice, "merge"), {"into": one.id}).status_code == 404


def test_who_is_only_asked_about_a_project_does_not_name_it(story, enter):
    story.dispatch()
    project = story.round.project
    for verb in ("give_code", "rename", "merge"):
        assert enter("forestry").get(at(project, verb)).status_code == 404
        assert enter(LEAD, "signer").get(at(project, verb)).status_code == 404
    assert "项目更名" not in words_of(enter("forestry").get(f"/projects/{project.id}/"))
