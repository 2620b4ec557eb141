"""Tells people who owes something."""

from django.apps import AppConfig


class DutiesConfig(AppConfig):
    """Who owes what by when."""

    name = "lantu.foundations.duties"

    def ready(self) -> None:
        """Keep the last account of a unit that owes something."""
        from lantu.foundations.duties.queries import open_duties_of
        from lantu.foundations.people.actions import HOLDS

        if open_duties_of not in HOLDS:
            HOLDS.append(open_duties_of)
