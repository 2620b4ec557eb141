"""What a browser sees when something cannot be done: the sentence, and no more than it may know."""

from collections.abc import Callable
from typing import TypeVar

from django.contrib import messages
from django.db.models import Model
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme

from lantu.foundations.acts.gate import ActFault, Missing
from lantu.foundations.acts.policy import Denied
from lantu.law.wording import Refused

Made = TypeVar("Made")


class RefusalMiddleware:
    """Turns a refusal that no page handled into a page or a notice."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Say a refusal: what is another's is not there; an act goes back to where it was asked."""
        if isinstance(error, Missing) or (isinstance(error, Denied) and request.method == "GET"):
            return not_found(request)
        if not isinstance(error, Refused):
            return None
        if request.method != "POST":
            return page(request, "办不了", str(error), 422)
        if request.headers.get("HX-Request"):
            return render(request, "components/refusal.html", {"words": str(error)}, status=422)
        messages.error(request, str(error))
        return redirect(came_from(request))


def attempt(form: BaseForm, act: Callable[[], Made]) -> Made | None:
    """Do an act for a form; what refuses it stands on top of the form, and nothing typed is lost.

    Args:
        form: a valid form.
        act: what to do; it may refuse.

    Returns:
        what the act gave, or None when it was refused.
    """
    try:
        return act()
    except Missing:
        raise
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return None


def came_from(request: HttpRequest) -> str:
    """Return the page of this site that a form was on, else the first page."""
    address = request.POST.get("next") or request.headers.get("Referer", "")
    if url_has_allowed_host_and_scheme(address, {request.get_host()}, request.is_secure()):
        return address
    return "/"


def not_found(
    request: HttpRequest,
    exception: Exception | None = None,  # noqa: ARG001
) -> HttpResponse:
    """Say that there is no such page, or that it is not yours: both are said alike."""
    words = "没有这个页面，或者它不属于您的单位。地址可能抄错了，也可能办件已转给别的单位。"
    return page(request, "找不到这个页面", words, 404)


def failed(request: HttpRequest) -> HttpResponse:
    """Say that the platform failed: nothing half done stands."""
    words = "平台出错了，您刚才的操作没有生效，资料没有改动。请返回重试；再次出错请告知平台管理员。"
    return render(request, "shell/plain.html", {"title": "平台出错", "words": words}, status=500)


def forged(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001
    """Say that a form was too old or came from elsewhere."""
    words = "这个表单已经失效，或不是从本平台发出的。请返回原页面刷新后再提交；已填内容会自动恢复。"
    return page(request, "请刷新后再提交", words, 403)


def page(request: HttpRequest, title: str, words: str, status: int) -> HttpResponse:
    """Return a page that says one thing."""
    return render(request, "shell/said.html", {"title": title, "words": words}, status=status)


def missing(model: type[Model]) -> Missing:
    """Return the refusal of a record that is not there, or not yours: both are said alike."""
    return Missing(ActFault.MISSING, noun=str(model._meta.verbose_name))
