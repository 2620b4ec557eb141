"""Lines that run like rivers and roads: splines through drafted points, with wander."""

from itertools import pairwise
from typing import Any, cast

import numpy as np
import shapely
from numpy.typing import NDArray

Points = NDArray[np.float64]


def spline(control: Points, step_m: float) -> Points:
    """Return a Catmull-Rom curve through the control points (n × 2).

    Source: Catmull and Rom 1974, the uniform form; points about `step_m` apart.
    """
    padded = np.vstack([2 * control[0] - control[1], control, 2 * control[-1] - control[-2]])
    pieces = []
    for first, second, third, fourth in zip(
        padded, padded[1:], padded[2:], padded[3:], strict=False
    ):
        count = max(2, int(np.hypot(*(third - second)) / step_m))
        share = np.linspace(0, 1, count, endpoint=False)[:, None]
        pieces.append(
            0.5
            * (
                2 * second
                + (third - first) * share
                + (2 * first - 5 * second + 4 * third - fourth) * share**2
                + (3 * second - first - 3 * third + fourth) * share**3
            )
        )
    return np.vstack([*pieces, control[-1:]])


def wander(line: Points, chance: np.random.Generator, amplitude_m: float, wave_m: float) -> Points:
    """Push a line sideways by three octaves of smooth noise; its ends stay."""
    travelled = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(line, axis=0).T))])
    length_m = travelled[-1]
    offset = np.zeros(len(line))
    for octave in range(3):
        knots = np.arange(-1, length_m / wave_m * 2**octave + 3)
        heights = chance.normal(0, amplitude_m / 1.9**octave, len(knots))
        offset += _smooth(travelled / wave_m * 2**octave, knots, heights)
    fade = np.minimum(1, np.minimum(travelled, length_m - travelled) / wave_m)
    tangent = np.gradient(line, axis=0)
    normal = np.column_stack([-tangent[:, 1], tangent[:, 0]])
    normal /= np.maximum(np.hypot(*normal.T), 1e-9)[:, None]
    return cast(Points, line + normal * (offset * fade)[:, None])


def strip(line: Any, width_m: Any, *, segments: int = 4) -> Any:
    """Return the strip of the given full width about a line (or lines), with flat ends."""
    return shapely.buffer(line, width_m / 2, quad_segs=segments, cap_style="flat")


def swelling_strip(line: Points, widths_m: NDArray[np.float64]) -> shapely.Geometry:
    """Return a strip whose full width changes along the line, as that of a river does."""
    discs = shapely.buffer(shapely.points(line), widths_m / 2, quad_segs=4)
    hulls = shapely.convex_hull([shapely.MultiPolygon([one, two]) for one, two in pairwise(discs)])
    return cast(shapely.Geometry, shapely.union_all(hulls))


def _smooth(
    at: NDArray[np.float64], knots: NDArray[np.float64], heights: NDArray[np.float64]
) -> NDArray[np.float64]:
    left = np.clip(np.floor(at).astype(int) + 1, 0, len(knots) - 2)
    share = at - np.floor(at)
    ease = share * share * (3 - 2 * share)
    return np.asarray(heights[left] * (1 - ease) + heights[left + 1] * ease)
