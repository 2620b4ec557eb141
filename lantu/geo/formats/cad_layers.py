"""Which layer of a drawing the red line is on: by its name, else the only one with closed lines.

Nothing is merged over layers, and nothing is guessed between two: then the person is asked.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from math import hypot

from ezdxf.document import Drawing

from lantu.geo.finding import Fact, Finding, Place, Refused, Severity
from lantu.geo.formats.cad_entities import DrawnLine, Shown, Unread

# Half of the last digit that a boundary survey writes: nearer points are the same.
SAME_PLACE_M = 0.0005
FEWEST_CORNERS = 3
# What offices and survey programs call the layer of a red line, without digits and marks.
# Red lines of roads and buildings are other lines, and are not among them.
RED_LINE_NAMES = frozenset(
    (
        *("红线", "用地红线", "项目红线", "项目用地红线", "征地红线", "拨地红线", "规划用地红线"),
        *("红线范围", "用地范围", "用地范围线", "项目范围", "项目范围线", "范围线"),
        *("边界", "边界线", "用地边界", "用地边界线", "项目边界", "界址线", "宗地", "宗地界线"),
        *("地块", "地块线", "地块边界", "dk", "dkx", "jzx", "hx", "ydhx", "redline"),
    )
)
MARKS = re.compile(r"[\W\d_]+")
MOST_NAMED = 8


@dataclass(slots=True)
class LayerLines:
    """The lines of one layer: those that are closed, those that are not, and what is not read."""

    layer: str
    closed: list[DrawnLine] = field(default_factory=list)
    open: list[DrawnLine] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)


def layers_of(shown: Shown) -> dict[str, LayerLines]:
    """Return the lines of a drawing by layer; a line whose ends meet is closed."""
    layers: dict[str, LayerLines] = {}
    for line in shown.lines:
        own = layers.setdefault(line.layer, LayerLines(line.layer))
        whole = _closed(line)
        (own.open if whole is None else own.closed).append(whole or line)
    for unread in shown.unread:
        layers.setdefault(unread.layer, LayerLines(unread.layer)).unread.append(unread)
    return layers


def is_same_place(one: Sequence[float], other: Sequence[float]) -> bool:
    """Say whether two points are the same to half a millimetre."""
    return hypot(one[0] - other[0], one[1] - other[1]) <= SAME_PLACE_M


def _closed(line: DrawnLine) -> DrawnLine | None:
    """Return a closed line without its first point repeated; None for an open one."""
    first, last = (line.vertices[0], line.vertices[-1]) if line.vertices else ((0, 0), (0, 0))
    meets = len(line.vertices) > 1 and is_same_place(first, last)
    if not line.is_closed and not (meets and len(line.vertices) > FEWEST_CORNERS):
        return None
    return replace(line, vertices=line.vertices[:-1] if meets else line.vertices, is_closed=True)


def red_line_layer(layers: dict[str, LayerLines], file: str, findings: list[Finding]) -> LayerLines:
    """Return the layer that the red line is on.

    Args:
        layers: by name.
        file: for the findings.
        findings: which layer was taken, and which were not, is added here.

    Raises:
        Refused: no layer has a line that could be one, or several have and none is named so.
    """
    named = [one for one in layers.values() if is_named_red_line(one.layer)]
    for candidates in (
        [one for one in named if one.closed],
        [one for one in named if one.open or one.unread],
        [one for one in layers.values() if one.closed],
        [one for one in layers.values() if one.open],
    ):
        if len(candidates) > 1:
            facts: dict[str, Fact] = {"count": len(candidates), "layers": _counted(candidates)}
            raise _refused("cad_layers_several", file, **facts)
        if candidates:
            findings.append(_taken(candidates[0], layers, file))
            return candidates[0]
    unread = [one for layer in layers.values() for one in layer.unread]
    if unread:
        first = unread[0]
        raise _refused(
            "cad_only_curves", file, layer=first.layer, handle=first.handle, count=len(unread)
        )
    raise _refused("cad_without_lines", file)


def is_named_red_line(layer: str) -> bool:
    """Say whether a layer is called what red lines are called; a reference's name is passed by."""
    return MARKS.sub("", layer.rpartition("$")[2]).casefold() in RED_LINE_NAMES


def say_hidden(layer: str, drawing: Drawing, file: str, findings: list[Finding]) -> None:
    """Say where the layer that was taken cannot be seen in the drawing."""
    if not drawing.layers.has_entry(layer):
        return
    entry = drawing.layers.get(layer)
    if entry.is_off() or entry.is_frozen():
        findings.append(
            Finding("cad_layer_hidden", Severity.WARNING, Place(file=file, layer=layer))
        )


def _taken(taken: LayerLines, layers: dict[str, LayerLines], file: str) -> Finding:
    others = [one for one in layers.values() if one is not taken and one.closed]
    place = Place(file=file, layer=taken.layer)
    count = len(taken.closed)
    if not others:
        return Finding("cad_layer_taken", Severity.NOTE, place, {"count": count})
    facts: dict[str, Fact] = {"count": count, "layers": _counted(others)}
    return Finding("cad_layer_preferred", Severity.WARNING, place, facts)


def _counted(layers: Iterable[LayerLines]) -> str:
    """Name layers with the number of their closed lines, those with most first."""
    ordered = sorted(layers, key=lambda one: (-len(one.closed), one.layer))
    words = [f"“{one.layer[:40]}”{len(one.closed) or len(one.open)} 个" for one in ordered]
    more = f"等 {len(words)} 层" if len(words) > MOST_NAMED else ""
    return "、".join(words[:MOST_NAMED]) + more


def _refused(code: str, file: str, **facts: Fact) -> Refused:
    return Refused(Finding(code, Severity.REFUSAL, Place(file=file), facts))
