"""Who sees how much of a layer: one answer for the map, a check, a sheet, an export and tiles."""

from lantu.law.blueprint import catalogue
from lantu.law.edition import Edition
from lantu.law.rows import Visibility
from lantu.law.rule import rule

# From the most to the least.
ORDER = (Visibility.GEOMETRY, Visibility.AREA_ONLY, Visibility.TRIGGER_ONLY, Visibility.HIDDEN)


@rule("D1 三(二)")
def visible(edition: Edition, key: str, standing: str, *, is_owner: bool) -> Visibility:
    """All data stand on one platform, which is for matters that are not secret.

    Reading: the owner of a layer sees all of it; others see what the layer's row allows, and no
    more than is said for their standing.

    Raises:
        Refused: the catalogue has no such layer.
    """
    own = catalogue.layer(edition, key).visibility
    if is_owner:
        return Visibility.GEOMETRY
    said = (s.visibility for s in edition.sights if (s.standing, s.layer) == (standing, key))
    return max(own, next(said, own), key=ORDER.index)
