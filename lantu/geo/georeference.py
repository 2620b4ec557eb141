"""Laying a scan onto the plane by control points: an affine fit, and how far it is off."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import Polygon

from lantu.geo.finding import Finding, Place, Refused, Severity

FEWEST = 3
# Below this the control points lie in a line, and the picture could turn around it.
FLATTEST = 1e-6

Pair = tuple[float, float]


@dataclass(frozen=True, eq=False)
class Fit:
    """How pixels (rightwards, downwards) become metres.

    Attributes:
        matrix: (3, 2) so that [x, y, 1] @ matrix is east, north.
        residuals_m: (n,) how far each control point is off.
    """

    matrix: NDArray[np.float64]
    residuals_m: NDArray[np.float64]

    @property
    def error_m(self) -> float:
        """The root mean square of what the control points are off, in metres."""
        return float(np.sqrt(np.mean(self.residuals_m**2)))

    def moved(self, polygon: Polygon) -> Polygon:
        """Return a polygon of pixels on the plane."""
        shape: Any = shapely.transform(
            polygon, lambda points: np.column_stack([points, np.ones(len(points))]) @ self.matrix
        )
        assert isinstance(shape, Polygon)
        return shape


def fit(pixels: Sequence[Pair], plane: Sequence[Pair]) -> Fit:
    """Fit a scan to the plane by least squares.

    Args:
        pixels: control points on the scan.
        plane: the same points as easting and northing in metres.

    Raises:
        Refused: there are fewer than three, or they lie in a line.
    """
    if len(pixels) != len(plane) or len(pixels) < FEWEST:
        facts = {"count": min(len(pixels), len(plane)), "fewest": FEWEST}
        raise Refused(Finding("control_points_few", Severity.REFUSAL, Place(), facts))
    source, target = np.array(pixels, float), np.array(plane, float)
    for points in (source, target):
        spread = np.linalg.svd(points - points.mean(axis=0), compute_uv=False)
        if spread[1] <= FLATTEST * max(spread[0], 1.0):
            raise Refused(Finding("control_points_in_line", Severity.REFUSAL, Place()))
    rows = np.column_stack([source, np.ones(len(source))])
    corner = target.mean(axis=0)
    matrix = np.linalg.lstsq(rows, target - corner, rcond=None)[0]
    matrix[2] += corner
    return Fit(matrix, np.hypot(*(rows @ matrix - target).T))
