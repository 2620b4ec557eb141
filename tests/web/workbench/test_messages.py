from tests.web.conftest import words_of


def test_a_unit_reads_what_it_was_told_and_goes_to_what_it_is_about(story, enter):
    story.dispatch()
    client = enter("forestry")
    response = client.get("/messages/")
    assert "函件" in words_of(response)
    assert f'href="/tasks/{story.task("forestry").id}/"' in response.content.decode()
    assert "还没有通知" in words_of(client.get("/messages/", {"purpose": "notice"}))
    assert "还没有通知" in words_of(enter("stranger_company").get("/messages/"))
