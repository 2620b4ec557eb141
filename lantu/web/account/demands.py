"""What a profile demands of a person before anything else: a fresh password, a second factor."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from lantu.foundations.acts.clock import now
from lantu.foundations.people.models import Account, Entitlement
from lantu.foundations.people.queries import entitlements
from lantu.law.clock import day_of
from lantu.web.account.sessions import ADMINISTRATORS, administers

SECOND_FACTOR = "/account/second-factor/totp/activate/"
PASSWORD = "/account/password/"
# A person who owes something finds the way to it, the way out, and nothing else.
WAYS = ("/account/", "/logout/", "/login/", "/static/", "/health/", "/v/")
BINDING = ADMINISTRATORS | {Entitlement.SIGNER}
METHODS = "account_authentication_methods"


@dataclass(frozen=True, slots=True)
class Demand:
    """What is owed: where it is done, and why."""

    address: str
    words: str


class DemandMiddleware:
    """Leads a person who owes a password or a second factor there, from every page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, or lead to what is owed."""
        if isinstance(request.user, Account) and not request.path.startswith(WAYS):
            demand = demand_on(request, request.user)
            if demand is not None:
                messages.warning(request, demand.words)
                back = request.path if request.method == "GET" else "/"
                return redirect(f"{demand.address}?{urlencode({'next': back})}")
        return self.get_response(request)


def demand_on(request: HttpRequest, account: Account) -> Demand | None:
    """Return what a person owes first, or None.

    Whoever came in by the city's identity proved themselves there: its rules hold for them.
    """
    if any(_is_foreign(one) for one in request.session.get(METHODS, [])):
        return None
    days = _password_days(account)
    if days is not None and _is_older(account, days):
        return Demand(PASSWORD, f"口令已用满 {days} 天，请先更改口令，再继续办理。")
    if settings.SECURITY.second_factor and _binds(account) and not is_mfa_enabled(account):
        return Demand(
            SECOND_FACTOR, "签发和管理岗位须启用动态口令。请用手机验证器扫码启用，再继续办理。"
        )
    return None


def _is_foreign(method: Any) -> bool:
    return isinstance(method, dict) and method.get("method") == "socialaccount"


def _password_days(account: Account) -> int | None:
    """Return how long a password may be used; an administrator's is fresher."""
    usual: int | None = settings.SECURITY.password_days
    fresher: int | None = settings.SECURITY.administrator_password_days
    return fresher if fresher != usual and administers(account) else usual


def _is_older(account: Account, days: int) -> bool:
    since = account.password_set_at
    return since is None or now() - since > timedelta(days=days)


def _binds(account: Account) -> bool:
    return bool(BINDING & entitlements(account.id, account.unit_id, day_of(now())))
