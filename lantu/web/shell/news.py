"""Since when a unit's messages are new to a person: their last look, on whatever machine."""

from datetime import datetime, time

from django.http import HttpRequest

from lantu.foundations.acts.clock import now
from lantu.foundations.deliveries.queries import inbox_of
from lantu.foundations.people.models import Look
from lantu.law.clock import ZHENGZHOU, day_of
from lantu.web.shell.asking import account_of, unit_of


def looked_at(request: HttpRequest) -> datetime:
    """Return when the person last looked; before the first look, the beginning of today."""
    kept = Look.objects.filter(account=account_of(request)).first()
    if kept is not None:
        return kept.seen_at
    return datetime.combine(day_of(now()), time(), ZHENGZHOU)


def look(request: HttpRequest, at: datetime) -> None:
    """Remember that the person looked at the messages."""
    Look.objects.update_or_create(account=account_of(request), defaults={"seen_at": at})


def unread(request: HttpRequest) -> int:
    """Return how many messages came since the last look."""
    return inbox_of(unit_of(request).id).filter(created_at__gt=looked_at(request)).count()
