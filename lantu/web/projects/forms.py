"""Forms of what is done with a project file: its code, its name, its twin, its unit."""

from typing import Any

from django import forms

from lantu.foundations.people.models import Unit
from lantu.foundations.projects.codes import normalised, project_code_format
from lantu.foundations.projects.models import Project
from lantu.web.coordination.forms import SureForm


class CodeForm(SureForm):
    """The code that all systems share, in either format; another one is asked about twice."""

    code = forms.CharField(
        label="项目代码",
        max_length=30,
        help_text="2015 版如 2019-410105-82-01-012345，2021 版如 2105-410105-04-01-12345A；"
        "横线可以不写。",
        error_messages={"required": "请填写项目代码。"},
    )
    field_order = ("code", "is_sure")

    def offer(self) -> None:
        """Show the code that the project has."""
        self.initial["code"] = self.subject.code

    def clean(self) -> dict[str, Any]:
        """Ask about a code that has neither format; real ones are known that do not."""
        given = super().clean() or {}
        code = given.get("code", "")
        if code and project_code_format(code) is None:
            self.ask_to_be_sure(
                f"“{normalised(code)}”既不合 2015 版也不合 2021 版的编码规则，可能抄错了。"
                "请与批文核对；确实如此的，勾选后再保存。"
            )
        return given


class RenameForm(SureForm):
    """A project's new name; the former one is kept."""

    name = forms.CharField(
        label="新名称", max_length=200, help_text="原名称留作曾用名，仍可以用它查到本项目。",
        error_messages={"required": "请填写新名称。"},
    )  # fmt: skip
    field_order = ("name", "is_sure")

    def offer(self) -> None:
        """Begin with the name that the project has."""
        self.initial["name"] = self.subject.name

    def clean_name(self) -> str:
        """Want another name than the project has."""
        name = str(self.cleaned_data["name"]).strip()
        if name == self.subject.name:
            raise forms.ValidationError("与现在的名称相同，没有更名。")
        return name


class MergeForm(SureForm):
    """The project that this one is, entered twice; it is shown before the two are joined."""

    number = forms.CharField(
        label="并入哪个项目", max_length=40, help_text="填写那个项目的储备编号或项目代码。",
        error_messages={"required": "请填写那个项目的储备编号或项目代码。"},
    )  # fmt: skip
    field_order = ("number", "is_sure")
    into: Project | None = None

    def clean(self) -> dict[str, Any]:
        """Find the other project among those that the person sees, and name it."""
        given = super().clean() or {}
        number = str(given.get("number", "")).strip()
        if not number:
            return given
        seen = self.seen
        named = seen.filter(reserve_number=number) | seen.filter(code=normalised(number))
        self.into = named.exclude(id=self.subject.id).first()
        if self.into is None:
            self.add_error("number", f"没有编号为“{number}”的另一个项目，请核对后再填。")
        else:
            self.ask_to_be_sure(f"并入之后不能撤销。请核对“{self.into.name}”确是同一个项目。")
        return given

    def __init__(self, *args: Any, seen: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.seen = seen


class InitiatorForm(SureForm):
    """Which unit initiates a project from now on."""

    unit = forms.ModelChoiceField(
        label="发起单位", queryset=Unit.objects.none(),
        help_text="项目信息和以后各轮的补正、调整由它办理；以前办的仍记在原单位名下。",
        error_messages={"required": "请选择发起单位。"},
    )  # fmt: skip
    field_order = ("unit", "is_sure")

    def offer(self) -> None:
        """Offer the other units that are open."""
        others = Unit.objects.filter(closed_on__isnull=True)
        field = self.offered("unit")
        field.queryset = others.exclude(id=self.subject.initiating_unit_id).order_by("name")
