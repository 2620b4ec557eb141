from tests.town import INITIATOR, LEAD, SENDER, a_project
from tests.web.conftest import words_of
from tests.web.projects.conftest import address, do


def test_what_runs_in_a_round_is_neither_merged_nor_handed_over(story, enter):
    project, clerk = story.round.project, enter(INITIATOR)
    page = words_of(clerk.get(address(project)))
    assert "更名" in page
    for verb, title in (("merge", "并入另一个项目"), ("initiator", "变更发起单位")):
        assert title not in page
        assert clerk.get(address(project, "do", verb)).status_code == 404


def test_only_whom_the_policy_allows_finds_the_acts(town, enter):
    project = a_project(town)
    for unit, person in ((INITIATOR, "signer"), (LEAD, "clerk"), (SENDER, "clerk")):
        client = enter(unit, person)
        assert "更名" not in words_of(client.get(address(project)))
        assert client.get(address(project, "do", "rename")).status_code == 404
        assert do(client, project, "rename", name="别名").status_code == 404
    assert enter("stranger_company").get(address(project, "do", "rename")).status_code == 404
    assert enter(INITIATOR).get(address(project, "do", "nothing")).status_code == 404


def test_who_is_only_asked_about_a_project_does_not_name_it(story, enter):
    story.dispatch()
    project = story.round.project
    for verb in ("give_code", "rename", "merge", "initiator"):
        assert enter("forestry").get(address(project, "do", verb)).status_code == 404
        assert enter(LEAD, "signer").get(address(project, "do", verb)).status_code == 404
    assert "更名" not in words_of(enter("forestry").get(address(project)))
    assert "更名" in words_of(enter(LEAD).get(address(project)))
