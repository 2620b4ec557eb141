"""Since when a unit's messages are new to a person: their last look in this session."""

from datetime import datetime, time

from django.http import HttpRequest

from lantu.foundations.acts.clock import now
from lantu.foundations.deliveries.queries import inbox_of
from lantu.law.clock import ZHENGZHOU, day_of
from lantu.web.shell.asking import unit_of

LOOKED_AT = "messages_looked_at"


def looked_at(request: HttpRequest) -> datetime:
    """Return when the person last looked; before the first look, the beginning of today."""
    kept = request.session.get(LOOKED_AT)
    if kept is not None:
        return datetime.fromisoformat(kept)
    return datetime.combine(day_of(now()), time(), ZHENGZHOU)


def look(request: HttpRequest, at: datetime) -> None:
    """Remember that the person looked at the messages."""
    request.session[LOOKED_AT] = at.isoformat()


def unread(request: HttpRequest) -> int:
    """Return how many messages came since the last look."""
    return inbox_of(unit_of(request).id).filter(created_at__gt=looked_at(request)).count()
