from lantu.foundations.projects.models import Watch
from tests.town import LEAD, go_to, later
from tests.web.conftest import words_of

TAB = "/?tab=followed"


def test_a_followed_project_tells_what_happened_since_the_last_look(story, enter):
    story.dispatch()
    project, client = story.round.project, enter(LEAD)
    address = f"/projects/{project.id}/"
    assert "还没有关注的项目" in words_of(client.get(TAB))
    for _ in range(2):
        assert client.post(address + "follow/", {"follow": "yes"}).status_code == 302
    assert "项新进展" not in words_of(client.get(TAB))
    go_to(later(hours=1))
    story.answer("forestry")
    words = words_of(client.get(TAB))
    for said in (project.name, "项新进展", "第 1 轮", "林业局"):
        assert said in words
    assert "取消关注" in words_of(client.get(address))
    assert "项新进展" not in words_of(client.get(TAB))
    sent = client.post(address + "follow/", {"follow": "no", "next": TAB})
    assert (sent.status_code, sent["Location"]) == (302, TAB)
    assert "还没有关注的项目" in words_of(client.get(TAB))


def test_a_project_is_followed_from_its_round_and_a_look_at_that_is_a_look(story, enter):
    story.dispatch()
    client, address = enter(LEAD), f"/rounds/{story.round.id}/"
    assert "取消关注" not in words_of(client.get(address))
    follow = f"/projects/{story.round.project_id}/follow/"
    sent = client.post(follow, {"follow": "yes", "next": address})
    assert (sent.status_code, sent["Location"]) == (302, address)
    go_to(later(hours=1))
    story.answer("forestry")
    assert "项新进展" in words_of(client.get(TAB))
    assert "取消关注" in words_of(client.get(address))
    assert "项新进展" not in words_of(client.get(TAB))


def test_the_tab_is_a_persons_own(story, enter):
    story.dispatch()
    enter(LEAD).post(f"/projects/{story.round.project_id}/follow/", {"follow": "yes"})
    assert "还没有关注的项目" in words_of(enter(LEAD, "signer").get(TAB))


def test_nobody_follows_what_the_unit_does_not_see_and_what_it_sees_no_more_is_gone(story, enter):
    story.dispatch()
    project, stranger = story.round.project, enter("stranger_company")
    address = f"/projects/{project.id}/follow/"
    assert stranger.post(address, {"follow": "yes"}).status_code == 404
    assert not Watch.objects.exists()
    person = story.town.account("stranger_company", "clerk")
    Watch.objects.create(account=person, project=project, seen_at=later(hours=0))
    assert project.name not in words_of(stranger.get(TAB))
