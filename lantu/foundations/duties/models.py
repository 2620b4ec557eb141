"""Duties with their clocks. The last day is computed from facts; here it is kept for lists."""

from django.db import models
from django.db.models import CheckConstraint, F, Index, Q

from lantu.foundations.acts.record import Record, StateField, states_only
from lantu.law.duties.flow import DUTY


class Duty(Record):
    """An act that a unit owes. Without `started_on` its clock has not begun."""

    kind = models.CharField("事项", max_length=120)
    unit = models.ForeignKey("people.Unit", models.PROTECT, verbose_name="责任单位")
    person = models.ForeignKey(
        "people.Account", models.PROTECT, null=True, verbose_name="当前经手人"
    )
    project = models.ForeignKey("projects.Project", models.PROTECT, null=True)
    case_id = models.UUIDField("所属办件")
    subject_table = models.CharField(max_length=80)
    subject_id = models.UUIDField()
    state = StateField(DUTY)
    started_on = models.DateField("起算日", null=True)
    edition = models.CharField("依据版本", max_length=64)
    last_day_on = models.DateField("最后一日", null=True)
    lapses_at = models.DateTimeField("届满时刻", null=True)
    is_provisional = models.BooleanField("日历暂定", default=False)
    overdue_at = models.DateTimeField("记逾期时刻", null=True)
    closed_at = models.DateTimeField("办结时刻", null=True)
    held_ground = models.TextField("暂缓缘由", default="", blank=True)

    class Meta:
        verbose_name = "应办事项"
        constraints = (
            states_only("state", DUTY),
            CheckConstraint(
                condition=Q(last_day_on__isnull=True, lapses_at__isnull=True)
                | Q(last_day_on__isnull=False, lapses_at__isnull=False),
                name="duty_clock_is_whole",
            ),
        )
        indexes = (
            Index(fields=("case_id", "state"), name="duty_by_case"),
            Index(fields=("unit", "state", "lapses_at"), name="duty_by_unit"),
            Index(fields=("state", "lapses_at"), name="duty_by_clock"),
            Index(fields=("subject_id",), name="duty_by_subject"),
        )


class Pause(Record):
    """A stretch in which the clocks of a case stand still. Open while `until_on` is None."""

    duty = models.ForeignKey(Duty, models.PROTECT, related_name="pauses")
    from_on = models.DateField("自")
    until_on = models.DateField("至", null=True)
    ground = models.TextField("缘由")

    class Meta:
        verbose_name = "中止"
        constraints = (
            CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(until_on__gte=F("from_on")),
                name="pause_runs_forward",
            ),
        )


class Outage(Record):
    """A gap in which the platform could not be reached, with its cause."""

    from_at = models.DateTimeField("自")
    until_at = models.DateTimeField("至")
    cause = models.TextField("原因")

    class Meta:
        verbose_name = "中断"
        constraints = (
            CheckConstraint(condition=Q(until_at__gt=F("from_at")), name="outage_runs_forward"),
        )
