"""The versions of a layer, blueprint by blueprint: what can be laid side by side."""

from dataclasses import dataclass
from datetime import date

from lantu.geo.layerstore import last_number
from lantu.systems.blueprint.city import working_blueprint


@dataclass(frozen=True, slots=True)
class Version:
    """A version of a layer, and the first blueprint that named it."""

    blueprint: int
    note: str
    as_of_on: date
    digest: str
    feature_count: int


def versions_of(key: str) -> tuple[Version, ...]:
    """Return the versions of a layer, the newest first; a version counts once.

    Args:
        key: the layer.
    """
    found: dict[str, Version] = {}
    for number in range(1, last_number(working_blueprint().store) + 1):
        blueprint = working_blueprint(number)
        layer = blueprint.layers.get(key)
        if layer is not None and layer.digest not in found:
            count = layer.version.feature_count
            found[layer.digest] = Version(number, blueprint.note, layer.as_of_on, layer.digest, count)  # noqa: E501 # fmt: skip
    return tuple(reversed(found.values()))
