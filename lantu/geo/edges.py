"""The derived arrays of a layer: polygons as oriented rings in pieces, with a search tree.

Everything here can be deleted and made again from the layer's features.
"""

from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from lantu.geo.index import Tree, build, hilbert_order
from lantu.geo.subdivision import LARGEST_PIECE, Rings, subdivide

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class EdgeArrays:
    """Pieces of polygons, in Hilbert order.

    Attributes:
        vertices: (v, 2) coordinates; rings are closed, exteriors run counter-clockwise,
            holes clockwise.
        ring_starts: (r + 1,) where each ring starts in `vertices`, and the end of the last.
        piece_starts: (p + 1,) where each piece starts in the rings, and the end of the last.
        piece_features: (p,) row of the feature that a piece belongs to.
        tree_boxes, tree_levels: the search tree over the pieces' boxes (`index.Tree`).
    """

    vertices: Floats
    ring_starts: Integers
    piece_starts: Integers
    piece_features: Integers
    tree_boxes: Floats
    tree_levels: Integers

    @property
    def tree(self) -> Tree:
        """The search tree over the pieces."""
        return Tree(self.tree_boxes, self.tree_levels)

    @property
    def piece_boxes(self) -> Floats:
        """(p, 4) box of each piece."""
        return self.tree_boxes[: self.tree_levels[1]]

    def __len__(self) -> int:
        """Return the number of pieces."""
        return len(self.piece_features)


def derive(geometries: NDArray[Any], largest_piece: int = LARGEST_PIECE) -> EdgeArrays:
    """Make the arrays of polygons.

    Args:
        geometries: n valid Shapely polygons or multipolygons; the row of each is its feature.
        largest_piece: how many vertices a piece may have before it is cut.
    """
    parts, part_features = shapely.get_parts(
        shapely.orient_polygons(shapely.force_2d(geometries)), return_index=True
    )
    rings, ring_parts = shapely.get_rings(parts, return_index=True)
    vertices = shapely.get_coordinates(rings)
    lengths = shapely.get_num_coordinates(rings).astype(np.int64)
    pieces = Pieces(vertices, lengths, ring_parts.astype(np.int64), part_features.astype(np.int64))
    return _ordered(_with_large_ones_cut(pieces, len(parts), largest_piece))


@dataclass(frozen=True, slots=True, eq=False)
class Pieces:
    """Pieces on their way to becoming arrays: ring lengths, the piece of each ring, its feature."""

    vertices: Floats
    ring_lengths: Integers
    ring_pieces: Integers
    piece_features: Integers


def _with_large_ones_cut(pieces: Pieces, count: int, largest: int) -> Pieces:
    sizes = np.bincount(pieces.ring_pieces, weights=pieces.ring_lengths, minlength=count)
    large = np.flatnonzero(sizes > largest)
    if len(large) == 0:
        return pieces
    ring_starts = np.concatenate(([0], np.cumsum(pieces.ring_lengths)))
    first_ring = np.searchsorted(pieces.ring_pieces, np.arange(count + 1))
    keeps_ring = ~np.isin(pieces.ring_pieces, large)
    keeps_vertex = np.repeat(keeps_ring, pieces.ring_lengths)
    vertices, lengths = [pieces.vertices[keeps_vertex]], [pieces.ring_lengths[keeps_ring]]
    ring_pieces, features = [pieces.ring_pieces[keeps_ring]], [pieces.piece_features]
    for part in large:
        starts = ring_starts[first_ring[part] : first_ring[part + 1] + 1]
        whole = Rings(pieces.vertices[starts[0] : starts[-1]], starts - starts[0])
        for cut in subdivide(whole, largest):
            vertices.append(cut.vertices)
            lengths.append(np.diff(cut.starts))
            ring_pieces.append(np.full(len(cut.starts) - 1, count))
            features.append(pieces.piece_features[part : part + 1])
            count += 1
    return Pieces(
        np.concatenate(vertices),
        np.concatenate(lengths),
        np.concatenate(ring_pieces),
        np.concatenate(features),
    )


def _ordered(pieces: Pieces) -> EdgeArrays:
    """Put pieces in Hilbert order; pieces that lost all rings (cut ones) vanish here."""
    used, ring_pieces = np.unique(pieces.ring_pieces, return_inverse=True)
    ring_starts = np.concatenate(([0], np.cumsum(pieces.ring_lengths))).astype(np.int64)
    piece_rings = np.searchsorted(ring_pieces, np.arange(len(used) + 1))
    boxes = _boxes(pieces.vertices, ring_starts[piece_rings])
    order = hilbert_order(boxes)
    ring_order = _gather(piece_rings, order)
    vertex_order = _gather(ring_starts, ring_order)
    tree = build(boxes[order])
    return EdgeArrays(
        vertices=np.ascontiguousarray(pieces.vertices[vertex_order]),
        ring_starts=_offsets(pieces.ring_lengths[ring_order]),
        piece_starts=_offsets(np.diff(piece_rings)[order]),
        piece_features=pieces.piece_features[used][order],
        tree_boxes=tree.boxes,
        tree_levels=tree.levels,
    )


def _boxes(vertices: Floats, starts: Integers) -> Floats:
    if len(vertices) == 0:
        return np.empty((0, 4))
    low = np.minimum.reduceat(vertices, starts[:-1], axis=0)
    return np.hstack((low, np.maximum.reduceat(vertices, starts[:-1], axis=0)))


def _offsets(lengths: Integers) -> Integers:
    return np.concatenate(([0], np.cumsum(lengths))).astype(np.int64)


def _gather(starts: Integers, order: Integers) -> Integers:
    """Return the positions of groups [starts[i], starts[i + 1]) in a new order of the groups."""
    lengths = np.diff(starts)[order]
    shifts = starts[:-1][order] - np.concatenate(([0], np.cumsum(lengths)[:-1]))
    return np.repeat(shifts, lengths) + np.arange(lengths.sum())


def save(arrays: EdgeArrays, folder: Path) -> None:
    """Write one .npy file an array into an existing folder."""
    for field in fields(arrays):
        np.save(folder / f"{field.name}.npy", getattr(arrays, field.name))


def load(folder: Path) -> EdgeArrays:
    """Map the arrays from a folder; nothing is read before it is used."""
    arrays = (np.load(folder / f"{field.name}.npy", mmap_mode="r") for field in fields(EdgeArrays))
    return EdgeArrays(*(array.view(np.ndarray) for array in arrays))
