"""The joint meeting 联席会议: sessions, who came, what was decided; and the units' own schemes."""

from django.db import models
from django.db.models import UniqueConstraint

from lantu.foundations.acts.record import Record
from lantu.systems.coordination.models.rounds import Round


class Session(Record):
    """A session of the joint meeting, or a special meeting 专题会 of many projects."""

    topic = models.CharField("议题", max_length=200)
    is_joint_meeting = models.BooleanField("联席会议", default=True)
    planned_on = models.DateField("拟定日期")
    held_on = models.DateField("召开日期", null=True)
    number = models.CharField("纪要文号", max_length=100, default="", blank=True)
    minutes = models.CharField("纪要", max_length=64, default="", blank=True)

    class Meta:
        verbose_name = "会议"


class AgendaItem(Record):
    """One item of a session; its decision binds the round it is about (D1-68)."""

    session = models.ForeignKey(Session, models.PROTECT, related_name="items")
    number = models.PositiveSmallIntegerField("序号")
    title = models.CharField("事项", max_length=200)
    round = models.ForeignKey(Round, models.PROTECT, null=True, related_name="agenda_items")
    decision = models.TextField("决定", default="", blank=True)
    responsible = models.ForeignKey("people.Unit", models.PROTECT, null=True, related_name="+")
    decided_on = models.DateField(null=True)
    carried_out_on = models.DateField("落实日", null=True)
    outcome = models.TextField("落实情况", default="", blank=True)

    class Meta:
        verbose_name = "会议事项"
        constraints = (UniqueConstraint(fields=("session", "number"), name="item_number_once"),)


class Attendance(Record):
    """A unit that was invited to a session, and whether it signed in."""

    session = models.ForeignKey(Session, models.PROTECT, related_name="attendances")
    unit = models.ForeignKey("people.Unit", models.PROTECT, related_name="+")
    is_standing = models.BooleanField("常设成员")
    signed_in_at = models.DateTimeField("签到", null=True)
    countersigned_at = models.DateTimeField("会签", null=True)

    class Meta:
        verbose_name = "参会单位"
        constraints = (UniqueConstraint(fields=("session", "unit"), name="attendance_once"),)


class WorkScheme(Record):
    """A unit's own work scheme 专项工作方案 (D1-69): four sections, all of them needed."""

    unit = models.ForeignKey("people.Unit", models.PROTECT, related_name="+")
    title = models.CharField("名称", max_length=200)
    goals = models.TextField("目标")
    tasks = models.TextField("重点任务")
    deadlines = models.TextField("时限")
    responsibilities = models.TextField("责任分工")
    submitted_on = models.DateField("报送日")

    class Meta:
        verbose_name = "专项工作方案"
