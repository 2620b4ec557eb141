"""Registers the check of the law in force."""

from django.apps import AppConfig


class LawbookConfig(AppConfig):
    """Which edition of the law is in force here."""

    name = "lantu.foundations.lawbook"

    def ready(self) -> None:
        """Let Django's checks see the law."""
        from lantu.foundations.lawbook import checks

        assert checks
