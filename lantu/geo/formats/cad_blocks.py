"""Blocks of a drawing: whether they may be taken apart, looked at before one is.

A block may hold blocks, hundreds of each: a file of a page can unfold to billions of entities, or
to a block that holds itself. So what an insertion unfolds to is counted in the definitions first.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from ezdxf.document import Drawing

from lantu.geo.finding import Fact, Finding, Place, Refused, Severity
from lantu.geo.formats.cad_file import MOST_ENTITIES

DEEPEST = 16
LINES = ("LINE", "ARC", "LWPOLYLINE", "POLYLINE", "CIRCLE", "ELLIPSE", "SPLINE")


@dataclass(frozen=True, slots=True)
class _Held:
    """What one block unfolds to."""

    entities: int
    has_lines: bool


@dataclass(slots=True)
class Blocks:
    """The blocks of a drawing, with how much has been unfolded of them."""

    drawing: Drawing
    file: str
    unfolded: int = 0
    _held: dict[str, _Held] = field(default_factory=dict)
    _open: set[str] = field(default_factory=set)

    def unfold(self, insertion: Any, *, layer: str, handle: str) -> Iterator[Any]:
        """Yield the entities that an insertion shows, each where it is shown.

        Args:
            insertion: an entity of kind INSERT.
            layer: it lies on.
            handle: of the insertion in the drawing.

        Raises:
            Refused: it holds itself, or unfolds to too much.
        """
        place = Place(file=self.file, layer=layer, entity=handle)
        held = self._of(str(insertion.dxf.get("name", "")), place)
        count = _count(insertion)
        self.unfolded += held.entities * count
        if self.unfolded > MOST_ENTITIES:
            raise _refused("cad_blocks_too_many", place, limit=MOST_ENTITIES)
        if not held.has_lines:
            return
        for one in insertion.multi_insert() if count > 1 else (insertion,):
            yield from one.virtual_entities()

    def _of(self, name: str, place: Place) -> _Held:
        key = name.casefold()
        if key in self._open:
            raise _refused("cad_block_holds_itself", place, name=name[:40])
        if key not in self._held:
            self._open.add(key)
            self._held[key] = self._counted(name, place)
            self._open.discard(key)
        return self._held[key]

    def _counted(self, name: str, place: Place) -> _Held:
        entities, has_lines = 0, False
        for entity in self.drawing.blocks.get(name) or ():
            kind = entity.dxftype()
            entities += 1
            has_lines = has_lines or kind in LINES
            if kind != "INSERT":
                continue
            if len(self._open) > DEEPEST:
                raise _refused("cad_blocks_too_deep", place, limit=DEEPEST)
            inner = self._of(str(entity.dxf.get("name", "")), place)
            entities += inner.entities * _count(entity)
            has_lines = has_lines or inner.has_lines
        return _Held(entities, has_lines)


def _count(insertion: Any) -> int:
    """Return how many times an insertion shows its block: in rows and columns."""
    rows, columns = insertion.dxf.get("row_count", 1), insertion.dxf.get("column_count", 1)
    return max(int(rows), 1) * max(int(columns), 1)


def _refused(code: str, place: Place, **facts: Fact) -> Refused:
    return Refused(Finding(code, Severity.REFUSAL, place, facts))
