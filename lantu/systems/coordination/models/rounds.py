"""The reserve of projects, the rounds of a project, and what each unit is asked in a round."""

from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint

from lantu.foundations.acts.record import Record, StateField, states_only
from lantu.law.coordination.flow import RESERVE, ROUND, TASK


class IntakeChannel(models.TextChoices):
    """How project information reaches the lead (D1-29)."""

    PUSH = "push", "平台推送"
    LETTER = "letter", "来函"


class ReserveEntry(Record):
    """A project in the reserve pool (SM-02)."""

    project = models.OneToOneField("projects.Project", models.PROTECT, verbose_name="项目")
    state = StateField(RESERVE)
    intended_use = models.CharField("拟定用途", max_length=200)
    sketch = models.ForeignKey("projects.Footprint", models.PROTECT, verbose_name="意向红线")
    maturity_ground = models.TextField("成熟依据", default="", blank=True)
    reason = models.TextField("退回或撤回原因", default="", blank=True)
    entered_on = models.DateField("入库日")

    class Meta:
        verbose_name = "储备项目"
        constraints = (states_only("state", RESERVE),)


class Round(Record):
    """One consultation of a project, led by a unit. Lead, sender and level are data."""

    project = models.ForeignKey("projects.Project", models.PROTECT, related_name="rounds")
    number = models.PositiveSmallIntegerField("轮次")
    previous = models.OneToOneField("self", models.PROTECT, null=True, related_name="following")
    state = StateField(ROUND)
    lead = models.ForeignKey("people.Unit", models.PROTECT, related_name="+")
    sender = models.ForeignKey("people.Unit", models.PROTECT, related_name="+")
    level = models.CharField("层级", max_length=20)
    channel = models.CharField("来件方式", max_length=10, choices=IntakeChannel.choices)
    letter_number = models.CharField("来函文号", max_length=100, default="", blank=True)
    received_on = models.DateField("收到日")
    returned_on = models.DateField("一次退回日", null=True)
    returned_for = models.TextField("退回补正事项", default="", blank=True)
    sketch = models.ForeignKey("projects.Footprint", models.PROTECT, related_name="+")
    footprint = models.ForeignKey(
        "projects.Footprint", models.PROTECT, null=True, related_name="+", verbose_name="修正红线"
    )
    check_record = models.ForeignKey(
        "blueprint.FormalCheck", models.PROTECT, null=True, related_name="+"
    )
    land_use_conforms = models.BooleanField("符合土地利用总体规划", null=True)
    land_use_note = models.TextField(default="", blank=True)
    urban_rural_conforms = models.BooleanField("符合城乡规划", null=True)
    urban_rural_note = models.TextField(default="", blank=True)
    is_lead_overdue = models.BooleanField("牵头单位逾期", default=False)
    suspended_from = models.CharField(max_length=60, default="", blank=True)
    suspension_ground = models.TextField("中止缘由", default="", blank=True)
    closing_reason = models.TextField("退回、撤回或放弃原因", default="", blank=True)
    dispatched_on = models.DateField("发函日", null=True)
    collating_from_on = models.DateField("汇总起算日", null=True)

    class Meta:
        verbose_name = "空间协同"
        constraints = (
            states_only("state", ROUND),
            UniqueConstraint(fields=("project", "number"), name="round_number_once"),
            CheckConstraint(
                condition=Q(channel__in=IntakeChannel.values), name="round_channel_known"
            ),
        )


class Task(Record):
    """What one unit is asked in a round: one row of annex two (附件二(二))."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="tasks")
    unit = models.ForeignKey("people.Unit", models.PROTECT, related_name="+")
    row = models.CharField("征求事项", max_length=20)
    state = StateField(TASK)
    message = models.ForeignKey("deliveries.Message", models.PROTECT, null=True, related_name="+")
    delivered_on = models.DateField("送达日", null=True)
    dropped_for = models.TextField("撤销原因", default="", blank=True)
    is_carried_over = models.BooleanField("改线后沿用原答复", default=False)
    certificate = models.ForeignKey(
        "documents.Document", models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        verbose_name = "协同任务"
        constraints = (
            states_only("state", TASK),
            UniqueConstraint(fields=("round", "unit", "row"), name="one_task_a_unit_and_row"),
        )
