from django.test import RequestFactory

from lantu.web.shell.refusals import came_from


def test_a_form_goes_back_to_a_page_of_this_site_alone():
    ask = RequestFactory(SERVER_NAME="127.0.0.1")
    assert came_from(ask.post("/", {"next": "/rounds/"})) == "/rounds/"
    assert came_from(ask.post("/", {"next": "https://evil.example/"})) == "/"
    assert came_from(ask.post("/", {"next": "//evil.example/"})) == "/"
    assert (
        came_from(ask.post("/", {}, HTTP_REFERER="http://127.0.0.1/rounds/"))
        == "http://127.0.0.1/rounds/"
    )


def test_a_page_that_is_not_there_says_what_may_be_wrong(enter):
    response = enter("forestry").get("/no-such-page/")
    assert response.status_code == 404
    assert "地址可能抄错了" in response.content.decode()


def test_a_form_from_elsewhere_is_refused_with_a_way_out(town):
    from django.test import Client

    client = Client(enforce_csrf_checks=True)
    backend = "allauth.account.auth_backends.AuthenticationBackend"
    client.force_login(town.account("forestry", "clerk"), backend=backend)
    response = client.post("/demo/advance/", {"to": "hour"})
    assert response.status_code == 403
    assert "已填内容会自动恢复" in response.content.decode()
