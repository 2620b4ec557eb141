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
