"""Forms of the reserve: the information sheet of a project, and what each step asks for."""

from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import Q

from lantu.foundations.acts.clock import now
from lantu.foundations.blobs.models import Statement
from lantu.foundations.people.models import Standing, Unit
from lantu.foundations.people.queries import responsible_unit
from lantu.foundations.projects.models import Project
from lantu.law.blueprint.catalogue import LEAD
from lantu.law.clock import day_of
from lantu.law.coordination.routing import Tag
from lantu.systems.coordination.queries.reserve import namesakes
from lantu.web.coordination.forms import ActForm, Nothing, ReasonForm, day, words

__all__ = ("ActForm", "EnterForm", "LetterForm", "MatureForm", "Nothing", "ProjectForm", "PushForm",
           "ReasonForm", "SheetForm")  # fmt: skip

YUAN_PER_WAN = 10000
NATURES = ("新建", "改建", "扩建", "迁建")
SUPPLIES = ("划拨", "出让", "租赁", "先租后让", "使用存量用地", "尚未确定")
KEY_LEVELS = ("国家级", "省级", "市级", "县级")
TAGS = {Tag.SECRECY: "涉及保密事项", Tag.MILITARY: "涉及军事事项"}
SITE_WORDS = {True: "yes", False: "no", None: ""}
FORMER_SITE = (("", "尚不清楚"), ("yes", "是"), ("no", "否"))


def _one_of(names: tuple[str, ...], unknown: str) -> list[tuple[str, str]]:
    return [("", unknown), *((name, name) for name in names)]


class SheetForm(ActForm):
    """The facts of a project's information sheet (项目信息表)."""

    nature = forms.ChoiceField(
        label="建设性质", choices=_one_of(NATURES, "尚未确定"), required=False
    )
    scale = forms.CharField(
        label="建设规模", max_length=200, required=False, help_text="如：总建筑面积 3.2 万平方米。"
    )
    content = words("建设内容", required=False, rows=3)
    planned_height_m = forms.DecimalField(
        label="规划高度(米)", min_value=Decimal(0), max_digits=7, decimal_places=2, required=False,
        help_text="净空、微波通道等按它核对。",
        error_messages={"invalid": "规划高度请写数字，如 45.5。"},
    )  # fmt: skip
    investment_wan_yuan = forms.DecimalField(
        label="总投资(万元)", min_value=Decimal(0), max_digits=14, decimal_places=6, required=False,
        error_messages={"invalid": "总投资请写数字，单位万元，如 12000。"},
    )  # fmt: skip
    land_supply = forms.ChoiceField(
        label="供地方式", choices=_one_of(SUPPLIES, "请选择"), required=False
    )
    key_level = forms.ChoiceField(
        label="重点项目", choices=_one_of(KEY_LEVELS, "不是重点项目"), required=False
    )
    is_former_industrial_site = forms.ChoiceField(
        label="工业企业退出场地", choices=FORMER_SITE, required=False, widget=forms.RadioSelect,
    )  # fmt: skip
    tags = forms.MultipleChoiceField(
        label="涉及事项", choices=list(TAGS.items()), required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="勾选后另征求市保密局、郑州警备区；项目本身须非涉密或已脱密。",
    )  # fmt: skip

    def offer(self) -> None:
        """Show what is known of a project that is described again."""
        if not isinstance(self.subject, Project):
            return
        known, site = self.subject, self.subject.is_former_industrial_site
        for name in ("nature", "scale", "content", "planned_height_m", "land_supply", "key_level",
                     "tags"):  # fmt: skip
            self.initial[name] = getattr(known, name)
        for name in ("nature", "land_supply", "key_level"):
            _keep_choice(self.fields[name], getattr(known, name))
        self.initial["is_former_industrial_site"] = SITE_WORDS[site]
        if known.investment_yuan is not None:
            wan = (known.investment_yuan / YUAN_PER_WAN).normalize()
            self.initial["investment_wan_yuan"] = f"{wan:f}"

    def described(self) -> dict[str, Any]:
        """Return the sheet as the fields of a project."""
        given = self.cleaned_data
        wan, site = given["investment_wan_yuan"], given["is_former_industrial_site"]
        return {
            "nature": given["nature"],
            "scale": given["scale"],
            "content": given["content"],
            "planned_height_m": given["planned_height_m"],
            "investment_yuan": None if wan is None else wan * YUAN_PER_WAN,
            "land_supply": given["land_supply"],
            "key_level": given["key_level"],
            "is_former_industrial_site": {"yes": True, "no": False}.get(site),
            "tags": given["tags"],
        }


def _keep_choice(field: forms.Field, value: str) -> None:
    """Keep a value that came from elsewhere among the choices, so that saving does not lose it."""
    assert isinstance(field, forms.ChoiceField)
    choices: list[Any] = list(field.choices)  # type: ignore[arg-type]
    if value not in {known for known, _ in choices}:
        field.choices = [*choices, (value, value)]


class ProjectForm(SheetForm):
    """A project that is entered: its name, its statement, its information sheet."""

    name = forms.CharField(
        label="项目名称", max_length=200, error_messages={"required": "请填写项目名称。"},
        help_text="按立项时要用的全称填写。",
    )  # fmt: skip
    statement = forms.ChoiceField(
        label="保密声明", choices=Statement.choices, widget=forms.RadioSelect,
        help_text="平台只办理非涉密或已脱密的项目，声明人为当前登录人。",
        error_messages={"required": "请声明非涉密或已脱密；涉密项目不得在平台登记。"},
    )  # fmt: skip
    is_another = forms.BooleanField(
        label="已核对，不是同一个项目，仍要登记", required=False, widget=forms.HiddenInput
    )
    field_order = ("name", "statement")

    def namesakes(self) -> list[Project]:
        """Return the projects of the same name, once a name was sent."""
        return namesakes(self.data.get("name", "")) if self.data.get("name", "").strip() else []

    def clean(self) -> dict[str, Any]:
        """Name a project of the same name before it is entered again."""
        given = super().clean() or {}
        if self.is_bound and self.namesakes():
            self.fields["is_another"].widget = forms.CheckboxInput()
            if not given.get("is_another"):
                self.add_error("is_another", "已有同名项目，请先核对；确属另一个项目的，勾选此项。")
        return given


class EnterForm(ActForm):
    """What the project is meant for: the last thing wanted for the reserve."""

    intended_use = forms.CharField(
        label="拟定用途", max_length=200, help_text="规划用途，如：中小学用地、公园绿地、道路。",
        error_messages={"required": "请填写拟定用途。"},
    )  # fmt: skip


class MatureForm(ActForm):
    """Why a project is ready to be sent."""

    ground = words("成熟依据", "如资金来源已落实、已列入年度计划，写明文件或会议。")


class PushForm(ActForm):
    """Who leads the round that begins."""

    lead = forms.ModelChoiceField(
        label="牵头单位", queryset=Unit.objects.none(),
        help_text="市级项目由市资源规划局牵头；县(市、区)项目可由其自行牵头。",
    )  # fmt: skip

    def offer(self) -> None:
        """Offer the lead bureau first, then counties and zones."""
        lead = responsible_unit(LEAD, day_of(now()))
        leads = Unit.objects.filter(Q(standing=Standing.COUNTY) | Q(id=lead.id))
        field = self.offered("lead")
        field.queryset = leads.filter(closed_on__isnull=True).order_by("-standing", "name")
        self.initial.setdefault("lead", lead.id)

    @property
    def level(self) -> str:
        """At which level the round is run."""
        is_county = self.cleaned_data["lead"].standing == Standing.COUNTY
        return "县级" if is_county else "市级"


class LetterForm(PushForm):
    """A letter by which a project came in."""

    letter_number = forms.CharField(
        label="来函文号", max_length=100, error_messages={"required": "请填写来函文号。"}
    )
    received_on = day("来函收到日")
    field_order = ("letter_number", "received_on", "lead")
