"""Who looks, on which day, by which law: what every page of the blueprint begins with."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest

from lantu.foundations.acts.clock import now
from lantu.foundations.lawbook.queries import known_on
from lantu.foundations.people.models import Unit
from lantu.law.clock import day_of
from lantu.law.edition import Edition
from lantu.law.rows import Visibility
from lantu.systems.blueprint.visibility import seen_by
from lantu.web.shell.asking import unit_of


@dataclass(frozen=True, slots=True)
class View:
    """A viewer's unit, the day, the law of that day, and how much is seen of every layer."""

    unit: Unit
    on: date
    edition: Edition
    seen: Mapping[str, Visibility]


def view_of(request: HttpRequest) -> View:
    """Return who looks, and what may be seen today."""
    on, unit = day_of(now()), unit_of(request)
    edition = known_on(on)
    return View(unit, on, edition, seen_by(unit, edition, on))
