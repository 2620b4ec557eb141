"""Where the faults of a red line lie, as points on the map, and the line as it was read."""

import re
from collections.abc import Iterator
from typing import Any

import numpy as np
import shapely
from shapely import Point

from lantu.geo import crs
from lantu.geo.finding import Finding
from lantu.systems.blueprint.drafts import Examined
from lantu.web.blueprint.shapes import feature

SPOT = re.compile(r"\[(-?[\d.]+(?:e[+-]?\d+)?) (-?[\d.]+(?:e[+-]?\d+)?)\]")


def shown(found: Examined, measuring_crs: str) -> Iterator[dict[str, Any]]:
    """Yield the places of faults, and the line as read where it cannot be measured as it stands.

    Args:
        found: a draft as it was examined.
        measuring_crs: the CRS of the map.
    """
    examination = found.examination
    if examination is None or examination.crs is None or found.reading is None:
        return
    if found.footprint is None:
        for one in found.reading.features:
            moved = crs.transform(one.geometry, examination.crs.code, measuring_crs)
            if np.isfinite(shapely.get_coordinates(moved)).all():
                yield feature(moved, {"kind": "original", "label": "读到的红线"})
    for number, finding in enumerate(found.findings):
        spot = place_of(finding)
        if spot is not None:
            facts = {"kind": "fault", "row": f"fault-{number}", "label": str(number + 1)}
            yield feature(spot, facts)


def place_of(finding: Finding) -> Point | None:
    """Return where a fault lies, in the measuring CRS, where its facts say so."""
    east, north = finding.facts.get("y"), finding.facts.get("x")
    if isinstance(east, float) and isinstance(north, float):
        return Point(east, north)
    spot = SPOT.search(str(finding.facts.get("reason", "")))
    return Point(float(spot[1]), float(spot[2])) if spot else None
