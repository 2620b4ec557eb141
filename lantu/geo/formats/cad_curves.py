"""Arcs of a drawing into chords, as many as the tolerance wants."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import asin, atan, ceil, cos, hypot, pi, sin, sqrt

# How far a chord may lie beside its arc: a tenth of what a boundary survey promises.
CHORD_TOLERANCE_M = 0.001
# An arc of nearly a whole turn between two points side by side is a slip; a circle is drawn in two.
LARGEST_BULGE = 20.0
FEWEST_CHORDS_A_TURN = 8

# East, north, and the bulge of the stretch to the next point: a quarter of its angle's tangent.
Vertex = tuple[float, float, float]
Spot = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Arc:
    """One arc: where it begins, its centre, its angle, and its radius."""

    start: Spot
    centre: Spot
    angle: float
    radius: float

    @property
    def chords(self) -> int:
        """How many chords keep within the tolerance."""
        share = min(CHORD_TOLERANCE_M / (2 * self.radius), 0.5)
        step = min(4 * asin(sqrt(share)), 2 * pi / FEWEST_CHORDS_A_TURN)
        return max(ceil(abs(self.angle) / step), 1)

    def spots(self) -> list[Spot]:
        """Return the points between the ends."""
        count = self.chords
        east, north = self.start[0] - self.centre[0], self.start[1] - self.centre[1]
        spots = []
        for at in range(1, count):
            cosine, sine = cos(self.angle * at / count), sin(self.angle * at / count)
            spots.append(
                (
                    self.centre[0] + east * cosine - north * sine,
                    self.centre[1] + east * sine + north * cosine,
                )
            )
        return spots


def arc_between(start: Vertex, end: Vertex) -> Arc | None:
    """Return the arc from one vertex to the next; None where it is as good as straight."""
    bulge = start[2]
    east, north = end[0] - start[0], end[1] - start[1]
    chord = hypot(east, north)
    if abs(bulge) * chord / 2 <= CHORD_TOLERANCE_M:
        return None
    aside = (1 - bulge * bulge) / (4 * bulge)
    centre = ((start[0] + end[0]) / 2 - aside * north, (start[1] + end[1]) / 2 + aside * east)
    radius = chord * (1 + bulge * bulge) / (4 * abs(bulge))
    return Arc((start[0], start[1]), centre, 4 * atan(bulge), radius)


def arcs_of(ring: Sequence[Vertex]) -> list[Arc]:
    """Return the arcs of a ring, the stretch from its last vertex to its first included."""
    found = (arc_between(start, end) for start, end in pairwise([*ring, *ring[:1]]))
    return [arc for arc in found if arc is not None]


def flattened(ring: Sequence[Vertex]) -> list[Spot]:
    """Return a ring with its arcs as chords; the first point is not repeated."""
    spots: list[Spot] = []
    for start, end in pairwise([*ring, *ring[:1]]):
        spots.append((start[0], start[1]))
        arc = arc_between(start, end)
        if arc is not None:
            spots += arc.spots()
    return spots


def point_count(ring: Sequence[Vertex]) -> int:
    """Return how many points a ring has once it is flattened, without making them."""
    return len(ring) + sum(arc.chords - 1 for arc in arcs_of(ring))


def turned_back(line: Sequence[Vertex]) -> list[Vertex]:
    """Return an open line from its end to its start."""
    bulges = [*(-vertex[2] for vertex in reversed(line[:-1])), 0.0]
    return [
        (vertex[0], vertex[1], bulge) for vertex, bulge in zip(reversed(line), bulges, strict=True)
    ]
