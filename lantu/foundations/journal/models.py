"""The tables of the journal. Triggers refuse what the chain would find later."""

from django.db import models
from django.db.models import CheckConstraint, Q


class Entry(models.Model):
    """One link of the chain. `canonical` is the entry; the other columns repeat it for lookups."""

    sequence = models.BigIntegerField(primary_key=True)
    event = models.CharField(max_length=120, db_index=True)
    recorded_at = models.DateTimeField()
    canonical = models.BinaryField()
    chain = models.BinaryField()

    class Meta:
        ordering = ("sequence",)


class Body(models.Model):
    """What an entry commits to: facts and changes. Without salt and content it was erased."""

    entry = models.OneToOneField(Entry, models.PROTECT, primary_key=True)
    salt = models.BinaryField(null=True)
    content = models.BinaryField(null=True)

    class Meta:
        constraints = (
            CheckConstraint(
                condition=Q(salt__isnull=True, content__isnull=True)
                | Q(salt__isnull=False, content__isnull=False),
                name="body_is_whole_or_erased",
            ),
        )


class Subject(models.Model):
    """Which records an entry is about, repeated from it for lookups."""

    entry = models.ForeignKey(Entry, models.PROTECT)
    table = models.CharField(max_length=80)
    record = models.UUIDField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("entry", "table", "record"), name="subject_once"),
        )
        indexes = (models.Index(fields=("table", "record"), name="subject_by_record"),)


class Head(models.Model):
    """The end of the chain: one row, locked last in every act."""

    sequence = models.BigIntegerField()
    chain = models.BinaryField()
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = (CheckConstraint(condition=Q(id=1), name="only_one_head"),)


class Cursor(models.Model):
    """Up to which entry a consumer has followed the journal."""

    consumer = models.CharField(max_length=120, primary_key=True)
    sequence = models.BigIntegerField(default=0)
