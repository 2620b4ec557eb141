"""The deployment and its clock, and the receipts of requests that carried a key."""

from django.db import models
from django.db.models import CheckConstraint, Q

from lantu.foundations.acts.record import Record


class Deployment(Record):
    """What this database is: a city's live one, or a demonstration with a clock of its own."""

    only = models.BooleanField(default=True, unique=True, editable=False)
    city = models.CharField(max_length=120)
    is_demo = models.BooleanField()
    demo_at = models.DateTimeField(null=True)
    opened_at = models.DateTimeField()

    class Meta:
        constraints = (
            CheckConstraint(condition=Q(only=True), name="only_one_deployment"),
            CheckConstraint(
                condition=Q(is_demo=True, demo_at__isnull=False)
                | Q(is_demo=False, demo_at__isnull=True),
                name="demo_clock_in_demo_only",
            ),
        )


class Receipt(models.Model):
    """A request that was carried out under a key, with its result: it is not carried out twice."""

    key = models.CharField(max_length=200, primary_key=True)
    verb = models.CharField(max_length=120)
    actor = models.JSONField()
    result = models.JSONField(null=True)
    sequence = models.BigIntegerField(null=True)
