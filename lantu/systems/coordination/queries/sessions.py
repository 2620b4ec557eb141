"""Which sessions of the joint meeting a unit sees."""

from datetime import date

from django.db.models import Q, QuerySet

from lantu.foundations.people.models import Standing, Unit
from lantu.foundations.people.queries import responsible_unit
from lantu.law.blueprint.catalogue import LEAD
from lantu.systems.coordination.models import Session


def visible_sessions(viewer: Unit, on: date) -> QuerySet[Session]:
    """Return the sessions that a unit sees.

    The lead bureau, where the office sits, the government and the supervising division see all;
    others those they were invited to, and those that laid something on them.

    Args:
        viewer: the unit that looks.
        on: the day, which tells who leads.
    """
    overseers = (Standing.SUPERVISOR, Standing.GOVERNMENT)
    if viewer.standing in overseers or viewer.id == responsible_unit(LEAD, on).id:
        return Session.objects.all()
    own = Q(attendances__unit=viewer) | Q(items__responsible=viewer)
    return Session.objects.filter(own).distinct()
