"""What a password has to be made of, where the profile demands it."""

import re

from django.contrib.auth.hashers import check_password
from django.core.exceptions import ValidationError

from lantu.foundations.people.models import Account, FormerPassword

SHORTEST_FRAGMENT = 3
KINDS = (str.islower, str.isupper, str.isdigit, lambda sign: not sign.isalnum())


class ClassesValidator:
    """A password mixes several kinds of signs."""

    def __init__(self, classes: int) -> None:
        self.classes = classes

    def validate(self, password: str, user: object = None) -> None:  # noqa: ARG002
        """Refuse a password of too few kinds of signs.

        Raises:
            ValidationError: saying how many are wanted.
        """
        if sum(any(map(kind, password)) for kind in KINDS) < self.classes:
            raise ValidationError(self.get_help_text())

    def get_help_text(self) -> str:
        """Say what is wanted."""
        return f"口令须含大写字母、小写字母、数字、符号中的至少 {self.classes} 类。"


class NameValidator:
    """A password holds no piece of the login name."""

    def validate(self, password: str, user: object = None) -> None:
        """Refuse a password with three signs in a row of the login name.

        Raises:
            ValidationError: naming the piece.
        """
        if not isinstance(user, Account):
            return
        for word in re.findall(r"[^\W_]+", user.login_name.casefold()):
            for start in range(len(word) - SHORTEST_FRAGMENT + 1):
                piece = word[start : start + SHORTEST_FRAGMENT]
                if piece in password.casefold():
                    raise ValidationError(f"口令里有登录名中的“{piece}”，请换一个。")

    def get_help_text(self) -> str:
        """Say what is wanted."""
        return f"口令里不得有登录名中连续 {SHORTEST_FRAGMENT} 个字符。"


class FormerPasswordsValidator:
    """A password is none of the last ones of the account."""

    def __init__(self, last: int) -> None:
        self.last = last

    def validate(self, password: str, user: object = None) -> None:
        """Refuse a password that the account had lately.

        Raises:
            ValidationError: saying how many are remembered.
        """
        if isinstance(user, Account) and any(
            check_password(password, former.encoded) for former in self._remembered(user)
        ):
            raise ValidationError(f"这是最近 {self.last} 次用过的口令之一，请换一个。")

    def password_changed(self, password: str, user: object = None) -> None:  # noqa: ARG002
        """Remember a password that was set, as it is stored, and forget the oldest."""
        if not isinstance(user, Account):
            return
        FormerPassword.objects.create(account=user, encoded=user.password)
        kept = [former.pk for former in self._remembered(user)]
        FormerPassword.objects.filter(account=user).exclude(pk__in=kept).delete()

    def get_help_text(self) -> str:
        """Say what is wanted."""
        return f"口令不得与最近 {self.last} 次用过的相同。"

    def _remembered(self, user: Account) -> list[FormerPassword]:
        return list(FormerPassword.objects.filter(account=user).order_by("-pk")[: self.last])
