"""Messages and the attempts to deliver them."""

from django.db import models
from django.db.models import CheckConstraint, Index, Q

from lantu.foundations.acts.record import Record


class Purpose(models.TextChoices):
    """Why a unit is told."""

    LETTER = "letter", "函件"
    REMINDER = "reminder", "提醒"
    NOTICE = "notice", "通知"


class Message(Record):
    """What a unit is told about a record. `delivered_at` follows from its receipts."""

    unit = models.ForeignKey("people.Unit", models.PROTECT, related_name="messages")
    sender = models.ForeignKey(
        "people.Unit", models.PROTECT, null=True, related_name="+", verbose_name="发函单位"
    )
    purpose = models.CharField(max_length=10, choices=Purpose.choices)
    subject = models.CharField("标题", max_length=200)
    text = models.TextField("正文")
    about_table = models.CharField(max_length=80)
    about_id = models.UUIDField()
    created_at = models.DateTimeField("发出时刻")
    delivered_at = models.DateTimeField("送达时刻", null=True)
    opened_at = models.DateTimeField("打开时刻", null=True)

    class Meta:
        verbose_name = "消息"
        constraints = (
            CheckConstraint(condition=Q(purpose__in=Purpose.values), name="message_purpose_known"),
        )
        indexes = (
            Index(fields=("unit", "created_at"), name="message_by_unit"),
            Index(fields=("about_id",), name="message_by_record"),
        )


class Way(models.TextChoices):
    """Over what an attempt goes."""

    INBOX = "inbox", "平台收件箱"
    EMAIL = "email", "电子邮件"
    CALL = "call", "电话"
    PAPER = "paper", "纸质送达"


class Result(models.TextChoices):
    """What became of an attempt."""

    PENDING = "pending", "待发"
    ACCEPTED = "accepted", "已接收"
    REFUSED = "refused", "被拒收"


class Attempt(Record):
    """One try to deliver a message, with what the other side said."""

    message = models.ForeignKey(Message, models.PROTECT, related_name="attempts")
    way = models.CharField("渠道", max_length=10, choices=Way.choices)
    address = models.CharField("去向", max_length=200)
    result = models.CharField("结果", max_length=10, choices=Result.choices)
    said = models.TextField("回执", default="", blank=True)
    at = models.DateTimeField("时刻", null=True)
    person = models.ForeignKey("people.Account", models.PROTECT, null=True, related_name="+")
    scan = models.CharField("扫描件", max_length=64, default="", blank=True)

    class Meta:
        verbose_name = "送达记录"
        constraints = (
            CheckConstraint(condition=Q(way__in=Way.values), name="attempt_way_known"),
            CheckConstraint(condition=Q(result__in=Result.values), name="attempt_result_known"),
        )
        indexes = (Index(fields=("result", "way"), name="attempt_by_result"),)
