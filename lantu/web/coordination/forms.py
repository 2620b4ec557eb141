"""Forms of what is done in a round: each asks for just what its action needs."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from lantu.foundations.blobs.clearance import Clearance
from lantu.foundations.blobs.models import Statement
from lantu.foundations.people.models import Standing, Unit
from lantu.foundations.projects.models import Footprint
from lantu.law.blueprint.catalogue import OTHER_DEPARTMENTS_ROW
from lantu.law.coordination.answers import Result
from lantu.law.coordination.dispatch import Channel
from lantu.law.coordination.flow import Task as TaskStates
from lantu.law.coordination.results import Overall
from lantu.law.coordination.routing import OTHER_UTILITIES_ROW
from lantu.law.coordination.silence import Override
from lantu.law.wording import sentence
from lantu.systems.coordination.models import Round, Task

DROPPABLE = (
    TaskStates.UNDELIVERED, TaskStates.SENT, TaskStates.SUB_CONSULTING, TaskStates.HELD,
)  # fmt: skip
YES_NO = (("yes", "是"), ("no", "否"))


def _name_of(unit: Any) -> str:
    return str(unit.name)


class ActForm(forms.Form):
    """A form of one act on a record; it knows the record, so that it can offer what there is."""

    required_css_class = "required"

    def __init__(self, *args: Any, subject: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.subject = subject
        self.offer()
        for name, field in self.fields.items():
            widget = field.widget
            if isinstance(field, forms.ModelChoiceField):
                is_many = isinstance(field, forms.ModelMultipleChoiceField)
                field.empty_label = None if is_many else "请选择"
                chooser: Any = field
                if chooser.queryset.model is Unit:
                    chooser.label_from_instance = _name_of
            if isinstance(
                widget, forms.RadioSelect | forms.CheckboxSelectMultiple | forms.CheckboxInput
            ):
                continue
            select = isinstance(widget, forms.Select)
            widget.attrs.setdefault("class", "form-select" if select else "form-control")
            if field.help_text:
                widget.attrs.setdefault("aria-describedby", f"id_{name}_hint")

    def offer(self) -> None:
        """Offer the choices that the record has."""

    def offered(self, name: str) -> Any:
        """Return a field whose choices the record decides."""
        return self.fields[name]


class SureForm(ActForm):
    """A form that asks a person to look twice, once there is something to be sure of."""

    is_sure = forms.BooleanField(label="已核对，确定办理", required=False, widget=forms.HiddenInput)

    def ask_to_be_sure(self, words: str) -> None:
        """Show the box, and say why it has to be ticked."""
        self.fields["is_sure"].widget = forms.CheckboxInput()
        if not self.cleaned_data.get("is_sure"):
            self.add_error("is_sure", words)


def words(
    label: str, help_text: str = "", *, required: bool = True, rows: int = 3
) -> forms.CharField:
    """Return a field for a few sentences."""
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=required,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={"required": f"请写明{label}。"},
    )


def day(label: str, *, required: bool = True) -> forms.DateField:
    """Return a field for a day."""
    return forms.DateField(
        label=label,
        required=required,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": f"请填写{label}。", "invalid": f"{label}请写作 2019-09-02。"},
    )


class UploadForm(ActForm):
    """A form with a file: what is uploaded carries its statement, and who reviewed it."""

    statement = forms.ChoiceField(
        label="保密声明", choices=Statement.choices, widget=forms.RadioSelect, required=False
    )
    reviewer = forms.CharField(
        label="保密审查人",
        max_length=60,
        required=False,
        help_text="上传文件时必填；涉密材料不得上传。",
    )

    def clearance(self) -> Clearance:
        """Return what was stated of the file."""
        return Clearance(self.cleaned_data["statement"], self.cleaned_data["reviewer"])


class Nothing(ActForm):
    """An act that needs nothing but the decision."""


class ReturnOnceForm(ActForm):
    """What has to be brought before the clock starts."""

    missing = words(
        "需要补正的事项", "逐条写明缺什么、怎样补。只能退回一次，收到补正之日起重新起算。"
    )


class ConformityForm(ActForm):
    """The lead's two findings, each with what it rests on."""

    land_use = forms.ChoiceField(
        label="符合土地利用总体规划", choices=YES_NO, widget=forms.RadioSelect
    )
    land_use_note = words("土地利用总体规划核对说明", required=False, rows=2)
    urban_rural = forms.ChoiceField(label="符合城乡规划", choices=YES_NO, widget=forms.RadioSelect)
    urban_rural_note = words("城乡规划核对说明", required=False, rows=2)

    def offer(self) -> None:
        """Show what was found before."""
        assert isinstance(self.subject, Round)
        for name in ("land_use", "urban_rural"):
            known = getattr(self.subject, f"{name}_conforms")
            if known is not None:
                self.initial[name] = "yes" if known else "no"
            self.initial[f"{name}_note"] = getattr(self.subject, f"{name}_note")


class DispatchForm(ActForm):
    """Whom the lead asks besides those whom annex two and the map name."""

    utilities = forms.ModelMultipleChoiceField(
        label="另征求市政公用单位", queryset=Unit.objects.none(), required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    departments = forms.ModelMultipleChoiceField(
        label="另征求其他部门", queryset=Unit.objects.none(), required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip

    asked_already: frozenset[Any] = frozenset()

    def offer(self) -> None:
        """Offer the units that are not asked anyway."""
        open_units = Unit.objects.filter(closed_on__isnull=True).order_by("name")
        self.offered("utilities").queryset = open_units.filter(standing=Standing.OTHER_UNIT)
        self.offered("departments").queryset = open_units.filter(
            standing=Standing.MUNICIPAL_DEPARTMENT
        )

    def by_hand(self) -> list[tuple[Any, str]]:
        """Return the units added, each with the row of annex two that it answers."""
        chosen = [(unit.id, OTHER_UTILITIES_ROW) for unit in self.cleaned_data["utilities"]]
        return chosen + [
            (unit.id, OTHER_DEPARTMENTS_ROW) for unit in self.cleaned_data["departments"]
        ]


class AddUnitForm(ActForm):
    """One more unit to ask."""

    unit = forms.ModelChoiceField(label="单位", queryset=Unit.objects.none())
    row = forms.ChoiceField(
        label="征求事项",
        choices=(
            (OTHER_DEPARTMENTS_ROW, "本部门规划和政策"),
            (OTHER_UTILITIES_ROW, "市政公用服务"),
        ),
    )

    def offer(self) -> None:
        """Offer the units that can be asked."""
        standing = (Standing.OTHER_UNIT, Standing.MUNICIPAL_DEPARTMENT)
        units = Unit.objects.filter(closed_on__isnull=True, standing__in=standing)
        self.offered("unit").queryset = units.order_by("name")


class DropUnitForm(ActForm):
    """A unit that is asked no longer, and why."""

    task = forms.ModelChoiceField(label="单位", queryset=Task.objects.none())
    reason = words("撤销原因")

    def offer(self) -> None:
        """Offer the units that have not answered."""
        open_tasks = self.subject.tasks.filter(state__in=[str(state) for state in DROPPABLE])
        field = self.offered("task")
        field.queryset = open_tasks.select_related("unit").order_by("row")
        field.label_from_instance = lambda task: task.unit.name


class NextRoundForm(ActForm):
    """The red line of the next round: one that came in after this round's."""

    sketch = forms.ModelChoiceField(
        label="调整后的红线", queryset=Footprint.objects.none(),
        error_messages={"required": "请先在“重报红线”里报送调整后的红线，再发起下一轮。"},
    )  # fmt: skip

    def offer(self) -> None:
        """Offer the lines of the project that this round has not used."""
        one = self.subject
        used = [key for key in (one.sketch_id, one.footprint_id) if key is not None]
        lines = one.project.footprints.filter(purged_at__isnull=True).exclude(id__in=used)
        field = self.offered("sketch")
        field.queryset = lines.order_by("-entered_on", "-id")
        field.label_from_instance = _line_words


def _line_words(line: Footprint) -> str:
    return f"{line.get_rank_display()} · {line.source_name} · {line.entered_on} 报送"


class ReasonForm(ActForm):
    """A reason that is kept."""

    reason = words("原因")


class GroundForm(ActForm):
    """The ground on which a round stands still."""

    ground = words("中止缘由", "中止期间全部期限停止计算；恢复后从剩余工作日继续。")


class MediationForm(UploadForm):
    """How differing opinions were brought together."""

    channel = forms.ChoiceField(label="途径", choices=[(str(one), "") for one in Channel])
    way = forms.ChoiceField(
        label="方式", choices=[(one, one) for one in ("电话", "现场", "专题会", "联席会议", "书面")]
    )
    held_on = day("日期")
    participants = forms.CharField(
        label="参加单位", help_text="用顿号分开。", max_length=1000,
        error_messages={"required": "请写明参加单位。"},
    )  # fmt: skip
    words = words("经过与结果", rows=4)
    minutes = forms.FileField(label="会议纪要", required=False, help_text="开会协调的须附纪要。")
    field_order = ("channel", "way", "held_on", "participants", "words", "minutes")

    def offer(self) -> None:
        """Word the channels."""
        self.offered("channel").choices = [(str(one), sentence(one, {})) for one in Channel]


class SettleForm(ActForm):
    """The outcome of one divergence."""

    mediation = forms.ModelChoiceField(label="依据的协调记录", queryset=Round.objects.none())
    outcome = words("协调结果")
    is_achievable = forms.ChoiceField(
        label="要求可以做到", choices=YES_NO, widget=forms.RadioSelect,
        help_text="做得到的，可以“基本符合”；做不到的，只能“不符合”。",
    )  # fmt: skip

    def offer(self) -> None:
        """Offer the round's mediations."""
        rows = self.subject.round.mediations.order_by("-held_on")
        field = self.offered("mediation")
        field.queryset = rows
        field.label_from_instance = lambda one: f"{one.held_on} {one.way}：{one.words[:30]}"


class IssueForm(ActForm):
    """The overall opinion: one of three results, and the advice item by item."""

    result = forms.ChoiceField(label="结论", choices=(), widget=forms.RadioSelect)
    bars_curable = forms.BooleanField(
        label="所压刚性管控可以按建议避让", required=False, initial=True,
    )  # fmt: skip
    advice = words(
        "融合建议",
        "一行一条。“基本符合”至少一条；发起单位逐条落实后可再次发起。",
        required=False,
        rows=6,
    )
    reason = words("与系统建议不同的理由", "结论与系统建议一致时不用填。", required=False, rows=2)

    def offer(self) -> None:
        """Word the three results."""
        self.offered("result").choices = [(str(one), sentence(one, {})) for one in Overall]

    def items(self) -> list[str]:
        """Return the advice, item by item."""
        return [line.strip() for line in self.cleaned_data["advice"].splitlines() if line.strip()]


class AdviceForm(ActForm):
    """How an item of advice was handled."""

    how = words("落实情况", rows=2)


class DistrictForm(ActForm):
    """Which county or zone is asked."""

    district = forms.ModelChoiceField(label="县(市、区)、开发区", queryset=Unit.objects.none())

    def offer(self) -> None:
        """Offer the counties and zones that were not asked."""
        assert isinstance(self.subject, Task)
        asked = self.subject.consultations.values("district_id")
        counties = Unit.objects.filter(standing=Standing.COUNTY, closed_on__isnull=True)
        self.offered("district").queryset = counties.exclude(id__in=asked).order_by("name")


class DistrictViewForm(ActForm):
    """What a county or zone says."""

    is_negative = forms.ChoiceField(
        label="是否反对", choices=(("no", "不反对"), ("yes", "反对")), widget=forms.RadioSelect
    )
    words = words("意见")


class MaterialForm(ActForm):
    """Which material is wanted."""

    words = words("需要的材料", "提出后答复期限照常计算。")


class MaterialReplyForm(ActForm):
    """The lead's answer to a wish for material."""

    reply = words("答复")


class OverrideForm(ActForm):
    """Why a unit objects in spite of its silence."""

    ground = forms.ChoiceField(label="理由类别", choices=())
    reason = words("理由")
    legal_basis = words("法律依据", rows=2)

    def offer(self) -> None:
        """Word the four grounds."""
        self.offered("ground").choices = [(str(one), sentence(one, {})) for one in Override]


class PaperForm(UploadForm):
    """A paper answer, registered for the unit."""

    result = forms.ChoiceField(label="意见", choices=(), widget=forms.RadioSelect)
    conclusion_by_letter = forms.ChoiceField(label="另函结论", choices=(), required=False)
    adjustment_advice = words("调整建议", "意见为不符合时必填。", required=False)
    received_on = day("收文日")
    their_number = forms.CharField(label="来文号", max_length=100)
    our_number = forms.CharField(label="收文号", max_length=100)
    scan = forms.FileField(label="扫描件", help_text="PDF 或图片。")
    field_order = (
        "result", "conclusion_by_letter", "adjustment_advice", "received_on", "their_number",
        "our_number", "scan",
    )  # fmt: skip

    def offer(self) -> None:
        """Word the five values."""
        values = [(str(one), sentence(one, {})) for one in Result]
        self.offered("result").choices = values
        self.offered("conclusion_by_letter").choices = [("", "—"), *values[:4]]

    def uploaded(self) -> UploadedFile[bytes]:
        """Return the scan."""
        found = self.cleaned_data["scan"]
        assert isinstance(found, UploadedFile)
        return found
