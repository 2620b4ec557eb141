"""What a drawing shows: lines with their layers and handles, texts, and what else there is."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from math import radians, tan
from typing import Any

from ezdxf.document import Drawing

from lantu.geo.formats.cad_blocks import Blocks
from lantu.geo.formats.cad_curves import Vertex

OF_THE_BLOCK = "0"
# Bits of a vertex of an old polyline: a handle of its spline, which lies beside the line.
SPLINE_FRAME = 16
# Bits of a block that is a reference, or laid over one.
OF_ANOTHER_FILE = 4 | 8
CURVES = {"SPLINE": "样条曲线", "ELLIPSE": "椭圆", "CIRCLE": "圆"}
UPRIGHT = 1e-9
LONGEST_TEXT = 80


@dataclass(frozen=True, slots=True)
class DrawnLine:
    """A line in the plane, with the bulge of the stretch after each vertex.

    Attributes:
        layer: it lies on, or its block's insertion does.
        handle: of the entity, or of the insertion that shows it.
        vertices: east first; a closed line does not repeat its first.
        is_closed: by its flag.
        has_height: whether a vertex lies above or below zero.
    """

    layer: str
    handle: str
    vertices: tuple[Vertex, ...]
    is_closed: bool
    has_height: bool


@dataclass(frozen=True, slots=True)
class DrawnText:
    """A text: its layer, its words, where it begins, and how tall its letters are."""

    layer: str
    words: str
    east: float
    north: float
    height: float


@dataclass(frozen=True, slots=True)
class Unread:
    """An entity that may be part of a border and that is not read: a curve, a tilted line."""

    layer: str
    handle: str
    kind: str


@dataclass(slots=True)
class Shown:
    """All that a drawing shows in its model space."""

    lines: list[DrawnLine] = field(default_factory=list)
    texts: list[DrawnText] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)
    others: Counter[str] = field(default_factory=Counter)
    references: list[str] = field(default_factory=list)


def shown(drawing: Drawing, *, file: str) -> Shown:
    """Return what a drawing shows, its blocks taken apart.

    Raises:
        Refused: a block holds itself, or the blocks unfold to too much.
    """
    found = Shown()
    _gather(drawing.modelspace(), found, Blocks(drawing, file), None, None)
    return found


def _gather(
    entities: Iterable[Any], found: Shown, blocks: Blocks, outer: str | None, owner: str | None
) -> None:
    """Gather entities; those of a block have the handle of its insertion, and may have its layer."""  # noqa: E501
    for entity in entities:
        kind = entity.dxftype()
        layer = str(entity.dxf.get("layer", OF_THE_BLOCK))
        if outer is not None and layer == OF_THE_BLOCK:
            layer = outer
        handle = owner or str(entity.dxf.get("handle") or "?")
        if entity.dxf.get("invisible", 0):
            found.others["INVISIBLE"] += 1
        elif kind == "INSERT":
            if _is_reference(entity):
                found.references.append(str(entity.dxf.get("name", ""))[:LONGEST_TEXT])
            found.others[kind] += 1
            _gather(entity.attribs, found, blocks, layer, handle)
            parts = blocks.unfold(entity, layer=layer, handle=handle)
            _gather(parts, found, blocks, layer, handle)
        else:
            _take(entity, kind, layer, handle, found)


def _is_reference(insertion: Any) -> bool:
    """Say whether an insertion shows another file, which did not come with this one."""
    block = insertion.block()
    return block is not None and bool(block.block.dxf.get("flags", 0) & OF_ANOTHER_FILE)


def _take(entity: Any, kind: str, layer: str, handle: str, found: Shown) -> None:
    if kind in ("TEXT", "MTEXT", "ATTRIB"):
        found.others["TEXT"] += 1
        _take_text(entity, layer, found)
        return
    if kind in CURVES or kind == "HATCH":
        found.unread.append(Unread(layer, handle, kind))
        return
    if kind not in _VERTICES or _is_mesh(entity, kind):
        found.others[kind] += 1
        return
    sign = 1 if _is_in_space(entity, kind) else _sign(entity)
    if sign is None:
        found.unread.append(Unread(layer, handle, "TILTED"))
        return
    vertices, is_closed, has_height = _VERTICES[kind](entity)
    if sign == -1:
        vertices = [(-east, north, -bulge) for east, north, bulge in vertices]
    found.lines.append(DrawnLine(layer, handle, tuple(vertices), is_closed, has_height))


def _is_mesh(entity: Any, kind: str) -> bool:
    return kind == "POLYLINE" and not (entity.is_2d_polyline or entity.is_3d_polyline)


def _is_in_space(entity: Any, kind: str) -> bool:
    """Say whether the coordinates of an entity are those of the drawing, however it is turned."""
    return kind == "LINE" or (kind == "POLYLINE" and bool(entity.is_3d_polyline))


def _sign(entity: Any) -> int | None:
    """Return 1 for what is drawn from above, -1 for what is drawn from below, None for tilted."""
    east, north, up = entity.dxf.get("extrusion", (0.0, 0.0, 1.0))
    if not max(abs(east), abs(north)) < UPRIGHT:
        return None
    return 1 if up > 0 else -1


def _of_line(entity: Any) -> tuple[list[Vertex], bool, bool]:
    start, end = entity.dxf.start, entity.dxf.end
    return [(start.x, start.y, 0.0), (end.x, end.y, 0.0)], False, bool(start.z or end.z)


def _of_arc(entity: Any) -> tuple[list[Vertex], bool, bool]:
    """Return an arc as two vertices; in the system of the arc it always turns to the left."""
    centre, radius = entity.dxf.center, entity.dxf.radius
    start, end = entity.dxf.start_angle, entity.dxf.end_angle
    first, last = (centre + radius * type(centre).from_deg_angle(angle) for angle in (start, end))
    bulge = tan(radians((end - start) % 360) / 4)
    return [(first.x, first.y, bulge), (last.x, last.y, 0.0)], False, bool(centre.z)


def _of_light_polyline(entity: Any) -> tuple[list[Vertex], bool, bool]:
    vertices = [(float(x), float(y), float(b)) for x, y, b in entity.get_points("xyb")]
    return vertices, bool(entity.closed), bool(entity.dxf.get("elevation", 0.0))


def _of_polyline(entity: Any) -> tuple[list[Vertex], bool, bool]:
    kept = [vertex.dxf for vertex in entity.vertices if not vertex.dxf.flags & SPLINE_FRAME]
    bends = 0.0 if entity.is_3d_polyline else 1.0
    vertices = [(v.location.x, v.location.y, v.get("bulge", 0.0) * bends) for v in kept]
    height = any(v.location.z for v in kept) or bool(entity.dxf.get("elevation", (0, 0, 0))[2])
    return vertices, bool(entity.is_closed), height


_VERTICES = {
    "LINE": _of_line,
    "ARC": _of_arc,
    "LWPOLYLINE": _of_light_polyline,
    "POLYLINE": _of_polyline,
}


def _take_text(entity: Any, layer: str, found: Shown) -> None:
    words = " ".join(str(entity.plain_text()).split())[:LONGEST_TEXT]
    spot = entity.dxf.get("insert")
    if not words or spot is None:
        return
    is_long = entity.dxftype() == "MTEXT"
    height = entity.dxf.get("char_height" if is_long else "height", 0.0)
    east = -spot[0] if not is_long and _sign(entity) == -1 else spot[0]
    found.texts.append(DrawnText(layer, words, east, spot[1], float(height)))
