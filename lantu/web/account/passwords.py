"""What a password has to be made of, where the profile demands it."""

from django.core.exceptions import ValidationError

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
