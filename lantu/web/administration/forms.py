"""Forms of administration: each asks for just what its action needs, of one unit."""

from datetime import date
from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password

from lantu.foundations.lawbook.queries import current
from lantu.foundations.people.actions import DEFAULT_CHAIN
from lantu.foundations.people.models import (
    Account,
    Entitlement,
    Holding,
    Post,
    Responsibility,
    Unit,
)
from lantu.foundations.people.queries import BEYOND_THE_UNIT
from lantu.web.coordination.forms import ActForm, day


def text(label: str, most: int, help_text: str = "") -> forms.CharField:
    """Return a field for a few words that have to be given."""
    return forms.CharField(
        label=label, max_length=most, help_text=help_text,
        error_messages={"required": f"请填写{label}。"},
    )  # fmt: skip


def _person(label: str = "人员") -> forms.ModelChoiceField[Account]:
    return forms.ModelChoiceField(
        label=label,
        queryset=Account.objects.none(),
        error_messages={"required": f"请选择{label}。"},
    )


class UnitForm(ActForm):
    """A form about a unit: where it asks for a person, it offers those of the unit."""

    persons: tuple[str, ...] = ()

    def offer(self) -> None:
        """Offer the persons of the unit."""
        assert isinstance(self.subject, Unit)
        for name in self.persons:
            field = self.offered(name)
            active = Account.objects.filter(unit=self.subject, is_active=True)
            field.queryset = active.order_by("display_name")
            field.label_from_instance = lambda one: f"{one.display_name}({one.login_name})"


class ContactForm(UnitForm):
    """Who contact A or B of a unit is, as it is right today."""

    letter = forms.ChoiceField(
        label="联络岗", choices=(("A", "A岗"), ("B", "B岗")), widget=forms.RadioSelect, initial="A"
    )
    name = text("姓名", 60)
    email = forms.EmailField(
        label="邮箱", help_text="协同函和提醒发到这里。",
        error_messages={
            "required": "请填写邮箱。", "invalid": "邮箱的写法不对，如 name@bureau.gov.cn。",
        },
    )  # fmt: skip
    telephone = text("电话", 40)


class AccountForm(UnitForm):
    """A person's new account."""

    display_name = text("姓名", 60)
    login_name = text("登录名", 60, "字母、数字和点，全平台不重复。")
    password = forms.CharField(
        label="初始口令", widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text="当面交给本人，由本人登录后更改。",
        error_messages={"required": "请填写初始口令。"},
    )  # fmt: skip

    def clean_password(self) -> str:
        """Want a password as the profile demands it of this person."""
        given = self.cleaned_data
        named = {name: given.get(name, "") for name in ("login_name", "display_name")}
        person = given.get("account") or Account(**named)
        validate_password(str(given["password"]), person)
        return str(given["password"])


class PasswordForm(UnitForm):
    """A person's password, set anew."""

    persons = ("account",)
    account = _person()
    password = forms.CharField(
        label="新口令", widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text="当面交给本人，由本人登录后更改。", error_messages={"required": "请填写新口令。"},
    )  # fmt: skip
    clean_password = AccountForm.clean_password


class CloseForm(UnitForm):
    """An account that ends."""

    persons = ("account",)
    account = _person()
    reason = text("原因", 200, "如：调离、退休。")


class PostForm(UnitForm):
    """A post, and what its holder may do."""

    title = text("岗位", 80)
    entitlements = forms.MultipleChoiceField(
        label="权限", widget=forms.CheckboxSelectMultiple,
        choices=[(one.value, one.label) for one in Entitlement if one not in BEYOND_THE_UNIT],
        error_messages={"required": "请至少选择一项权限。"},
    )  # fmt: skip
    from_on = day("自")


class FillForm(UnitForm):
    """A person who takes a post."""

    persons = ("account",)
    post = forms.ModelChoiceField(label="岗位", queryset=Post.objects.none())
    account = _person()
    from_on = day("自")

    def offer(self) -> None:
        """Offer the posts and the persons of the unit."""
        super().offer()
        field = self.offered("post")
        field.queryset = Post.objects.filter(unit=self.subject).order_by("title")
        field.label_from_instance = lambda one: one.title


class VacateForm(UnitForm):
    """A person who leaves a post."""

    holding = forms.ModelChoiceField(label="任职", queryset=Holding.objects.none())
    until_on = day("至")

    def offer(self) -> None:
        """Offer who holds what."""
        super().offer()
        held = Holding.objects.filter(post__unit=self.subject, until_on__isnull=True)
        field = self.offered("holding")
        field.queryset = held.select_related("post", "account").order_by("post__title")
        field.label_from_instance = lambda one: f"{one.post.title} · {one.account.display_name}"


class LeaveForm(UnitForm):
    """A person on leave, and who stands in."""

    persons = ("absent", "deputy")
    absent = _person("请假人")
    deputy = _person("代理人")
    from_on, until_on = day("自"), day("至")
    ground = text("事由", 200)

    def clean(self) -> dict[str, Any]:
        """Want two persons, and days in their order."""
        given = super().clean() or {}
        if given.get("absent") is not None and given.get("absent") == given.get("deputy"):
            self.add_error("deputy", "代理人不能是请假人本人。")
        from_on, until_on = given.get("from_on"), given.get("until_on")
        if isinstance(from_on, date) and isinstance(until_on, date) and until_on < from_on:
            self.add_error("until_on", "止日早于起日。")
        return given


class ChainForm(UnitForm):
    """The steps of a unit's signature."""

    steps = forms.MultipleChoiceField(
        label="签发环节", choices=[(step, step) for step in DEFAULT_CHAIN],
        widget=forms.CheckboxSelectMultiple, help_text="按顺序办理，最后一步必须是签发。",
        error_messages={"required": "至少保留签发。"},
    )  # fmt: skip

    def offer(self) -> None:
        """Show the steps that the unit has."""
        super().offer()
        self.initial["steps"] = self.subject.signing_chain


class MoveForm(UnitForm):
    """A function that moves to this unit from a day on."""

    function = forms.ChoiceField(label="职能", choices=())
    from_on = day("自")

    def offer(self) -> None:
        """Offer the functions by the unit that stands for each in the notice."""
        keys = Responsibility.objects.values_list("function", flat=True).distinct()
        rows = {row.key: f"{row.functions}({row.name})" for row in current().departments}
        self.offered("function").choices = sorted((key, rows.get(key, key)) for key in keys)
