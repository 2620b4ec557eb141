"""From a browser's request to a request of an act: who asks, when it came in, and its key."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from lantu.foundations.acts.actor import Actor
from lantu.foundations.acts.clock import now
from lantu.foundations.acts.gate import Request
from lantu.foundations.acts.models import Receipt
from lantu.foundations.people.models import Account, Unit
from lantu.foundations.people.queries import actor_of
from lantu.web.shell.networks import is_address, is_within

KEY_FIELD = "act_key"


def account_of(request: HttpRequest) -> Account:
    """Return the account that is logged in; pages that need none do not ask."""
    assert isinstance(request.user, Account)
    return request.user


def unit_of(request: HttpRequest) -> Unit:
    """Return the unit of the account that is logged in."""
    return account_of(request).unit


def asker(request: HttpRequest) -> Actor:
    """Return who acts when a page acts."""
    return actor_of(account_of(request))


def asked(request: HttpRequest, step: str = "") -> Request:
    """Return the request of an act: a form that is sent twice carries one key and acts once.

    Args:
        request: what the browser sent.
        step: where one form acts more than once, which of its acts this is.
    """
    actor = asker(request)
    key = request.POST.get(KEY_FIELD, "")
    try:
        own = f"web:{actor.account_id}:{UUID(key)}:{step}"
    except ValueError:
        own = None
    return Request(actor, getattr(request, "entered_at", None), own)


def was_done(request: HttpRequest, step: str = "") -> bool:
    """Return whether a form was sent before and carried out: the second click of a double one.

    What the first did may have taken away the very choice that was made, so that the form could
    not be read any more; there is nothing left to do but to show what came of it.
    """
    key = asked(request, step).key if request.method == "POST" else None
    return key is not None and Receipt.objects.filter(key=key).exists()


def sent(request: HttpRequest) -> tuple[Any, Any]:
    """Return what a form is made of: fields and files that were sent, or neither."""
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)


def source_of(request: HttpRequest) -> str:
    """Return the address a request came from.

    The connection says it, for headers can be made up; only where the deployment's own gateway
    made the connection, the gateway's word is taken: the nearest address that is no gateway.
    """
    source = str(request.META.get("REMOTE_ADDR", ""))
    if not is_within(source, settings.GATEWAYS):
        return source
    told = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",")]
    nearest = next((one for one in reversed(told) if not is_within(one, settings.GATEWAYS)), "")
    return nearest if is_address(nearest) else source


class EntryMiddleware:
    """Stamps the moment at which a request came in, before anything else is done with it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Stamp what may act; reading needs no stamp."""
        if request.method == "POST":
            request.entered_at = now()  # type: ignore[attr-defined]
        return self.get_response(request)
