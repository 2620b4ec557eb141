"""The city that this platform serves: its layer store and its working blueprints."""

from functools import lru_cache
from pathlib import Path

from django.conf import settings

from lantu.geo.layerstore import Blueprint, OpenLayer, last_number, open_blueprint, open_store

KEPT_OPEN = 4


def has_city() -> bool:
    """Return whether a city was laid down, with a blueprint published."""
    root = Path(settings.CITY_DIRECTORY)
    return (root / "city.json").is_file() and last_number(open_store(root)) > 0


def working_blueprint(number: int | None = None) -> Blueprint:
    """Return a working blueprint, the newest by default; it stays open for the next reader.

    Raises:
        Refused: there is no city, or no such number.
    """
    root = Path(settings.CITY_DIRECTORY)
    return _opened(root, last_number(open_store(root)) if number is None else number)


def blueprint_of(city: str, number: int) -> Blueprint | None:
    """Return a numbered blueprint of a city, or None where this platform does not hold it.

    Args:
        city: the name of the layer store, as a check recorded it.
        number: the number of the working blueprint.
    """
    store = open_store(Path(settings.CITY_DIRECTORY))
    if store.name != city or not 0 < number <= last_number(store):
        return None
    return working_blueprint(number)


def layer_of_digest(digest: str) -> OpenLayer | None:
    """Return a layer version that the newest blueprints name, or None.

    Args:
        digest: the identity of the version.
    """
    newest = working_blueprint()
    for number in range(newest.number, max(newest.number - KEPT_OPEN, 0), -1):
        for layer in working_blueprint(number).layers.values():
            if layer.digest == digest:
                return layer
    return None


@lru_cache(maxsize=KEPT_OPEN)
def _opened(root: Path, number: int) -> Blueprint:
    return open_blueprint(open_store(root), number)
