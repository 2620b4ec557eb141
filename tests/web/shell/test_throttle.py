from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse
from django.test import RequestFactory

from lantu.web.shell.throttle import throttled


@throttled("tried")
def page(request):
    return HttpResponse("好")


def ask(source):
    request = RequestFactory().get("/", REMOTE_ADDR=source)
    request.user = AnonymousUser()
    return page(request).status_code


def test_whoever_asks_too_often_waits_and_nobody_else_does(settings, db):
    settings.THROTTLES = {"tried": 2}
    assert [ask("10.0.0.1") for _ in range(3)] == [200, 200, 429]
    assert ask("10.0.0.2") == 200


@throttled("tried", methods=("POST",))
def door(request):
    return HttpResponse("好")


def test_who_only_looks_at_a_page_with_a_form_is_not_counted(settings, db):
    settings.THROTTLES = {"tried": 2}
    made = RequestFactory(REMOTE_ADDR="10.0.0.3")

    def answered(request):
        request.user = AnonymousUser()
        return door(request).status_code

    assert [answered(made.get("/")) for _ in range(5)] == [200] * 5
    assert [answered(made.post("/")) for _ in range(3)] == [200, 200, 429]
