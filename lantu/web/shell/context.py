"""What every page is given: the menu of what the person may enter, the demo clock, what is new."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest

from lantu.foundations.acts.clock import now
from lantu.foundations.acts.models import Deployment
from lantu.foundations.duties.queries import inbox_of
from lantu.foundations.people.models import Account
from lantu.foundations.people.queries import entitlements
from lantu.law.clock import day_of
from lantu.web.shell.menu import Place, places_of
from lantu.web.shell.news import unread

THEMES = ("light", "dark")


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the menu as it is shown."""

    title: str
    address: str
    icon: str
    is_here: bool
    count: int


def shell(request: HttpRequest) -> dict[str, Any]:
    """Return what the shell of a page shows."""
    deployment = Deployment.objects.first()
    theme = request.COOKIES.get("theme", "")
    found: dict[str, Any] = {
        "city": deployment.city if deployment is not None else "工程建设项目协同平台",
        "demo_at": deployment.demo_at if deployment is not None else None,
        "theme": theme if theme in THEMES else "light",
        "theme_follows": theme not in THEMES,
    }
    account = getattr(request, "user", None)
    if isinstance(account, Account):
        found |= _own(request, account)
    return found


def _own(request: HttpRequest, account: Account) -> dict[str, Any]:
    at = now()
    held = entitlements(account.id, account.unit_id, day_of(at))
    owed = inbox_of(account.unit, at).count()
    return {
        "menu": [_entry(place, request.path, owed) for place in places_of(account.unit, held)],
        "today": day_of(at),
        "at": at,
        "held": held,
        "unread": unread(request),
        "posts": _posts(account, day_of(at)),
    }


def _entry(place: Place, path: str, owed: int) -> Entry:
    here = path == place.address if place.address == "/" else path.startswith(place.address)
    count = owed if place.address == "/" else 0
    return Entry(place.title, place.address, place.icon, here, count)


def _posts(account: Account, on: date) -> str:
    held = account.holdings.filter(from_on__lte=on).select_related("post")
    return "、".join(one.post.title for one in held if one.until_on is None or one.until_on >= on)
