"""Coordinates pasted as text: a pair a line, with or without labels, decimal or in degrees.

A blank line starts the next ring. Which number is which is told by size alone, so that a list
copied from a survey sheet (north first) and one copied from a web map (longitude first) both work.
"""

import re
import unicodedata

from shapely import MultiPolygon, Polygon

from lantu.geo.finding import Finding, Place, Refused, Severity
from lantu.geo.formats.reading import Limits, ReadFeature, Reading
from lantu.geo.formats.text import decode
from lantu.geo.zones import Kind, look

NAME = "粘贴坐标"
ANGLE = re.compile(
    r"(\d+)\s*[°度]\s*(\d+)\s*['′分]\s*(\d+(?:\.\d+)?)\s*[\"″秒]\s*([NSEW北南东西]?)"
)
NUMBER = re.compile(r"[-+]?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?")
FEWEST_CORNERS = 3


def parse(data: bytes, *, file: str, limits: Limits, encoding: str | None = None) -> Reading:
    """Read pasted coordinates as one plot of one or more rings.

    Raises:
        Refused: a line holds no pair of numbers, or there are too few or too many.
    """
    text, encoding = decode(data, file=file, encoding=encoding)
    rings: list[list[tuple[float, float]]] = [[]]
    count = 0
    for number, raw in enumerate(text.splitlines(), start=1):
        line = unicodedata.normalize("NFKC", raw)
        if not line.strip():
            if rings[-1]:
                rings.append([])
            continue
        rings[-1].append(_pair(line, Place(file=file, line=number)))
        count += 1
        if count > limits.vertices:
            facts = {"count": count, "limit": limits.vertices}
            raise Refused(Finding("too_many_points", Severity.REFUSAL, Place(file=file), facts))
    polygons = [_polygon(ring, file) for ring in rings if ring]
    if not polygons:
        raise Refused(Finding("no_plot", Severity.REFUSAL, Place(file=file)))
    geometry = polygons[0] if len(polygons) == 1 else _joined(polygons)
    feature = ReadFeature("粘贴的红线", geometry, place=Place(file=file))
    return Reading(file, NAME, encoding, None, (feature,))


def looks_pasted(text: str) -> bool:
    """Say whether the first line that says something is a pair of coordinates."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    return (
        len(ANGLE.findall(first)) == 2 or len(_numbers(unicodedata.normalize("NFKC", first))) >= 2
    )


def _pair(line: str, place: Place) -> tuple[float, float]:
    angles = ANGLE.findall(line)
    if len(angles) == 2:
        values = [
            float(degrees) + float(minutes) / 60 + float(seconds) / 3600
            for degrees, minutes, seconds, _ in angles
        ]
    else:
        values = _numbers(line)
    if len(values) < 2:
        facts = {"text": line.strip()[:40]}
        raise Refused(Finding("no_pair", Severity.REFUSAL, place, facts))
    first, second = values[-2:]
    north_first = look(second, first)
    if north_first.kind is not Kind.UNKNOWN and not north_first.swapped:
        return second, first
    return first, second


def _numbers(line: str) -> list[float]:
    """Return the numbers of a line; a label such as J1 or 1 before two others does not count."""
    words = [word for word in re.split(r"[\s,;:()\[\]]+", line) if word]
    return [float(word) for word in words if NUMBER.fullmatch(word)]


def _polygon(ring: list[tuple[float, float]], file: str) -> Polygon:
    if len(set(ring)) < FEWEST_CORNERS:
        facts = {"corners": len(set(ring))}
        raise Refused(Finding("ring_too_few_points", Severity.REFUSAL, Place(file=file), facts))
    return Polygon(ring)


def _joined(polygons: list[Polygon]) -> Polygon | MultiPolygon:
    """Take a later ring inside an earlier one as its hole, else as a part of its own."""
    shells: list[tuple[Polygon, list[Polygon]]] = []
    for polygon in polygons:
        inside = next((holes for shell, holes in shells if shell.covers(polygon)), None)
        if inside is None:
            shells.append((polygon, []))
        else:
            inside.append(polygon)
    parts = [Polygon(shell.exterior, [hole.exterior for hole in holes]) for shell, holes in shells]
    return parts[0] if len(parts) == 1 else MultiPolygon(parts)
