"""Answers and what goes on inside a unit before one is signed."""

from django.db import models
from django.db.models import CheckConstraint, Q

from lantu.foundations.acts.record import Record, StateField, states_only
from lantu.law.coordination.answers import Result
from lantu.law.coordination.flow import ANSWER
from lantu.systems.coordination.models.rounds import Task


class Answer(Record):
    """A unit's answer, from the first draft on. Drafts and remarks stay inside the unit."""

    task = models.ForeignKey(Task, models.PROTECT, related_name="answers")
    state = StateField(ANSWER)
    result = models.CharField("意见", max_length=40)
    conclusion_by_letter = models.CharField("另函结论", max_length=40, default="", blank=True)
    content = models.JSONField("内容")
    area = models.BinaryField("反对范围", null=True)
    drafted_by = models.ForeignKey("people.Account", models.PROTECT, related_name="+")
    reviewed_by = models.ForeignKey("people.Account", models.PROTECT, null=True, related_name="+")
    signed_by = models.ForeignKey("people.Account", models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField("答复时刻", null=True)
    is_late = models.BooleanField("逾期，仅供参考", default=False)
    corrects = models.ForeignKey("self", models.PROTECT, null=True, related_name="corrected_by")
    is_paper = models.BooleanField("纸质答复代登记", default=False)
    their_number = models.CharField("来文号", max_length=100, default="", blank=True)
    our_number = models.CharField("收文号", max_length=100, default="", blank=True)
    received_on = models.DateField("收文日", null=True)
    scan = models.CharField("扫描件", max_length=64, default="", blank=True)

    class Meta:
        verbose_name = "答复意见"
        constraints = (
            states_only("state", ANSWER),
            CheckConstraint(
                condition=Q(result__in=[str(result) for result in Result]),
                name="answer_result_known",
            ),
        )


class Remark(Record):
    """A remark made inside a unit on the way to its signature."""

    answer = models.ForeignKey(Answer, models.PROTECT, related_name="remarks")
    account = models.ForeignKey("people.Account", models.PROTECT, related_name="+")
    words = models.TextField("批注")
    made_at = models.DateTimeField()

    class Meta:
        verbose_name = "内部批注"


class DistrictConsultation(Record):
    """A county or zone that the unit asks itself; it stops no clock (D1-83 to 85)."""

    task = models.ForeignKey(Task, models.PROTECT, related_name="consultations")
    district = models.ForeignKey("people.Unit", models.PROTECT, related_name="+")
    asked_on = models.DateField("征求日")
    answered_on = models.DateField("答复日", null=True)
    is_negative = models.BooleanField("否定意见", null=True)
    words = models.TextField("意见", default="", blank=True)

    class Meta:
        verbose_name = "县区意见"


class MaterialRequest(Record):
    """A wish for more material. It goes to the lead and stops no clock."""

    task = models.ForeignKey(Task, models.PROTECT, related_name="material_requests")
    words = models.TextField("需要的材料")
    asked_at = models.DateTimeField()
    reply = models.TextField("牵头单位答复", default="", blank=True)
    replied_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "补充材料请求"
