"""How long a session lasts, and when a person has to show again who it is."""

import time
from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from lantu.foundations.acts.clock import now
from lantu.foundations.people.models import Account, Entitlement
from lantu.foundations.people.queries import entitlements
from lantu.law.clock import day_of

BEGAN, SEEN, PROVED = "began_at_s", "seen_at_s", "proved_at_s"
# Left in a session that was ended from elsewhere, and what its browser is told.
ENDED = "ended_because"
REASONS = {
    "newer": "您的账号在别处登录，处数已满，这里的登录已结束。不是您本人的，请立即更改口令。",
    "chosen": "您在别处结束了这里的登录。",
    "factor": "动态口令有变更，其他各处的登录都已结束，请重新登录。",
}
ADMINISTRATORS = frozenset({Entitlement.ADMINISTRATOR, Entitlement.PLATFORM_ADMINISTRATOR})

View = Callable[..., HttpResponse]


class SessionMiddleware:
    """Ends a session that was idle or long; what was typed waits in the browser."""

    def __init__(self, get_response: View) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, or ask for a login."""
        because = request.session.pop(ENDED, None)
        if because in REASONS:
            messages.warning(request, REASONS[because])
        if isinstance(request.user, Account) and _is_over(request, request.user):
            logout(request)
            messages.info(request, "登录已超时，请重新登录；没有提交的内容会自动恢复。")
            return redirect(f"{settings.LOGIN_URL}?{urlencode({'next': _page_of(request)})}")
        return self.get_response(request)


def proved(view: View) -> View:
    """Let a page act only for somebody who showed lately who it is, where the profile asks so."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        limit_s = settings.SECURITY.proof_s
        fresh = limit_s is None or time.time() - request.session.get(PROVED, 0) < limit_s
        if request.method != "POST" or fresh:
            return view(request, *args, **kwargs)
        messages.info(request, "这一步对外生效，请先再次验证身份；已填内容会自动恢复。")
        return redirect(f"/account/proof/?{urlencode({'next': _page_of(request)})}")

    return guarded


def _is_over(request: HttpRequest, account: Account) -> bool:
    """Note that a session is in use; return whether it is over."""
    at_s = time.time()
    session = request.session
    began = session.setdefault(BEGAN, at_s)
    if PROVED not in session:
        session[PROVED] = at_s
    seen = session.get(SEEN, at_s)
    # Written once a minute: a session is no log of what somebody does.
    if at_s - seen > 60 or SEEN not in session:
        session[SEEN] = at_s
    rules = settings.SECURITY
    idle_s = rules.idle_s
    if rules.administrator_idle_s < idle_s and administers(account):
        idle_s = rules.administrator_idle_s
    return bool(at_s - seen > idle_s or at_s - began > rules.whole_s)


def administers(account: Account) -> bool:
    """Return whether a person administers a unit or the platform today."""
    held = entitlements(account.id, account.unit_id, day_of(now()))
    return bool(ADMINISTRATORS & held)


def _page_of(request: HttpRequest) -> str:
    """Return the page to come back to: for a form the page it was on."""
    return request.path if request.method != "POST" else request.POST.get("next") or request.path
