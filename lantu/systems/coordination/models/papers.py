"""Papers on the way to an opinion: which document belongs to which letter, answer or session."""

from django.db import models
from django.db.models import CheckConstraint, Q

from lantu.foundations.acts.record import Record
from lantu.systems.coordination.models.answers import Answer
from lantu.systems.coordination.models.meetings import Session
from lantu.systems.coordination.models.rounds import Round, Task


class PaperKind(models.TextChoices):
    """The papers that are issued on the way; each name is the kind of its document."""

    LETTER = "coordination.letter", "空间协同函"
    INFORMATION = "coordination.information", "项目信息表"
    OPINION_FORM = "coordination.opinion_form", "空间协同意见表"
    MINUTES = "coordination.minutes", "会议纪要"


class Paper(Record):
    """A document and what it belongs to. A letter that went out anew follows the former one."""

    document = models.OneToOneField("documents.Document", models.PROTECT, related_name="+")
    kind = models.CharField("种类", max_length=40, choices=PaperKind.choices)
    round = models.ForeignKey(Round, models.PROTECT, null=True, related_name="papers")
    task = models.ForeignKey(Task, models.PROTECT, null=True, related_name="papers")
    answer = models.ForeignKey(Answer, models.PROTECT, null=True, related_name="papers")
    session = models.ForeignKey(Session, models.PROTECT, null=True, related_name="papers")
    follows = models.OneToOneField("self", models.PROTECT, null=True, related_name="followed_by")

    class Meta:
        verbose_name = "过程文书"
        constraints = (
            CheckConstraint(condition=Q(kind__in=PaperKind.values), name="paper_kind_known"),
            CheckConstraint(
                condition=Q(round__isnull=True) ^ Q(session__isnull=True),
                name="paper_of_round_or_session",
            ),
        )
