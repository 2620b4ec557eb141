"""What a unit sees of every layer. Map, check, tiles, export and point all ask here."""

from datetime import date

from lantu.foundations.people.models import Unit
from lantu.foundations.people.queries import functions_held
from lantu.law.blueprint.visibility import visible
from lantu.law.edition import Edition
from lantu.law.rows import Visibility


def seen_by(unit: Unit, edition: Edition, on: date) -> dict[str, Visibility]:
    """Return how much a unit sees of every layer of the catalogue on a day.

    Args:
        unit: who looks.
        edition: the law to judge by.
        on: the day, which decides who owns what.
    """
    held = functions_held(unit.id, on)
    return {
        layer.key: visible(edition, layer.key, unit.standing, is_owner=layer.owner in held)
        for layer in edition.layers
    }
