"""The form of the door."""

from django.contrib.auth.forms import AuthenticationForm


class LoginForm(AuthenticationForm):
    """Login name and password. What is wrong is said without telling whether the name exists."""

    error_messages = {  # noqa: RUF012
        "invalid_login": "登录名或口令不对。连错 5 次要等 15 分钟；忘记口令请找本单位管理员。",
        "inactive": "登录名或口令不对。",
    }

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["username"].label = "登录名"
        self.fields["password"].label = "口令"
        for field in self.fields.values():
            field.widget.attrs["class"] = "form-control"
