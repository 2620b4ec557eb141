"""The rows that name files."""

from django.db import models
from django.db.models import CheckConstraint, Q

from lantu.foundations.acts.record import Record


class Statement(models.TextChoices):
    """What was said about secrecy; the platform is for unclassified matters only."""

    UNCLASSIFIED = "unclassified", "非涉密"
    DECLASSIFIED = "declassified", "已脱密"


class Blob(Record):
    """A file as it was received or made. After a purge only its digest is left."""

    digest = models.CharField("摘要", max_length=64, unique=True)
    size_bytes = models.BigIntegerField("大小")
    media_type = models.CharField("类型", max_length=120)
    name = models.CharField("文件名", max_length=255)
    statement = models.CharField(
        "涉密声明", max_length=20, choices=Statement.choices, default="", blank=True
    )
    reviewer = models.CharField("保密审查人", max_length=60, default="", blank=True)
    purged_at = models.DateTimeField("清除时刻", null=True)
    purged_for = models.TextField("清除原因", default="", blank=True)

    class Meta:
        verbose_name = "文件"
        constraints = (
            CheckConstraint(condition=Q(size_bytes__gte=0), name="blob_has_a_size"),
            CheckConstraint(
                condition=Q(statement__in=["", *Statement.values]), name="blob_statement_known"
            ),
        )
