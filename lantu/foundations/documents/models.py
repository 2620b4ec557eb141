"""Documents as records. A PDF is a rendition of one, never the other way round."""

import json
from typing import Any

from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint

from lantu.foundations.acts.record import Record


class NumberSeries(Record):
    """The running number of a series in a year, given inside the act: without a gap."""

    series = models.CharField("字号", max_length=80)
    year = models.PositiveSmallIntegerField("年份")
    last = models.PositiveIntegerField("末号", default=0)

    class Meta:
        verbose_name = "文书编号"
        constraints = (UniqueConstraint(fields=("series", "year"), name="one_series_a_year"),)


class Document(Record):
    """An official document: its record as canonical JSON, frozen, and the digest of its bytes.

    The record holds number, title, issuer and moment beside the data; the columns repeat them.
    """

    kind = models.CharField("种类", max_length=80)
    number = models.CharField("文号", max_length=120, unique=True)
    title = models.CharField("标题", max_length=300)
    unit = models.ForeignKey("people.Unit", models.PROTECT, related_name="+")
    record = models.TextField("内容")
    digest = models.CharField("摘要", max_length=64)
    verification_code = models.CharField("核验码", max_length=40, unique=True)
    issued_at = models.DateTimeField("签发时刻")

    class Meta:
        verbose_name = "文书"

    @property
    def content(self) -> dict[str, Any]:
        """The document's data, out of its canonical record."""
        content: dict[str, Any] = json.loads(self.record)["content"]
        return content


class Rendition(Record):
    """A document as a file; its bytes may differ from another's, the record's digest does not."""

    document = models.ForeignKey(Document, models.PROTECT, related_name="renditions")
    format = models.CharField("格式", max_length=20)
    blob = models.CharField("文件", max_length=64)
    record_digest = models.CharField(max_length=64)
    made_at = models.DateTimeField()

    class Meta:
        verbose_name = "文书版式"


class SealedCopy(Record):
    """The paper that was signed and sealed, registered by one person, confirmed by another.

    What the second person rejects stays, with the reason, and another one may be registered.
    """

    document = models.ForeignKey(Document, models.PROTECT, related_name="sealed_copies")
    official_number = models.CharField("发文号", max_length=120)
    signer = models.CharField("签发人", max_length=60)
    sealed_on = models.DateField("用印日")
    scan = models.CharField("扫描件", max_length=64)
    registered_by = models.ForeignKey("people.Account", models.PROTECT, related_name="+")
    confirmed_by = models.ForeignKey("people.Account", models.PROTECT, null=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True)
    rejected_by = models.ForeignKey("people.Account", models.PROTECT, null=True, related_name="+")
    rejected_at = models.DateTimeField(null=True)
    rejected_for = models.TextField("退回原因", default="", blank=True)

    class Meta:
        verbose_name = "用印件"
        constraints = (
            CheckConstraint(
                condition=~Q(registered_by=F("confirmed_by")), name="sealed_copy_by_two_persons"
            ),
            CheckConstraint(
                condition=~Q(registered_by=F("rejected_by")), name="sealed_copy_rejected_by_other"
            ),
            CheckConstraint(
                condition=Q(confirmed_at__isnull=True) | Q(rejected_at__isnull=True),
                name="sealed_copy_decided_once",
            ),
            UniqueConstraint(
                fields=("document",),
                condition=Q(rejected_at__isnull=True),
                name="one_standing_sealed_copy",
            ),
        )
