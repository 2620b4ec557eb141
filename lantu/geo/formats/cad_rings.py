"""The rings of the red line's layer: closed lines, or open ones whose closing is proposed."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lantu.geo.finding import Fact, Finding, Place, Refused, Severity
from lantu.geo.formats.cad_chains import chains, with_loose_end
from lantu.geo.formats.cad_curves import (
    CHORD_TOLERANCE_M,
    LARGEST_BULGE,
    Spot,
    Vertex,
    arcs_of,
    flattened,
    point_count,
)
from lantu.geo.formats.cad_entities import CURVES, DrawnLine
from lantu.geo.formats.cad_layers import FEWEST_CORNERS, LayerLines
from lantu.geo.formats.reading import Limits

# No coordinate on Earth is larger in any unit.
LARGEST = 1e12
# What is most often a sign beside a border: left out where there are closed lines, and said.
SIGNS = ("CIRCLE", "HATCH")
KINDS = {**CURVES, "TILTED": "不在水平面上的线", "HATCH": "填充"}
MOST_HANDLES = 8


@dataclass(frozen=True, slots=True)
class DrawnRing:
    """A ring of the red line: the handle of its first line, its points without the first again."""

    handle: str
    spots: tuple[Spot, ...]


@dataclass(frozen=True, slots=True)
class _Outline:
    """A ring before its arcs are flattened."""

    handle: str
    vertices: tuple[Vertex, ...]


def rings_of(
    lines: LayerLines, *, file: str, limits: Limits, findings: list[Finding]
) -> list[DrawnRing]:
    """Return the rings of a layer, in metres.

    Args:
        lines: of the layer.
        file: for the findings.
        limits: how many rings and points there may be.
        findings: what is amiss is added here; a refusal among them without a repair ends it all.

    Raises:
        Refused: there are too many rings or points, or a coordinate or an arc is absurd.
    """
    _refuse_absurd(lines, file)
    findings += _curves(lines, file)
    outlines = [_Outline(one.handle, one.vertices) for one in lines.closed]
    outlines = [*outlines, *_from_open(lines, bool(outlines), file, findings)]
    sound = []
    for outline in outlines:
        place = Place(file=file, layer=lines.layer, entity=outline.handle)
        single = _Outline(outline.handle, _without_repeats(outline.vertices, place, findings))
        corners = len(set(single.vertices)) + len(arcs_of(single.vertices))
        if corners < FEWEST_CORNERS:
            severity = Severity.WARNING if len(outlines) > 1 else Severity.REFUSAL
            facts: dict[str, Fact] = {"corners": len(set(single.vertices))}
            findings.append(Finding("cad_ring_degenerate", severity, place, facts))
        else:
            sound.append(single)
    _within_limits(sound, file, limits)
    _say_arcs(sound, Place(file=file, layer=lines.layer), findings)
    return [DrawnRing(one.handle, tuple(flattened(one.vertices))) for one in sound]


def _refuse_absurd(lines: LayerLines, file: str) -> None:
    """Refuse coordinates and bulges that no border has, before anything is computed of them."""
    refusals = []
    for line in (*lines.closed, *lines.open):
        place = Place(file=file, layer=lines.layer, entity=line.handle)
        # Written so that what is no number fails too.
        if not all(abs(value) < LARGEST for vertex in line.vertices for value in vertex[:2]):
            refusals.append(Finding("coordinates_not_finite", Severity.REFUSAL, place))
        elif not all(abs(vertex[2]) <= LARGEST_BULGE for vertex in line.vertices):
            largest = max(abs(vertex[2]) for vertex in line.vertices)
            facts: dict[str, Fact] = {"bulge": round(largest, 1)}
            refusals.append(Finding("cad_bulge_absurd", Severity.REFUSAL, place, facts))
    if refusals:
        raise Refused(*refusals)


def _curves(lines: LayerLines, file: str) -> Iterator[Finding]:
    """Name the curves that are not read: they may be the border, unless they are mere signs."""
    place = Place(file=file, layer=lines.layer)
    counts: Counter[str] = Counter()
    for one in lines.unread:
        if one.kind in SIGNS and lines.closed:
            counts[one.kind] += 1
        else:
            facts: dict[str, Fact] = {"kind": KINDS[one.kind]}
            where = Place(file=file, layer=lines.layer, entity=one.handle)
            yield Finding("cad_curve_unread", Severity.REFUSAL, where, facts)
    if counts["CIRCLE"]:
        yield Finding("cad_circles_unread", Severity.WARNING, place, {"count": counts["CIRCLE"]})
    if counts["HATCH"]:
        yield Finding("cad_hatches_unread", Severity.NOTE, place, {"count": counts["HATCH"]})


def _from_open(
    lines: LayerLines, has_closed: bool, file: str, findings: list[Finding]
) -> list[_Outline]:
    """Return rings made of open lines, each as a repair that is proposed.

    Where there are closed lines the open ones are left out, and said: they mostly are signs.
    """
    made, left = chains(lines.open)
    left = [line for line in left if len(line.vertices) > 1]
    if has_closed:
        if lines.open:
            facts: dict[str, Fact] = {
                "count": len(lines.open),
                "handles": _handles(lines.open),
                "rings": len(made),
            }
            place = Place(file=file, layer=lines.layer)
            findings.append(Finding("cad_open_left_out", Severity.WARNING, place, facts))
        return []
    outlines = []
    for chain in made:
        handle = chain.lines[0].handle
        place = Place(file=file, layer=lines.layer, entity=handle)
        told: dict[str, Fact] = {"count": len(chain.lines), "handles": _handles(chain.lines)}
        findings.append(
            Finding("cad_lines_joined", Severity.REFUSAL, place, told, repair="join_lines")
        )
        outlines.append(_Outline(handle, chain.vertices))
    return [*outlines, *_closable(left, bool(made), lines.layer, file, findings)]


def _closable(
    left: Sequence[DrawnLine], has_rings: bool, layer: str, file: str, findings: list[Finding]
) -> Iterator[_Outline]:
    """Yield open lines of three corners or more, closed as a repair; name those that cannot be."""
    loose = {id(line) for line in with_loose_end(left)}
    for line in left:
        first, last = line.vertices[0], line.vertices[-1]
        place = Place(file=file, layer=layer, entity=line.handle)
        facts: dict[str, Fact] = {"start": _said(first), "end": _said(last)}
        if len(set(line.vertices)) >= FEWEST_CORNERS:
            findings.append(
                Finding("cad_not_closed", Severity.REFUSAL, place, facts, repair="close_by_first")
            )
            yield _Outline(line.handle, (*line.vertices[:-1], (last[0], last[1], 0.0)))
        elif has_rings:
            findings.append(Finding("cad_not_closed", Severity.WARNING, place, facts))
        elif id(line) in loose or not loose:
            findings.append(Finding("cad_not_joined", Severity.REFUSAL, place, facts))


def _without_repeats(
    vertices: Sequence[Vertex], place: Place, findings: list[Finding]
) -> tuple[Vertex, ...]:
    """Drop a vertex that stands where the next one does, and say so."""
    following = [*vertices[1:], *vertices[:1]]
    kept = tuple(
        one for one, after in zip(vertices, following, strict=True) if one[:2] != after[:2]
    )
    if 0 < len(kept) < len(vertices):
        findings.append(Finding("points_repeat", Severity.WARNING, place, repair="drop_repeats"))
    return kept


def _within_limits(outlines: Sequence[_Outline], file: str, limits: Limits) -> None:
    points = sum(point_count(one.vertices) for one in outlines)
    for code, count, limit in (
        ("too_many_plots", len(outlines), limits.features),
        ("too_many_points", points, limits.vertices),
    ):
        if count > limit:
            facts = {"count": count, "limit": limit}
            raise Refused(Finding(code, Severity.REFUSAL, Place(file=file), facts))


def _say_arcs(outlines: Sequence[_Outline], place: Place, findings: list[Finding]) -> None:
    arcs = sum(len(arcs_of(one.vertices)) for one in outlines)
    if arcs:
        facts: dict[str, Fact] = {"count": arcs, "tolerance_mm": CHORD_TOLERANCE_M * 1000}
        findings.append(Finding("cad_arcs_flattened", Severity.NOTE, place, facts))


def _handles(lines: Sequence[DrawnLine]) -> str:
    more = "等" if len(lines) > MOST_HANDLES else ""
    return "、".join(line.handle for line in lines[:MOST_HANDLES]) + more


def _said(vertex: Vertex) -> str:
    """Say a place north first, as surveyors do."""
    return f"X={vertex[1]:.3f}，Y={vertex[0]:.3f}"
