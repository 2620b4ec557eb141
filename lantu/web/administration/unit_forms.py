"""Forms of units as a whole: opened, described, given a post that reaches beyond them."""

from typing import Any

from django import forms

from lantu.foundations.acts.clock import now
from lantu.foundations.people.models import Channel, Entitlement, OpinionService, Standing, Unit
from lantu.foundations.people.queries import BEYOND_THE_UNIT, seats
from lantu.foundations.projects.codes import credit_code_fits
from lantu.law.clock import day_of
from lantu.web.administration.forms import AccountForm, UnitForm, text
from lantu.web.coordination.forms import SureForm, day

KEY = r"^[a-z][a-z0-9_]*$"


class _CreditCodeForm(SureForm):
    """A form with a credit code, which is asked about twice where its check character is wrong."""

    credit_code = forms.CharField(
        label="统一社会信用代码", max_length=18, required=False, help_text="18 位；没有的可以不填。"
    )

    def clean(self) -> dict[str, Any]:
        """Ask about a code that does not fit."""
        given = super().clean() or {}
        code = str(given.get("credit_code", "")).strip().upper()
        if code:
            given["credit_code"] = code
            if not credit_code_fits(code):
                self.ask_to_be_sure(
                    f"信用代码“{code}”的位数或校验码不对，可能抄错了。"
                    "请与证照核对；确实如此的，勾选后再保存。"
                )
        return given


class NewUnitForm(_CreditCodeForm):
    """A further unit, and the person who administers it."""

    name = text("单位名称", 120, "写全称，与公章一致。")
    key = forms.RegexField(
        KEY, label="单位代码", max_length=80,
        help_text="小写字母开头，可用数字和下划线，如 metro_company；登记后不能改。",
        error_messages={
            "required": "请填写单位代码。",
            "invalid": "单位代码只用小写字母、数字和下划线，并以字母开头。",
        },
    )  # fmt: skip
    standing = forms.ChoiceField(
        label="类别", choices=Standing.choices, initial=Standing.PROJECT_UNIT,
        help_text="登记后不能改。",
    )  # fmt: skip
    channel = forms.ChoiceField(
        label="送达方式", choices=Channel.choices, widget=forms.RadioSelect,
        initial=Channel.PLATFORM,
    )  # fmt: skip
    display_name = text("管理员姓名", 60)
    login_name = text("管理员登录名", 60, "字母、数字和点，全平台不重复。")
    password = AccountForm.base_fields["password"]
    clean_password = AccountForm.clean_password
    field_order = (
        "name", "key", "standing", "channel", "credit_code", "display_name", "login_name",
        "password", "is_sure",
    )  # fmt: skip

    def clean_name(self) -> str:
        """Want a name that no unit has."""
        name = str(self.cleaned_data["name"]).strip()
        if Unit.objects.filter(name=name).exists():
            raise forms.ValidationError(f"已有名为“{name}”的单位，不要重复登记。")
        return name

    def opened(self) -> dict[str, Any]:
        """Return what the action wants."""
        given = self.cleaned_data
        unit = {name: given[name] for name in ("name", "key", "standing", "channel", "credit_code")}
        person = {name: given[name] for name in ("display_name", "login_name", "password")}
        return {**unit, "administrator": person}


class DescribeForm(_CreditCodeForm, UnitForm):
    """What is said of a unit; its code and kind never change."""

    name = text("单位名称", 120)
    aliases = forms.CharField(
        label="别名", max_length=400, required=False,
        help_text="来文和数据包里的其他叫法，用顿号隔开。",
    )  # fmt: skip
    channel = forms.ChoiceField(label="送达方式", choices=Channel.choices, widget=forms.RadioSelect)
    opinion_service = forms.ChoiceField(
        label="综合意见反馈方式", choices=OpinionService.choices, widget=forms.RadioSelect
    )
    closed_on = day("停用日", required=False)
    field_order = (
        "name", "aliases", "channel", "opinion_service", "credit_code", "closed_on", "is_sure",
    )  # fmt: skip

    def offer(self) -> None:
        """Show what is said of the unit now."""
        for name in ("name", "channel", "opinion_service", "credit_code", "closed_on"):
            self.initial[name] = getattr(self.subject, name)
        self.initial["aliases"] = "、".join(self.subject.aliases)

    def clean_aliases(self) -> list[str]:
        """Return the other names, each once."""
        names = str(self.cleaned_data["aliases"]).replace("，", "、").split("、")
        return list(dict.fromkeys(name.strip() for name in names if name.strip()))

    def clean(self) -> dict[str, Any]:
        """Want something to be changed."""
        given = super().clean()
        if not self.errors and not self.described():
            self.add_error(None, "没有改动任何一项。")
        return given

    def described(self) -> dict[str, Any]:
        """Return what was changed."""
        given = {name: value for name, value in self.cleaned_data.items() if name != "is_sure"}
        return {
            name: value for name, value in given.items() if value != getattr(self.subject, name)
        }


class ReachForm(UnitForm):
    """A post whose holder acts for more than the unit; offered where the notice seats it."""

    title = text("岗位", 80)
    entitlements = forms.MultipleChoiceField(
        label="权限", widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "请至少选择一项权限。"},
    )  # fmt: skip
    from_on = day("自")

    def offer(self) -> None:
        """Offer what may sit in this unit."""
        self.offered("entitlements").choices = [
            (one.value, one.label) for one in seated(self.subject)
        ]


def seated(unit: Unit) -> list[Entitlement]:
    """Return the entitlements that reach beyond a unit and may sit in this one."""
    today = day_of(now())
    return [one for one in Entitlement if one in BEYOND_THE_UNIT and seats(unit, one, today)]
