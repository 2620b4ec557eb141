"""Plots made of rings: a ring inside another is its hole, a text inside a plot is its name."""

import re
from collections.abc import Iterator, Sequence

import shapely
from shapely import MultiPolygon, Polygon, STRtree

from lantu.geo.finding import Fact, Finding, Place, Severity
from lantu.geo.formats.cad_entities import DrawnText
from lantu.geo.formats.cad_rings import DrawnRing
from lantu.geo.formats.reading import ReadFeature

# The layer on which our own drawings name their plots.
NAMES_LAYER = "地块名称"
# Numbers of points, coordinates, lengths and areas stand inside a plot, and are not its name.
NO_NAME = re.compile(
    r"[A-Za-z]{0,3}[-_]?[\d.,+\-]+\s*(m2?|㎡|米|平方米|亩|公顷|ha)?|[XYxy]\s*[=:：].*|面积.*|S\s*=.*"
)


def plots_of(
    rings: Sequence[DrawnRing],
    texts: Sequence[DrawnText],
    place: Place,
    findings: list[Finding],
) -> list[ReadFeature]:
    """Return the plots that rings make.

    Args:
        rings: of one layer, in metres.
        texts: of the drawing, in metres.
        place: the file and the layer.
        findings: what was taken for what is added here.
    """
    single = _without_twins(rings, place, findings)
    shapes = [Polygon(ring.spots) for ring in single]
    parents = _parents(shapes)
    depths = [_depth(at, parents) for at in range(len(single))]
    holes = sum(depth % 2 for depth in depths)
    if holes:
        findings.append(Finding("cad_rings_inside", Severity.WARNING, place, {"count": holes}))
    names = _Names(texts)
    parts = []
    for at, ring in enumerate(single):
        if depths[at] % 2 == 0:
            inside = [single[of].spots for of, parent in enumerate(parents) if parent == at]
            shape = Polygon(ring.spots, inside)
            parts.append((ring.handle, names.of(shape), shape))
    return list(_features(parts, place, findings))


def _without_twins(
    rings: Sequence[DrawnRing], place: Place, findings: list[Finding]
) -> list[DrawnRing]:
    """Leave out a ring that was drawn twice, one on top of the other, and say so."""
    seen: dict[frozenset[tuple[float, float]], str] = {}
    single = []
    for ring in rings:
        spots = frozenset(ring.spots)
        if spots in seen:
            where = Place(file=place.file, layer=place.layer, entity=ring.handle)
            facts: dict[str, Fact] = {"other": seen[spots]}
            findings.append(Finding("cad_ring_twice", Severity.WARNING, where, facts))
        else:
            seen[spots] = ring.handle
            single.append(ring)
    return single


def _parents(shapes: Sequence[Polygon]) -> list[int | None]:
    """Return for each ring the smallest that holds it whole; rings that cross hold nothing."""
    parents: list[int | None] = [None] * len(shapes)
    if len(shapes) < 2:
        return parents
    sound = [shapely.make_valid(shape) for shape in shapes]
    areas = [float(shape.area) for shape in sound]
    inner, outer = STRtree(sound).query(sound, predicate="covered_by")
    for child, parent in zip(inner.tolist(), outer.tolist(), strict=True):
        known = parents[child]
        if areas[parent] > areas[child] and (known is None or areas[parent] < areas[known]):
            parents[child] = parent
    return parents


def _depth(at: int, parents: Sequence[int | None]) -> int:
    depth, parent = 0, parents[at]
    while parent is not None:
        depth, parent = depth + 1, parents[parent]
    return depth


class _Names:
    """The texts that can be names of plots, found by where they stand."""

    def __init__(self, texts: Sequence[DrawnText]) -> None:
        self.texts = [text for text in texts if not NO_NAME.fullmatch(text.words)]
        spots = [(text.east, text.north) for text in self.texts]
        self.tree = STRtree(shapely.points(spots) if spots else [])

    def of(self, shape: Polygon) -> str:
        """Return the one text inside a plot, or the tallest of several."""
        area = shapely.make_valid(shape)
        found = self.tree.query(area, predicate="contains_properly")
        inside = [self.texts[at] for at in found.tolist()]
        own = [text for text in inside if text.layer == NAMES_LAYER] or inside
        tallest = max((text.height for text in own), default=0.0)
        words = {text.words for text in own if text.height == tallest}
        return words.pop() if len(words) == 1 else ""


def _features(
    parts: Sequence[tuple[str, str, Polygon]], place: Place, findings: list[Finding]
) -> Iterator[ReadFeature]:
    """Yield plots; those of one name that do not overlap are parts of one plot."""
    by_name: dict[str, list[tuple[str, Polygon]]] = {}
    for number, (handle, name, shape) in enumerate(parts, start=1):
        by_name.setdefault(name or f"第{number}块", []).append((handle, shape))
    for name, own in by_name.items():
        whole = MultiPolygon([shape for _, shape in own])
        if len(own) > 1 and whole.is_valid:
            handles = "、".join(handle for handle, _ in own)
            where = Place(file=place.file, layer=place.layer, feature=name)
            findings.append(Finding("has_parts", Severity.NOTE, where, {"count": len(own)}))
            yield ReadFeature(name, whole, {"图层": place.layer, "句柄": handles}, place=where)
            continue
        for handle, shape in own:
            where = Place(file=place.file, layer=place.layer, entity=handle, feature=name)
            yield ReadFeature(name, shape, {"图层": place.layer, "句柄": handle}, place=where)
