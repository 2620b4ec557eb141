"""Tells people who owes something; has what runs out be settled, and reminded of before."""

from typing import TYPE_CHECKING

from django.apps import AppConfig

if TYPE_CHECKING:
    from lantu.foundations.jobs.ticks import Tick

SETTLE_EVERY_S = 30.0
REMIND_EVERY_S = 60.0


class DutiesConfig(AppConfig):
    """Who owes what by when."""

    name = "lantu.foundations.duties"

    def ready(self) -> None:
        """Keep the last account of a unit that owes something; settle and remind by the clock."""
        from lantu.foundations.duties.queries import open_duties_of
        from lantu.foundations.jobs import ticks
        from lantu.foundations.people.actions import HOLDS

        if open_duties_of not in HOLDS:
            HOLDS.append(open_duties_of)
        ticks.register("duties.settle", _settle, SETTLE_EVERY_S)
        ticks.register("duties.remind", _remind, REMIND_EVERY_S)


def _settle(_tick: "Tick") -> int:
    from lantu.foundations.duties.settling import settle

    return settle()


def _remind(_tick: "Tick") -> int:
    from lantu.foundations.duties.reminding import remind_all

    return remind_all()
