from tests.town import LEAD
from tests.web.conftest import words_of


def test_the_head_counts_what_came_since_the_last_look(story, enter):
    story.dispatch()
    client = enter("forestry")
    assert "通知 1 " in words_of(client.get("/"))
    assert "新" in words_of(client.get("/messages/"))
    assert "通知 1 " not in words_of(client.get("/"))
    assert "通知 1 " in words_of(enter("forestry", "signer").get("/"))
    assert "通知 1 " not in words_of(enter(LEAD).get("/guide/"))


def test_what_was_seen_on_one_machine_is_seen_on_every_other(story, enter):
    story.dispatch()
    enter("forestry").get("/messages/")
    assert "通知 1 " not in words_of(enter("forestry").get("/"))
