"""The layers of a blueprint as a viewer finds them: whose, how binding, how old, what is shown."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from lantu.geo.layerstore import Blueprint, OpenLayer
from lantu.law.blueprint import catalogue
from lantu.law.blueprint.judgement import is_outdated
from lantu.law.edition import Edition
from lantu.law.rows import Force, Layer, Visibility


@dataclass(frozen=True, slots=True)
class ShownLayer:
    """One layer of the tree; `digest` is empty where the viewer may not see shapes."""

    key: str
    name: str
    owner: str
    force: Force
    visibility: Visibility
    as_of_on: date | None
    source: str
    feature_count: int
    digest: str
    is_outdated: bool
    is_there: bool


def shown_layers(
    blueprint: Blueprint, seen: Mapping[str, Visibility], edition: Edition, on: date
) -> tuple[ShownLayer, ...]:
    """Return the layers of the catalogue that a viewer may know of, in the catalogue's order.

    Args:
        blueprint: the working blueprint.
        seen: layer → how much the viewer sees of it.
        edition: the law whose catalogue applies.
        on: the day, which decides owners and what is outdated.
    """
    return tuple(
        _shown(layer, blueprint.layers.get(layer.key), seen[layer.key], edition, on)
        for layer in edition.layers
        if seen[layer.key] is not Visibility.HIDDEN
    )


def _shown(
    layer: Layer, opened: OpenLayer | None, visibility: Visibility, edition: Edition, on: date
) -> ShownLayer:
    shows = opened is not None and visibility is Visibility.GEOMETRY
    return ShownLayer(
        key=layer.key,
        name=layer.name,
        owner=catalogue.owner(edition, layer.key, on).name,
        force=layer.force,
        visibility=visibility,
        as_of_on=opened.as_of_on if opened else None,
        source=opened.description.source if opened else "",
        feature_count=opened.version.feature_count if opened else 0,
        digest=opened.digest if opened and shows else "",
        is_outdated=opened is not None and is_outdated(layer, opened.as_of_on, on),
        is_there=opened is not None,
    )
