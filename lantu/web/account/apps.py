"""The account pages as a Django app: what follows from a changed second factor."""

from django.apps import AppConfig


class AccountPages(AppConfig):
    """Ends the other logins of a person whose second factor was changed."""

    name = "lantu.web.account"
    label = "account_pages"
    verbose_name = "账号"

    def ready(self) -> None:
        """Listen for changed factors."""
        from allauth.mfa.signals import (
            authenticator_added,
            authenticator_removed,
            authenticator_reset,
        )

        from lantu.web.account.logins import on_factor_changed

        for changed in (authenticator_added, authenticator_removed, authenticator_reset):
            changed.connect(on_factor_changed)
