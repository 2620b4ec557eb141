"""What time it is here: the demonstration's clock in a demonstration, else the real one.

The real clock never falls behind the journal: where the machine's clock jumped back, the moment of
the newest entry stands in for it, so that no answer is stamped earlier than what came before.
"""

from datetime import UTC, datetime

from lantu.foundations.acts.models import Deployment
from lantu.foundations.journal.append import recorded_until


def now() -> datetime:
    """Return the moment that acts are stamped with, in UTC."""
    deployment = Deployment.objects.first()
    if deployment is not None and deployment.demo_at is not None:
        return deployment.demo_at
    return max(system_now(), recorded_until() or system_now())


def system_now() -> datetime:
    """Return what the machine's clock says, in UTC."""
    return datetime.now(UTC)


def is_demo() -> bool:
    """Return whether this database is a demonstration."""
    return Deployment.objects.filter(is_demo=True).exists()
