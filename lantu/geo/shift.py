"""The shift of Chinese web maps (GCJ-02), undone only to *suspect* it.

The shift is a few hundred metres and has no official formula; the approximation that is widely
published is good to some metres, which is enough to say that a line looks like one drawn on a web
map. Nothing measured here is ever stored.
"""

from typing import TypeVar

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

Geometry = TypeVar("Geometry", bound=BaseGeometry)
Floats = NDArray[np.float64]

SEMI_MAJOR_M = 6378245.0
ECCENTRICITY_SQUARED = 0.00669342162296594323
ORIGIN = (105.0, 35.0)


def undo_gcj(geometry: Geometry) -> Geometry:
    """Return a geometry in longitude and latitude with the web-map shift taken away."""
    undone: Geometry = shapely.transform(geometry, lambda points: points - offset(points))
    return undone


def offset(points: Floats) -> Floats:
    """Return the shift at points (n, 2) of longitude and latitude, in degrees."""
    x, y = (points - np.array(ORIGIN)).T
    wave = 20 * np.sin(6 * np.pi * x) + 20 * np.sin(2 * np.pi * x)
    east = (
        300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * np.sqrt(np.abs(x))
        + (wave + _waves(x, (20, 40), (1, 1 / 3)) + _waves(x, (150, 300), (1 / 12, 1 / 30))) * 2 / 3
    )  # fmt: skip
    north = (
        -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * np.sqrt(np.abs(x))
        + (wave + _waves(y, (20, 40), (1, 1 / 3)) + _waves(y, (160, 320), (1 / 12, 1 / 30))) * 2 / 3
    )  # fmt: skip
    latitude = np.radians(points[:, 1])
    magic = 1 - ECCENTRICITY_SQUARED * np.sin(latitude) ** 2
    meridian = SEMI_MAJOR_M * (1 - ECCENTRICITY_SQUARED) / magic**1.5
    parallel = SEMI_MAJOR_M / np.sqrt(magic) * np.cos(latitude)
    return np.column_stack((np.degrees(east / parallel), np.degrees(north / meridian)))


def _waves(values: Floats, sizes: tuple[float, float], rates: tuple[float, float]) -> Floats:
    first, second = (
        size * np.sin(rate * np.pi * values) for size, rate in zip(sizes, rates, strict=True)
    )
    summed: Floats = first + second
    return summed
