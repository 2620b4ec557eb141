"""From the answers to the overall opinion, and what is left of a silence afterwards."""

from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint

from lantu.foundations.acts.record import Record
from lantu.foundations.people.models import OpinionService
from lantu.law.coordination.dispatch import Channel
from lantu.law.coordination.results import Overall
from lantu.law.coordination.silence import Override as Ground
from lantu.systems.coordination.models.rounds import Round, Task


class Mediation(Record):
    """How differing opinions were brought together: by telephone, on site, or in a meeting."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="mediations")
    channel = models.CharField("途径", max_length=40)
    way = models.CharField("方式", max_length=40)
    held_on = models.DateField("日期")
    participants = models.JSONField("参加单位")
    words = models.TextField("经过与结果")
    minutes = models.CharField("纪要", max_length=64, default="", blank=True)

    class Meta:
        verbose_name = "协调记录"
        constraints = (
            CheckConstraint(
                condition=Q(channel__in=[str(channel) for channel in Channel]),
                name="mediation_channel_known",
            ),
        )


class Divergence(Record):
    """A negative answer among others: it needs an outcome before the opinion is issued (D1-39)."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="divergences")
    task = models.ForeignKey(Task, models.PROTECT, related_name="+")
    demand = models.TextField("要求")
    is_achievable = models.BooleanField("可以做到", null=True)
    outcome = models.TextField("结果", default="", blank=True)
    mediation = models.ForeignKey(Mediation, models.PROTECT, null=True, related_name="settled")
    settled_on = models.DateField("办结日", null=True)

    class Meta:
        verbose_name = "分歧"
        constraints = (UniqueConstraint(fields=("round", "task"), name="one_divergence_a_task"),)


class OverallOpinion(Record):
    """The overall opinion of a round, with the matrix it rests on.

    `service` is the setting of the lead on the day of issue; until `served_at` nobody else sees it.
    """

    round = models.OneToOneField(Round, models.PROTECT, related_name="opinion")
    result = models.CharField("结论", max_length=40)
    proposal = models.CharField("系统建议", max_length=40, default="", blank=True)
    reason = models.TextField("理由", default="", blank=True)
    matrix = models.JSONField("意见汇总表")
    follow_up = models.JSONField("后续须办")
    document = models.ForeignKey("documents.Document", models.PROTECT, related_name="+")
    issued_at = models.DateTimeField("出具时刻")
    service = models.CharField("反馈方式", max_length=20, choices=OpinionService.choices)
    served_at = models.DateTimeField("反馈时刻", null=True)

    class Meta:
        verbose_name = "综合意见"
        constraints = (
            CheckConstraint(
                condition=Q(result__in=[str(result) for result in Overall]),
                name="opinion_result_known",
            ),
            CheckConstraint(
                condition=Q(service__in=OpinionService.values), name="opinion_service_known"
            ),
        )


class Advice(Record):
    """One item of fusion advice 融合建议, handled by the initiating unit item by item (D1-45)."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="advice")
    number = models.PositiveSmallIntegerField("序号")
    words = models.TextField("建议")
    unit = models.ForeignKey("people.Unit", models.PROTECT, null=True, related_name="+")
    handled_on = models.DateField("落实日", null=True)
    how = models.TextField("落实情况", default="", blank=True)

    class Meta:
        verbose_name = "融合建议"
        constraints = (UniqueConstraint(fields=("round", "number"), name="advice_number_once"),)


class Override(Record):
    """A request to object in spite of one's silence; it needs the supervising division (AMB-06)."""

    task = models.ForeignKey(Task, models.PROTECT, related_name="overrides")
    ground = models.CharField("理由类别", max_length=40)
    reason = models.TextField("理由")
    legal_basis = models.TextField("法律依据")
    requested_at = models.DateTimeField()
    requested_by = models.ForeignKey("people.Account", models.PROTECT, related_name="+")
    signed_off_at = models.DateTimeField(null=True)
    signed_off_by = models.ForeignKey("people.Account", models.PROTECT, null=True, related_name="+")
    refused_at = models.DateTimeField(null=True)
    refused_for = models.TextField("不同意的理由", default="", blank=True)

    class Meta:
        verbose_name = "默认同意后的否定意见"
        constraints = (
            CheckConstraint(
                condition=Q(ground__in=[str(ground) for ground in Ground]),
                name="override_ground_known",
            ),
        )
