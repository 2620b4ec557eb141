"""Where a person is logged in: listed, ended one by one, no more at once than allowed."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpRequest

from lantu.foundations.people.models import Account
from lantu.web.account.sessions import ENDED, SEEN, administers

BROWSERS = (
    (r"Edg/(\d+)", "Edge"), (r"Chrome/(\d+)", "Chrome"), (r"Firefox/(\d+)", "Firefox"),
    (r"Version/(\d+).*Safari", "Safari"),
)  # fmt: skip
SYSTEMS = (
    ("Android", "安卓"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"),
    ("Mac OS", "macOS"), ("Linux", "Linux"),
)  # fmt: skip
# How long a browser whose login was ended is told why.
TOLD_S = 8 * 3600


@dataclass(frozen=True, slots=True)
class Login:
    """One place where a person is logged in."""

    id: int
    machine: str
    source: str
    began_at: datetime
    seen_at: datetime
    is_this: bool


def logins_of(request: HttpRequest, account: Account) -> list[Login]:
    """Return where a person is logged in: this place first, then the newest."""
    found = [_login(kept, request) for kept in UserSession.objects.purge_and_list(account)]
    return sorted(found, key=lambda one: (one.is_this, one.began_at), reverse=True)


def keep_newest(request: HttpRequest, account: Account) -> int:
    """End the oldest logins beyond what the profile allows; return how many were ended."""
    rules = settings.SECURITY
    most = rules.logins
    if rules.administrator_logins != most and administers(account):
        most = rules.administrator_logins
    if most is None:
        return 0
    # What is not stored yet would be taken for a session that is over.
    request.session.save()
    too_many = [one for one in logins_of(request, account) if not one.is_this][most - 1 :]
    return end(account, [one.id for one in too_many], because="newer")


def end_elsewhere(request: HttpRequest, account: Account, *, because: str) -> int:
    """End every login of a person but this one; return how many were ended."""
    others = [one.id for one in logins_of(request, account) if not one.is_this]
    return end(account, others, because=because)


def end(account: Account, logins: list[int], *, because: str) -> int:
    """End logins of a person; each browser is told why when it comes back.

    Args:
        account: whose they are; others' are left alone.
        logins: their ids.
        because: a key of `sessions.REASONS`.

    Returns:
        how many were ended.
    """
    kept = UserSession.objects.filter(user=account, pk__in=logins)
    for one in kept:
        store = SessionStore(one.session_key)
        # Whoever holds the cookie keeps nothing but the reason.
        store.clear()
        store[ENDED] = because
        store.set_expiry(TOLD_S)
        if store.exists(one.session_key):
            store.save()
        one.delete()
    return len(kept)


@contextmanager
def same_login(request: HttpRequest) -> Iterator[None]:
    """Let the session get another key within, and stay the login that it is."""
    before = request.session.session_key
    yield
    after = request.session.session_key
    UserSession.objects.filter(session_key=before).update(session_key=after)


def on_factor_changed(sender: Any, **kwargs: Any) -> None:  # noqa: ARG001
    """End the other logins of a person whose second factor was changed."""
    end_elsewhere(kwargs["request"], kwargs["user"], because="factor")


def machine_of(user_agent: str) -> str:
    """Name browser and system of a machine, as far as it tells them."""
    system = next((name for sign, name in SYSTEMS if sign in user_agent), "其他系统")
    for sign, name in BROWSERS:
        version = re.search(sign, user_agent)
        if version:
            return f"{name} {version[1]} · {system}"
    return f"其他浏览器 · {system}"


def _login(kept: UserSession, request: HttpRequest) -> Login:
    seen_s = SessionStore(kept.session_key).get(SEEN)
    return Login(
        id=kept.pk,
        machine=machine_of(kept.user_agent),
        source=kept.ip,
        began_at=kept.created_at,
        seen_at=datetime.fromtimestamp(seen_s, UTC) if seen_s else kept.created_at,
        is_this=kept.session_key == request.session.session_key,
    )
