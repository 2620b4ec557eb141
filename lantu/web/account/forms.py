"""The forms of the door and of one's own account."""

from typing import Any

from allauth.account.forms import LoginForm as AllauthLoginForm
from django import forms
from django.contrib.auth.password_validation import (
    password_validators_help_texts,
    validate_password,
)

from lantu.foundations.people.models import Account


class LoginForm(AllauthLoginForm):  # type: ignore[misc]
    """Login name and password, in our words."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = "登录名"
        self.fields["password"].label = "口令"
        self.fields["password"].help_text = ""
        for name, field in self.fields.items():
            field.widget.attrs = {"class": "form-control", "autocomplete": AUTOCOMPLETES[name]}


AUTOCOMPLETES = {"login": "username", "password": "current-password", "remember": "off"}


class ProofForm(forms.Form):
    """The password once more, before something that binds the unit."""

    password = forms.CharField(
        label="口令",
        widget=forms.PasswordInput(
            attrs={"class": "form-control", "autocomplete": "current-password"}
        ),
        error_messages={"required": "请输入口令。"},
    )

    def __init__(self, *args: Any, account: Account, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.account = account

    def clean_password(self) -> str:
        """Refuse another password than the person's own."""
        given = str(self.cleaned_data["password"])
        if not self.account.check_password(given):
            raise forms.ValidationError("口令不对。")
        return given


class PasswordForm(ProofForm):
    """One's own password, changed."""

    new = forms.CharField(
        label="新口令",
        widget=forms.PasswordInput(attrs={"class": "form-control", "autocomplete": "new-password"}),
        error_messages={"required": "请输入新口令。"},
    )
    again = forms.CharField(
        label="再输一次新口令",
        widget=forms.PasswordInput(attrs={"class": "form-control", "autocomplete": "new-password"}),
        error_messages={"required": "请再输一次新口令。"},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].label = "现在的口令"
        self.fields["new"].help_text = " ".join(map(str, password_validators_help_texts()))

    def clean(self) -> dict[str, Any]:
        """Refuse a new password that is weak, or was mistyped."""
        given = super().clean() or {}
        new = given.get("new", "")
        if new and given.get("again") and new != given["again"]:
            self.add_error("again", "两次输入的新口令不一样。")
        if new:
            try:
                validate_password(new, self.account)
            except forms.ValidationError as weak:
                self.add_error("new", weak)
        return given
