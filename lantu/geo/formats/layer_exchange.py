"""Columns of a layer in a folder: how a reader's process hands millions of features over.

Numbers and times are plain .npy files, geometries are their WKB end to end with the offsets in a
file of their own, texts are JSON. Nothing is ever pickled: what a bound process wrote must not run
in its parent. Texts come as they stand in the layer; who shows them makes them safe to show.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.errors import ShapelyError

from lantu.geo.formats.text import printable

MEANING = "columns.json"
ROWS = "rows.npy"
OFFSETS = "offsets.npy"
SHAPES = "shapes.wkb"
BLOCK = 1 << 16
# Booleans, integers, floats and moments; everything else is text or missing.
PLAIN_KINDS = "biufM"


@dataclass(frozen=True, slots=True, eq=False)
class LayerColumns:
    """A layer as read, column by column.

    Attributes:
        crs: of the coordinates, where the file tells it.
        rows: n numbers that the file gives its features.
        geometries: n Shapely geometries; None where a feature has none.
        attributes: name → n values.
    """

    crs: str | None
    rows: NDArray[Any]
    geometries: NDArray[Any]
    attributes: dict[str, NDArray[Any]]


class ShapeUnreadable(Exception):
    """A geometry that cannot be made: its row, counted from 1, and the reason."""

    def __init__(self, row: int, reason: str) -> None:
        super().__init__(reason)
        self.row, self.reason = row, reason


def write_columns(
    folder: Path, crs: str | None, rows: NDArray[Any], shapes: NDArray[Any],
    attributes: dict[str, NDArray[Any]],
) -> None:  # fmt: skip
    """Write a layer's columns into a folder; `shapes` are n WKB blobs or None."""
    lengths = [0, *(len(blob or b"") for blob in shapes)]
    np.save(folder / OFFSETS, np.cumsum(np.array(lengths, dtype=np.int64)))
    with (folder / SHAPES).open("wb") as target:
        target.writelines(blob for blob in shapes if blob)
    np.save(folder / ROWS, np.asarray(rows, dtype=np.int64))
    for at, column in enumerate(attributes.values()):
        _write_column(folder, at, column)
    meaning = {"crs": crs, "fields": list(attributes)}
    (folder / MEANING).write_text(json.dumps(meaning), "utf-8")


def _write_column(folder: Path, at: int, column: NDArray[Any]) -> None:
    if column.dtype.kind in PLAIN_KINDS:
        np.save(folder / f"{at}.npy", column, allow_pickle=False)
        return
    with (folder / f"{at}.json").open("w", encoding="utf-8") as target:
        texts = [value if value is None else str(value) for value in column]
        json.dump(texts, target)


def read_columns(folder: Path) -> LayerColumns:
    """Read a layer's columns, believing nothing that the writer says of them.

    Raises:
        ShapeUnreadable: a geometry cannot be made.
        ValueError: the files are absent or contradict each other.
    """
    try:
        meaning = json.loads((folder / MEANING).read_text("utf-8"))
        rows = np.load(folder / ROWS, allow_pickle=False)
        fields = [str(name) for name in meaning["fields"]]
        columns = {name: _read_column(folder, at) for at, name in enumerate(fields)}
        geometries = _geometries(folder, len(rows))
        crs = None if meaning["crs"] is None else printable(meaning["crs"])
    except (OSError, KeyError, TypeError, AttributeError, EOFError) as error:
        raise ValueError("no columns of a layer") from error
    if len(columns) != len(fields) or any(len(column) != len(rows) for column in columns.values()):
        raise ValueError("columns of unequal length")
    return LayerColumns(crs, rows, geometries, columns)


def _read_column(folder: Path, at: int) -> NDArray[Any]:
    plain = folder / f"{at}.npy"
    if plain.exists():
        column: NDArray[Any] = np.load(plain, allow_pickle=False)
        if column.dtype.kind not in PLAIN_KINDS or column.ndim != 1:
            raise ValueError("a column of another kind")
        return column
    texts = json.loads((folder / f"{at}.json").read_text("utf-8"))
    column = np.empty(len(texts), dtype=object)
    column[:] = [text if text is None else str(text) for text in texts]
    return column


def _geometries(folder: Path, count: int) -> NDArray[Any]:
    offsets = np.load(folder / OFFSETS, allow_pickle=False)
    size = (folder / SHAPES).stat().st_size
    if offsets.dtype != np.int64 or offsets.shape != (count + 1,):
        raise ValueError("offsets of another shape")
    if offsets[0] != 0 or offsets[-1] != size or (np.diff(offsets) < 0).any():
        raise ValueError("offsets beside the geometries")
    geometries = np.empty(count, dtype=object)
    for start, blobs in _blocks(folder / SHAPES, offsets):
        geometries[start : start + len(blobs)] = _made(blobs, start)
    return geometries


def _blocks(path: Path, offsets: NDArray[np.int64]) -> Iterator[tuple[int, NDArray[Any]]]:
    """Yield blocks of blobs, so that no more than one block lies in memory beside the result."""
    with path.open("rb") as source:
        for start in range(0, len(offsets) - 1, BLOCK):
            lengths = np.diff(offsets[start : start + BLOCK + 1]).tolist()
            blobs = np.empty(len(lengths), dtype=object)
            blobs[:] = [source.read(length) or None for length in lengths]
            yield start, blobs


def _made(blobs: NDArray[Any], start: int) -> NDArray[Any]:
    made: NDArray[Any]
    try:
        made = shapely.from_wkb(blobs)
    except ShapelyError:
        for at, blob in enumerate(blobs):
            try:
                shapely.from_wkb(blob)
            except ShapelyError as error:
                raise ShapeUnreadable(start + at + 1, printable(str(error))) from None
        raise
    return made
