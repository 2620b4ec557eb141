from tests.town import LEAD, a_project
from tests.web.conftest import words_of


def test_the_only_hit_opens_at_once(story, enter):
    client = enter(LEAD)
    project = story.round.project
    response = client.get("/search/", {"words": project.name})
    assert response.headers["Location"] == f"/projects/{project.id}/"


def test_several_hits_stand_by_kind(story, enter):
    a_project(story.town, "滨河二小")
    a_project(story.town, "滨河三小")
    words = words_of(enter(LEAD).get("/search/", {"words": "滨河"}))
    assert "滨河二小" in words
    assert "滨河三小" in words
    assert "没有找到" in words_of(enter(LEAD).get("/search/", {"words": "林业"}))
    story.dispatch()
    response = enter(LEAD).get("/search/", {"words": "林业"})
    assert response.headers["Location"].startswith("/projects/?unit=")
    found = words_of(enter(LEAD).get(response.headers["Location"]))
    assert story.round.project.name in found
    assert "滨河二小" not in found


def test_nothing_found_says_how_to_search(story, enter):
    for given in ({"words": "没有这回事"}, {}):
        assert "拼音首字母" in words_of(enter(LEAD).get("/search/", given))
    assert "没有找到" in words_of(
        enter("stranger_company").get("/search/", {"words": story.round.project.name})
    )


def test_a_document_is_found_by_its_number_by_whom_it_concerns(story, enter):
    story.dispatch()
    story.answer_all()
    story.issue()
    number = story.round.opinion.document.number
    response = enter("forestry").get("/search/", {"words": number})
    assert response.headers["Location"] == f"/documents/{story.round.opinion.document_id}/"
    response = enter("stranger_company").get("/search/", {"words": number})
    assert "没有找到" in words_of(response)
