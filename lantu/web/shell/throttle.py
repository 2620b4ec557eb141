"""How often somebody may ask in a minute. Counted by the process, in memory: a brake, no lock."""

import time
from collections import defaultdict, deque
from collections.abc import Callable, Collection
from functools import wraps
from threading import Lock
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from lantu.foundations.people.models import Account
from lantu.web.shell.asking import source_of
from lantu.web.shell.refusals import page

WINDOW_S = 60.0
ANY_METHOD = ("GET", "HEAD", "POST")
_asked: dict[tuple[str, str], deque[float]] = defaultdict(deque)
_lock = Lock()

View = Callable[..., HttpResponseBase]


def throttled(name: str, *, methods: Collection[str] = ANY_METHOD) -> Callable[[View], View]:
    """Let a page be asked no more often than `THROTTLES[name]` times a minute by one person.

    Args:
        name: the key in the settings; each process counts by itself.
        methods: what is counted; a page that is only looked at may go free.
    """

    def mark(view: View) -> View:
        @wraps(view)
        def counted(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if request.method in methods and _is_too_often(name, _who(request)):
                words = "操作太频繁，请过一分钟再试。已填的内容都还在。"
                said = page(request, "请稍候", words, 429)
                said["Retry-After"] = str(int(WINDOW_S))
                return said
            return view(request, *args, **kwargs)

        return counted

    return mark


def _is_too_often(name: str, who: str) -> bool:
    at = time.monotonic()
    with _lock:
        asked = _asked[name, who]
        while asked and asked[0] <= at - WINDOW_S:
            asked.popleft()
        if len(asked) >= settings.THROTTLES[name]:
            return True
        asked.append(at)
        return False


def _who(request: HttpRequest) -> str:
    account = getattr(request, "user", None)
    return str(account.id) if isinstance(account, Account) else source_of(request)
