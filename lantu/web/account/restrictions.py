"""Who is let in nowhere, though name and password are right."""

from collections.abc import Callable
from datetime import datetime, timedelta

from axes.models import AccessLog
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.db.models import Max
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from lantu.foundations.people.models import Account
from lantu.web.account.sessions import administers
from lantu.web.shell.asking import source_of
from lantu.web.shell.networks import is_within

IDLE = "账号超过 {days} 天没有使用，已停用。请本单位管理员重设口令后再登录。"
ELSEWHERE = "管理岗位只能从登记的网段登录；您现在的地址是 {source}。"


class RestrictionMiddleware:
    """Ends the login of an administrator who goes on from outside the networks listed."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, or end the login."""
        source = source_of(request)
        if isinstance(request.user, Account) and is_elsewhere(request.user, source):
            logout(request)
            messages.error(request, ELSEWHERE.format(source=source))
            return redirect(settings.LOGIN_URL)
        return self.get_response(request)


def restriction_on(account: Account, source: str, at: datetime) -> str | None:
    """Return why somebody is not let in, in Chinese, or None.

    Args:
        account: whose name and password were right.
        source: the address they come from.
        at: now.
    """
    if is_idle(account, at):
        return IDLE.format(days=settings.SECURITY.idle_days)
    if is_elsewhere(account, source):
        return ELSEWHERE.format(source=source)
    return None


def is_idle(account: Account, at: datetime) -> bool:
    """Return whether nobody used an account for longer than the profile allows.

    A password that an administrator sets begins it anew.
    """
    days = settings.SECURITY.idle_days
    if days is None:
        return False
    logins = AccessLog.objects.filter(username=account.login_name)
    known = [account.password_set_at, logins.aggregate(last=Max("attempt_time"))["last"]]
    used_at = max((one for one in known if one is not None), default=at)
    return at - used_at > timedelta(days=days)


def is_elsewhere(account: Account, source: str) -> bool:
    """Return whether an administrator comes from outside the networks that are listed, if any."""
    listed = settings.ADMINISTRATOR_NETWORKS
    return bool(listed) and not is_within(source, listed) and administers(account)
