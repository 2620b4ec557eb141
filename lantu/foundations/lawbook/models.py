"""Local editions with their course, and whole editions as they were in force."""

from enum import StrEnum

from django.db import models
from django.db.models import CheckConstraint, F, Q

from lantu.foundations.acts.record import Record


class Standing(StrEnum):
    """Where a local edition stands."""

    DRAFT = "待发布"
    PUBLISHED = "已发布"
    WITHDRAWN = "已撤回"
    RETIRED = "已停用"


class LocalEdition(Record):
    """Rows added to the shipped edition: the text as proposed, and the digest of its rows."""

    content = models.TextField()
    digest = models.CharField(max_length=64)
    note = models.TextField()
    citation = models.CharField(max_length=300)
    proposed_by = models.UUIDField(null=True)
    proposed_at = models.DateTimeField()
    published_by = models.UUIDField(null=True)
    published_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    retired_by = models.UUIDField(null=True)
    retired_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "本地法规版本"
        ordering = ("proposed_at", "id")
        constraints = (
            CheckConstraint(
                condition=Q(published_at__isnull=True) | Q(withdrawn_at__isnull=True),
                name="edition_published_or_withdrawn",
            ),
            CheckConstraint(
                condition=Q(retired_at__isnull=True) | Q(published_at__isnull=False),
                name="edition_retired_once_published",
            ),
            CheckConstraint(
                condition=Q(published_by__isnull=True) | ~Q(published_by=F("proposed_by")),
                name="edition_published_by_second",
            ),
        )

    @property
    def standing(self) -> Standing:
        """Where it stands, told by the moments it carries."""
        if self.withdrawn_at is not None:
            return Standing.WITHDRAWN
        if self.retired_at is not None:
            return Standing.RETIRED
        return Standing.DRAFT if self.published_at is None else Standing.PUBLISHED


class EditionInForce(Record):
    """A whole edition from the moment it came into force here. Its digest proves its bytes."""

    unjournalled = ("canonical",)

    place = models.PositiveIntegerField(unique=True)
    digest = models.CharField(max_length=64, db_index=True)
    canonical = models.BinaryField()
    from_at = models.DateTimeField()

    class Meta:
        verbose_name = "施行过的法规版本"
        ordering = ("place",)
