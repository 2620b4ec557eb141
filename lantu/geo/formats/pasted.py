"""Coordinates pasted as text: a pair a line, with or without labels, decimal or in degrees.

A blank line starts the next ring. Which number is which is told by size alone, so that a list
copied from a survey sheet (north first) and one copied from a web map (longitude first) both work.
"""

import re
import unicodedata
from itertools import pairwise

import shapely
from shapely import MultiPolygon, Polygon

from lantu.geo.finding import Finding, Place, Refused, Severity
from lantu.geo.formats.reading import Limits, ReadFeature, Reading
from lantu.geo.formats.text import decode
from lantu.geo.zones import Kind, look

NAME = "粘贴坐标"
# A plain form of ″ is ′′, of which the reader of a line makes use.
ANGLE = re.compile(
    r"(\d{1,3})\s*[°度]\s*(\d{1,2})\s*['′分]\s*(\d{1,2}(?:\.\d+)?)\s*(?:[\"″秒]|''|′′)"
)
NUMBER = re.compile(r"[-+]?\d{1,12}(?:\.\d*)?")
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
        if not count and not any(letter.isdigit() for letter in line):
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
    """Say whether the first line that holds a digit is a pair of coordinates."""
    lines = (unicodedata.normalize("NFKC", line) for line in text.splitlines())
    first = next((line for line in lines if any(letter.isdigit() for letter in line)), "")
    return len(ANGLE.findall(first)) == 2 or len(_numbers(first)) >= 2


def _pair(line: str, place: Place) -> tuple[float, float]:
    angles = ANGLE.findall(line)
    if len(angles) == 2:
        values = [
            float(degrees) + float(minutes) / 60 + float(seconds) / 3600
            for degrees, minutes, seconds in angles
        ]
    else:
        values = _numbers(line)
    pairs = list(pairwise(values))
    if not pairs:
        facts = {"text": line.strip()[:40]}
        raise Refused(Finding("no_pair", Severity.REFUSAL, place, facts))
    # A label, a ring number or a height may stand beside the pair.
    first, second = next(filter(_looks_like_pair, reversed(pairs)), pairs[-1])
    north_first = look(second, first)
    if north_first.kind is not Kind.UNKNOWN and not north_first.swapped:
        return second, first
    return first, second


def _looks_like_pair(pair: tuple[float, float]) -> bool:
    return look(*pair).kind not in (Kind.UNKNOWN, Kind.FEET)


def _numbers(line: str) -> list[float]:
    """Return the numbers of a line; a label such as J1 or 1 before two others does not count."""
    words = [word for word in re.split(r"[\s,;:=()\[\]、]+", line) if word]
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
        inside = next((holes for shell, holes in shells if _holds(shell, polygon)), None)
        if inside is None:
            shells.append((polygon, []))
        else:
            inside.append(polygon)
    parts = [Polygon(shell.exterior, [hole.exterior for hole in holes]) for shell, holes in shells]
    return parts[0] if len(parts) == 1 else MultiPolygon(parts)


def _holds(shell: Polygon, polygon: Polygon) -> bool:
    """Say whether a ring lies inside another, either of which may cross itself."""
    return bool(shapely.make_valid(shell).covers(polygon.representative_point()))
