"""Drawings that tests write for themselves, tag by tag, as old programs do: R12, no library."""

from collections.abc import Iterable, Sequence

from shapely import Polygon

RING = ((465600, 3846000), (465800, 3846000), (465800, 3846100), (465600, 3846100))
END = "0\nEOF\n"


def tags(*pairs: tuple[int, object]) -> str:
    """Tags as lines: a code, then its value."""
    return "".join(f"{code:>3}\n{value}\n" for code, value in pairs)


def section(name: str, content: str) -> str:
    return tags((0, "SECTION"), (2, name)) + content + tags((0, "ENDSEC"))


def header(*, version="AC1009", page="ANSI_936", unit: int | None = 6) -> str:
    lines = [(9, "$ACADVER"), (1, version), (9, "$DWGCODEPAGE"), (3, page)]
    return section("HEADER", tags(*lines, *([(9, "$INSUNITS"), (70, unit)] if unit else [])))


def polyline(
    ring: Iterable[Sequence[float]] = RING, *, layer="红线", closed=True, handle="A1", **more
) -> str:
    """An old polyline; a third value of a vertex is its bulge; more is height=… or extrusion=…."""
    head = [(0, "POLYLINE"), (5, handle), (8, layer), (66, 1), (70, int(closed))]
    head += [(10, 0.0), (20, 0.0), (30, more.get("height", 0.0))]
    if "extrusion" in more:
        head += list(zip((210, 220, 230), more["extrusion"], strict=True))
    vertices = ""
    for vertex in ring:
        pairs = [(0, "VERTEX"), (8, layer), (10, vertex[0]), (20, vertex[1])]
        vertices += tags(*pairs, (42, vertex[2] if len(vertex) > 2 else 0.0))
    return tags(*head) + vertices + tags((0, "SEQEND"), (8, layer))


def line(start, end, *, layer="红线", handle="B1") -> str:
    places = [(10, start[0]), (20, start[1]), (11, end[0]), (21, end[1])]
    return tags((0, "LINE"), (5, handle), (8, layer), *places)


def arc(centre, radius, first, last, *, layer="红线", handle="C1") -> str:
    places = [(10, centre[0]), (20, centre[1]), (40, radius), (50, first), (51, last)]
    return tags((0, "ARC"), (5, handle), (8, layer), *places)


def circle(centre, radius, *, layer="红线", handle="D1") -> str:
    places = [(10, centre[0]), (20, centre[1]), (40, radius)]
    return tags((0, "CIRCLE"), (5, handle), (8, layer), *places)


def text(words, at, *, layer="注记", height=2.5, handle="E1") -> str:
    places = [(10, at[0]), (20, at[1]), (40, height), (1, words)]
    return tags((0, "TEXT"), (5, handle), (8, layer), *places)


def insertion(block, at=(0, 0), *, layer="红线", handle="F1", **more: object) -> str:
    """A block shown; more is columns=…, rows=…, scale=…, turn=…."""
    codes = {"columns": 70, "rows": 71, "turn": 50, "east_apart": 44, "north_apart": 45}
    places = [(10, at[0]), (20, at[1])]
    if "scale" in more:
        places += [(41, more["scale"]), (42, more["scale"])]
    places += [(codes[name], value) for name, value in more.items() if name in codes]
    return tags((0, "INSERT"), (5, handle), (8, layer), (2, block), *places)


def block(name, content, *, flags=0) -> str:
    head = [(0, "BLOCK"), (8, "0"), (2, name), (70, flags), (10, 0.0), (20, 0.0), (3, name)]
    return tags(*head) + content + tags((0, "ENDBLK"), (8, "0"))


def drawing(*entities: str, blocks: str = "", head: str | None = None, end=END) -> str:
    """A whole drawing of entities."""
    parts = [header() if head is None else head]
    if blocks:
        parts.append(section("BLOCKS", blocks))
    return "".join([*parts, section("ENTITIES", "".join(entities)), end])


def square(east, north, size, **more) -> str:
    """A closed polyline around a square."""
    corners = [(east, north), (east + size, north), (east + size, north + size)]
    return polyline([*corners, (east, north + size)], **more)


def ring_of(polygon: Polygon) -> list[tuple[float, float]]:
    return [(east, north) for east, north in polygon.exterior.coords[:-1]]
