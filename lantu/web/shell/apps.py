"""The shell as a Django app: it brings the components of every page."""

from django.apps import AppConfig


class Shell(AppConfig):
    """Loads the components, and keeps a login from writing to the table of accounts."""

    name = "lantu.web.shell"
    verbose_name = "页面"

    def ready(self) -> None:
        """Let a login write nothing but its session: accounts change through actions alone."""
        from django.contrib.auth.models import update_last_login
        from django.contrib.auth.signals import user_logged_in

        user_logged_in.disconnect(update_last_login, dispatch_uid="update_last_login")
