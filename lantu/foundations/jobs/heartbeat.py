"""The heartbeat: each worker says that it lives. A break ends a span, so that a gap is seen."""

from datetime import timedelta

from django.utils import timezone

from lantu.foundations.jobs.models import Heartbeat

# Real seconds, of operation and not of the law: a worker beats this often, and a pause longer
# than the second figure ends its span.
BEAT_EVERY_S = 5.0
SPAN_ENDS_AFTER_S = 20.0


def beat(worker: str) -> None:
    """Extend the span of a worker to now, or begin a new one after a break."""
    at = timezone.now()
    recent = Heartbeat.objects.filter(
        worker=worker, until_at__gte=at - timedelta(seconds=SPAN_ENDS_AFTER_S), until_at__lte=at
    )
    newest = recent.order_by("-until_at").values_list("pk", flat=True).first()
    if newest is None or not Heartbeat.objects.filter(pk=newest).update(until_at=at):
        Heartbeat.objects.create(worker=worker, from_at=at, until_at=at)
