"""Forms of the joint meeting: convening, an item of the agenda, the minutes, a decision."""

from django import forms
from django.core.files.uploadedfile import UploadedFile

from lantu.foundations.people.models import Standing, Unit
from lantu.law.coordination.flow import OPEN
from lantu.systems.coordination.models import Round, Session
from lantu.web.coordination.forms import ActForm, UploadForm, day, words

JOINT, SPECIAL = "joint", "special"
KINDS = ((JOINT, "联席会议：全部召集人和常设成员参加"), (SPECIAL, "专题会：只由下面所选单位参加"))
INVITED = (
    Standing.MUNICIPAL_DEPARTMENT,
    Standing.COUNTY,
    Standing.OTHER_UNIT,
    Standing.PROJECT_UNIT,
)


class ConveneForm(ActForm):
    """What a session is about, for which day, and who comes besides the standing members."""

    kind = forms.ChoiceField(
        label="会议", choices=KINDS,
        widget=forms.RadioSelect, initial=JOINT,
        error_messages={"required": "请选择联席会议或专题会。"},
    )  # fmt: skip
    topic = forms.CharField(
        label="议题", max_length=200, error_messages={"required": "请填写议题。"}
    )
    planned_on = day("拟定日期")
    by_topic = forms.ModelMultipleChoiceField(
        label="按议题另请的单位", queryset=Unit.objects.none(), required=False,
        widget=forms.CheckboxSelectMultiple, help_text="专题会至少选一个。",
    )  # fmt: skip

    def offer(self) -> None:
        """Offer every unit that works."""
        units = Unit.objects.filter(closed_on__isnull=True, standing__in=INVITED)
        self.offered("by_topic").queryset = units.order_by("standing", "name")

    def clean(self) -> dict[str, object]:
        """Want somebody to come to a special meeting."""
        given = super().clean() or {}
        if given.get("kind") == SPECIAL and not given.get("by_topic"):
            self.add_error("by_topic", "专题会请至少选择一个单位。")
        return given


class AgendaForm(ActForm):
    """An item of the agenda: a round that is under way, or a matter of its own."""

    session = forms.ModelChoiceField(
        label="会议", queryset=Session.objects.none(), error_messages={"required": "请选择会议。"}
    )
    title = forms.CharField(
        label="事项名称", max_length=200, error_messages={"required": "请填写事项名称。"}
    )
    round = forms.ModelChoiceField(
        label="所涉项目轮次", queryset=Round.objects.none(), required=False,
        help_text="决定作出后，落实的任务挂在这一轮上。",
    )  # fmt: skip

    def offer(self) -> None:
        """Offer the sessions to come, and the rounds that are under way."""
        sessions, rounds = self.offered("session"), self.offered("round")
        sessions.queryset = Session.objects.filter(held_on__isnull=True).order_by("planned_on")
        sessions.label_from_instance = lambda one: f"{one.planned_on} {one.topic}"
        running = Round.objects.filter(state__in=[str(state) for state in OPEN])
        rounds.queryset = running.select_related("project").order_by("project__name")
        rounds.label_from_instance = lambda one: f"{one.project.name} · 第 {one.number} 轮"


class HoldForm(UploadForm):
    """That a session took place: the day, the number of its minutes, and their scan."""

    held_on = day("召开日期")
    number = forms.CharField(
        label="纪要文号", max_length=100, error_messages={"required": "请填写纪要文号。"}
    )
    minutes = forms.FileField(
        label="纪要", help_text="PDF 或图片。", error_messages={"required": "请上传纪要。"}
    )
    field_order = ("held_on", "number", "minutes")

    def uploaded(self) -> UploadedFile[bytes]:
        """Return the scan of the minutes."""
        found = self.cleaned_data["minutes"]
        assert isinstance(found, UploadedFile)
        return found


class DecideForm(ActForm):
    """What was decided, and which unit carries it out."""

    decision = words("决定内容", rows=4)
    responsible = forms.ModelChoiceField(
        label="责任单位", queryset=Unit.objects.none(), help_text="决定成为该单位的应办事项。",
        error_messages={"required": "请选择责任单位。"},
    )  # fmt: skip

    def offer(self) -> None:
        """Offer every unit that works."""
        units = Unit.objects.filter(closed_on__isnull=True, standing__in=INVITED)
        self.offered("responsible").queryset = units.order_by("standing", "name")


class CarryOutForm(ActForm):
    """How a unit carried out what was decided."""

    outcome = words("落实情况", "做了什么、结果怎样；登记后这项应办事项即办结。", rows=4)
