"""Lines and arcs that were drawn one by one, joined end to end where they close to a ring."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import floor

from lantu.geo.formats.cad_curves import Vertex, turned_back
from lantu.geo.formats.cad_entities import DrawnLine
from lantu.geo.formats.cad_layers import SAME_PLACE_M, is_same_place

ENDS = 2


@dataclass(frozen=True, slots=True)
class Chain:
    """A ring made of several lines, in the order in which it was walked."""

    vertices: tuple[Vertex, ...]
    lines: tuple[DrawnLine, ...]


def chains(lines: Sequence[DrawnLine]) -> tuple[list[Chain], list[DrawnLine]]:
    """Join lines that meet two by two at every end.

    Args:
        lines: open ones of one layer.

    Returns:
        The rings, and the lines that are part of none.
    """
    drawn = [line for line in lines if len(line.vertices) > 1]
    ends = _Ends()
    at_ends = [(ends.number(one.vertices[0]), ends.number(one.vertices[-1])) for one in drawn]
    meeting: defaultdict[int, list[int]] = defaultdict(list)
    for at, (first, last) in enumerate(at_ends):
        meeting[first].append(at)
        meeting[last].append(at)
    made: list[Chain] = []
    used: set[int] = set()
    for start in range(len(drawn)):
        if start in used:
            continue
        walked = list(_walked(start, at_ends, meeting))
        used |= {at for at, _ in walked}
        # A walk that ends elsewhere met an end or a fork: none of its lines is part of a ring.
        if _is_ring(walked, at_ends, meeting):
            made.append(_chain(walked, drawn))
    joined = {id(line) for chain in made for line in chain.lines}
    return made, [line for line in lines if id(line) not in joined]


def with_loose_end(lines: Sequence[DrawnLine]) -> list[DrawnLine]:
    """Return the lines with an end at which no other line begins or ends."""
    drawn = [line for line in lines if len(line.vertices) > 1]
    ends = _Ends()
    at_ends = [(ends.number(one.vertices[0]), ends.number(one.vertices[-1])) for one in drawn]
    meeting = Counter(end for pair in at_ends for end in pair)
    return [one for one, pair in zip(drawn, at_ends, strict=True) if 1 in map(meeting.get, pair)]


class _Ends:
    """Numbers for places: points nearer than the tolerance have the same."""

    def __init__(self) -> None:
        self.cells: dict[tuple[int, int], list[tuple[int, Vertex]]] = {}
        self.count = 0

    def number(self, vertex: Vertex) -> int:
        east, north = (floor(value / SAME_PLACE_M) for value in vertex[:2])
        for cell in ((east + i, north + j) for i in (-1, 0, 1) for j in (-1, 0, 1)):
            for number, other in self.cells.get(cell, ()):
                if is_same_place(vertex, other):
                    return number
        self.cells.setdefault((east, north), []).append((self.count, vertex))
        self.count += 1
        return self.count - 1


def _walked(
    start: int, at_ends: Sequence[tuple[int, int]], meeting: dict[int, list[int]]
) -> Iterator[tuple[int, bool]]:
    """Walk from line to line while exactly two meet; say of each whether it is walked backwards."""
    at, end = start, at_ends[start][1]
    seen = {start}
    yield start, False
    while len(meeting[end]) == ENDS:
        following = next((one for one in meeting[end] if one not in seen), None)
        if following is None:
            return
        at = following
        seen.add(at)
        is_back = at_ends[at][0] != end
        yield at, is_back
        end = at_ends[at][0] if is_back else at_ends[at][1]


def _is_ring(
    walked: Sequence[tuple[int, bool]],
    at_ends: Sequence[tuple[int, int]],
    meeting: dict[int, list[int]],
) -> bool:
    """Say whether a walk came back to where it began, with nothing else meeting there."""
    last, is_back = walked[-1]
    end = at_ends[last][0] if is_back else at_ends[last][1]
    start = at_ends[walked[0][0]][0]
    return len(walked) >= ENDS and end == start and len(meeting[start]) == ENDS


def _chain(walked: Sequence[tuple[int, bool]], drawn: Sequence[DrawnLine]) -> Chain:
    vertices: list[Vertex] = []
    for at, is_back in walked:
        own = turned_back(drawn[at].vertices) if is_back else list(drawn[at].vertices)
        vertices += own[:-1]
    return Chain(tuple(vertices), tuple(drawn[at] for at, _ in walked))
