"""What is derived from the features of a version, as plain arrays that can be mapped.

Opening and measuring a layer, and showing a hit with its attributes and shape, need nothing else:
no Parquet reader, no decoding of a whole layer. All of it can be deleted and is made again.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from math import isnan
from pathlib import Path
from typing import Any, overload

import numpy as np
import shapely
from numpy.typing import NDArray

from lantu.geo.edges import EdgeArrays, derive, load, save
from lantu.geo.feature import FeatureTable
from lantu.geo.finding import Fact

FORMAT = "edges-2"
GROUND = "ground"
OVERLAP_M2 = 1e-4
RELATIVE_ROUNDING = 1e-9
TEXTS_KEPT = 4096

Integers = NDArray[np.int64]


class Texts(Sequence[str]):
    """Texts kept as one array of UTF-8 bytes and the place where each starts."""

    def __init__(self, content: NDArray[np.uint8], starts: Integers) -> None:
        self._content, self._starts = content, starts

    @overload
    def __getitem__(self, at: int) -> str: ...
    @overload
    def __getitem__(self, at: slice) -> list[str]: ...
    def __getitem__(self, at: int | slice) -> str | list[str]:
        if isinstance(at, slice):
            return [self[row] for row in range(*at.indices(len(self)))]
        if not -len(self) <= at < len(self):
            raise IndexError(at)
        return _block(self._content, self._starts, at % len(self)).decode()

    def __len__(self) -> int:
        """Return the number of texts."""
        return len(self._starts) - 1


@dataclass(frozen=True)
class Derived:
    """The derived arrays of one version in a folder; each is mapped when it is first used."""

    folder: Path

    @cached_property
    def edges(self) -> EdgeArrays:
        """The oriented pieces with their search tree."""
        return load(self.folder)

    @cached_property
    def ground(self) -> EdgeArrays:
        """The pieces of the ground that the features cover, each place once."""
        return load(self.folder / GROUND) if self.summary["overlapping"] else self.edges

    @cached_property
    def keys(self) -> Texts:
        """The key of every feature, in the order of the rows."""
        return Texts(*self._blocks("keys"))

    @cached_property
    def summary(self) -> dict[str, Any]:
        """The names of the attributes, and whether features overlap each other."""
        return dict(json.loads((self.folder / "summary.json").read_text("utf-8")))

    def attributes(self, row: int) -> dict[str, Fact]:
        """Return the attributes of one feature; a missing value is None."""
        return {name: value(row) for name, value in self._readers}

    def codes(self, name: str) -> tuple[Integers, Texts]:
        """Return a text attribute as codes (missing: -1) and the texts they stand for."""
        at = self.summary["attributes"].index(name)
        return self._column(at), self._dictionary(at)

    def geometry(self, rows: Integers) -> NDArray[Any]:
        """Return the whole features of the given rows as multipolygons."""
        content, starts = self._wkb
        found: NDArray[Any] = shapely.from_wkb([_block(content, starts, int(row)) for row in rows])
        return found

    @cached_property
    def _wkb(self) -> tuple[NDArray[np.uint8], Integers]:
        return self._blocks("wkb")

    @cached_property
    def _readers(self) -> list[tuple[str, Callable[[int], Fact]]]:
        kinds = self.summary["kinds"]
        return [
            (name, self._reader(at, kinds[at]))
            for at, name in enumerate(self.summary["attributes"])
        ]

    def _reader(self, at: int, kind: str) -> Callable[[int], Fact]:
        column = self._column(at)
        if kind == "O":
            text = lru_cache(TEXTS_KEPT)(self._dictionary(at).__getitem__)
            return lambda row: text(code) if (code := column.item(row)) >= 0 else None
        if kind == "f":
            return lambda row: None if isnan(value := column.item(row)) else value
        return column.item

    def _column(self, at: int) -> NDArray[Any]:
        return _mapped(self.folder / f"attribute_{at}.npy")

    def _dictionary(self, at: int) -> Texts:
        return Texts(*self._blocks(f"dictionary_{at}"))

    def _blocks(self, name: str) -> tuple[NDArray[np.uint8], Integers]:
        return _mapped(self.folder / f"{name}.npy"), _mapped(self.folder / f"{name}_starts.npy")


def write_derived(folder: Path, table: FeatureTable) -> None:
    """Write the derived arrays of a canonical table into an existing folder."""
    edges = derive(table.geometries)
    save(edges, folder)
    over_each_other = overlapping_features(edges, shapely.area(table.geometries))
    if len(over_each_other):
        (folder / GROUND).mkdir()
        save(derive(_ground(table.geometries, over_each_other)), folder / GROUND)
    _save_blocks(folder, "keys", [key.encode() for key in table.keys])
    _save_blocks(folder, "wkb", shapely.to_wkb(table.geometries, byte_order=1))
    for at, column in enumerate(table.attributes.values()):
        if column.dtype.kind == "O":
            codes, texts = _coded(column)
            np.save(folder / f"attribute_{at}.npy", codes)
            _save_blocks(folder, f"dictionary_{at}", [text.encode() for text in texts])
        else:
            np.save(folder / f"attribute_{at}.npy", column)
    summary = {
        "attributes": list(table.attributes),
        "kinds": [column.dtype.kind for column in table.attributes.values()],
        "overlapping": len(over_each_other) > 0,
    }
    (folder / "summary.json").write_text(json.dumps(summary, ensure_ascii=False), "utf-8")


def overlapping_features(edges: EdgeArrays, areas: NDArray[np.float64]) -> Integers:
    """Return the rows of features that lie over others of their layer by more than rounding.

    The layer is measured against itself: a feature that meets itself alone gives its own area.

    Args:
        edges: the layer's pieces.
        areas: (n,) the area of each feature in m².
    """
    from lantu.geo.area_compiled import feature_areas

    rows, covered = feature_areas(edges, edges)
    allowed = OVERLAP_M2 + RELATIVE_ROUNDING * areas[rows]
    return rows[covered - areas[rows] > allowed]


def _ground(geometries: NDArray[Any], over_each_other: Integers) -> NDArray[Any]:
    """Merge the features that lie over each other, so that ground is counted once.

    GEOS merges near the origin, where it places crossings finely; moving there costs no digit.
    """
    merged = geometries[over_each_other]
    corner = np.floor(shapely.total_bounds(merged)[:2])
    union = shapely.union_all(shapely.transform(merged, lambda points: points - corner))
    apart = np.delete(geometries, over_each_other)
    moved_back = shapely.transform(union, lambda points: points + corner)
    return np.concatenate((apart, np.array([moved_back], dtype=object)))


def _coded(column: NDArray[Any]) -> tuple[NDArray[np.int32], list[str]]:
    texts = sorted({text for text in column if text is not None})
    code = {text: at for at, text in enumerate(texts)}
    return np.array([code.get(text, -1) for text in column], dtype=np.int32), texts


def _save_blocks(folder: Path, name: str, blocks: Any) -> None:
    lengths = np.array([len(block) for block in blocks], dtype=np.int64)
    np.save(folder / f"{name}.npy", np.frombuffer(b"".join(blocks), dtype=np.uint8))
    np.save(folder / f"{name}_starts.npy", np.concatenate(([0], np.cumsum(lengths))))


def _mapped(path: Path) -> NDArray[Any]:
    mapped: NDArray[Any] = np.load(path, mmap_mode="r").view(np.ndarray)
    return mapped


def _block(content: NDArray[np.uint8], starts: Integers, row: int) -> bytes:
    return content[starts[row] : starts[row + 1]].tobytes()
