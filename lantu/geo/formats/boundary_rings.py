"""The rings of a plot: closing, counting, labels, holes, with a finding for whatever is amiss."""

from dataclasses import dataclass, replace

import shapely
from shapely import MultiPolygon, Polygon

from lantu.geo.finding import Finding, Place, Severity

FEWEST_CORNERS = 3


@dataclass(frozen=True, slots=True)
class Point:
    """A boundary point as written: X is north, Y is east."""

    label: str
    ring: int
    north: float
    east: float
    line: int | None = None

    @property
    def at(self) -> tuple[float, float]:
        """Return where the point is, north first."""
        return self.north, self.east


@dataclass(frozen=True, slots=True)
class Ring:
    """Consecutive points of one ring number; 1 is the outer ring, higher ones are holes."""

    number: int
    points: list[Point]

    @property
    def is_closed(self) -> bool:
        """Say whether the last point is the first one again."""
        return len(self.points) > 1 and self.points[0].at == self.points[-1].at


def rings_of(points: list[Point]) -> list[Ring]:
    """Part points into rings: at each new ring number, and after a ring that has come to its end.

    Exporters give the second part of a plot the same ring number as the first.
    """
    rings: list[Ring] = []
    for point in points:
        if not rings or rings[-1].number != point.ring or _is_complete(rings[-1]):
            rings.append(Ring(point.ring, []))
        rings[-1].points.append(point)
    return rings


def _is_complete(ring: Ring) -> bool:
    return len(ring.points) > FEWEST_CORNERS and ring.is_closed


def plot_of(
    rings: list[Ring], declared_count: int | None, place: Place, findings: list[Finding]
) -> Polygon | MultiPolygon | None:
    """Build the plot that its rings describe, as written: it may still cross itself.

    Args:
        rings: in the order of the file.
        declared_count: how many points the plot says it has, closing points counted or not.
        place: where the plot stands.
        findings: what is amiss is added here.

    Returns:
        The plot with easting first, or None where no ring has three corners.
    """
    written = sum(len(ring.points) for ring in rings)
    closed = [_closed(ring, place, findings) for ring in rings]
    completed = written + sum(not was_closed for _, was_closed in closed)
    if declared_count not in (None, written, completed, completed - len(rings)):
        facts = {"declared": declared_count, "written": written}
        findings.append(Finding("point_count_differs", Severity.WARNING, place, facts))
    shells: list[Polygon] = []
    holes: list[Polygon] = []
    for ring, _ in closed:
        shape = _polygon(ring, place, findings)
        if shape is not None:
            (shells if ring.number <= 1 else holes).append(shape)
    if not shells:
        return None
    return _with_holes(shells, holes, place, findings)


def _closed(ring: Ring, place: Place, findings: list[Finding]) -> tuple[Ring, bool]:
    """Close a ring by its first point; say so where the file did not."""
    first, last = ring.points[0], ring.points[-1]
    if ring.is_closed:
        return ring, True
    where = replace(place, line=last.line, ring=ring.number, point=last.label or None)
    miswritten = (
        last.label == first.label != "" and last.north == last.east and last.north in first.at
    )
    if miswritten and len(ring.points) > FEWEST_CORNERS:
        findings.append(
            Finding("closing_point_miswritten", Severity.WARNING, where, repair="close_by_first")
        )
        return Ring(ring.number, [*ring.points[:-1], first]), True
    findings.append(Finding("ring_not_closed", Severity.WARNING, where, repair="close_by_first"))
    return Ring(ring.number, [*ring.points, first]), False


def _polygon(ring: Ring, place: Place, findings: list[Finding]) -> Polygon | None:
    where = replace(place, line=ring.points[0].line, ring=ring.number)
    if len({point.at for point in ring.points}) < FEWEST_CORNERS:
        facts = {"corners": len({point.at for point in ring.points})}
        findings.append(Finding("ring_too_few_points", Severity.REFUSAL, where, facts))
        return None
    _look_at_points(ring, where, findings)
    return Polygon([(point.east, point.north) for point in ring.points])


def _look_at_points(ring: Ring, where: Place, findings: list[Finding]) -> None:
    seen: dict[str, int | None] = {}
    for before, point in zip(ring.points, ring.points[1:], strict=False):
        if before.at == point.at:
            spot = replace(where, line=point.line, point=point.label or None)
            findings.append(Finding("points_repeat", Severity.WARNING, spot, repair="drop_repeats"))
    for point in ring.points[:-1]:
        if point.label and point.label in seen:
            spot = replace(where, line=point.line, point=point.label)
            facts = {"first_line": seen[point.label]}
            findings.append(Finding("label_repeats", Severity.NOTE, spot, facts))
        seen.setdefault(point.label, point.line)


def _with_holes(
    shells: list[Polygon], holes: list[Polygon], place: Place, findings: list[Finding]
) -> Polygon | MultiPolygon:
    rings: list[list[Polygon]] = [[] for _ in shells]
    parts: list[Polygon] = list(shells)
    for hole in holes:
        owner = next(
            (at for at, shell in enumerate(shells) if _holds(shell, hole)),
            None,
        )
        if owner is None:
            findings.append(Finding("hole_outside", Severity.WARNING, place))
            parts.append(hole)
        else:
            rings[owner].append(hole)
    made = [
        Polygon(shell.exterior, [hole.exterior for hole in inside])
        for shell, inside in zip(shells, rings, strict=True)
    ]
    made += parts[len(shells) :]
    if holes and len(made) == len(shells):
        findings.append(Finding("has_holes", Severity.NOTE, place, {"count": len(holes)}))
    if len(made) > 1:
        findings.append(Finding("has_parts", Severity.NOTE, place, {"count": len(made)}))
        return MultiPolygon(made)
    return made[0]


def _holds(shell: Polygon, hole: Polygon) -> bool:
    return bool(shapely.contains_properly(shapely.make_valid(shell), hole.representative_point()))
