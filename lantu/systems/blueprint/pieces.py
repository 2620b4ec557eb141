"""What a map shows of a check: for every layer that is met, the ground where it is met."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import shapely
from shapely import MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

from lantu.geo.layerstore import Blueprint
from lantu.geo.overlap import measure, piece
from lantu.law.blueprint.judgement import LayerJudgement, Rank
from lantu.law.rows import Visibility


@dataclass(frozen=True, slots=True)
class LayerPiece:
    """The ground on which a footprint meets a layer, cut from whole features."""

    layer: str
    name: str
    rank: Rank
    area_m2: float
    geometry: BaseGeometry


def pieces_of(
    footprint: MultiPolygon | Polygon,
    blueprint: Blueprint,
    rows: Sequence[LayerJudgement],
    seen: Mapping[str, Visibility],
) -> tuple[LayerPiece, ...]:
    """Return what a footprint meets, layer by layer, where the viewer may see the shapes.

    Args:
        footprint: in the measuring CRS of the blueprint.
        blueprint: the working blueprint that was measured against.
        rows: the judgements of the check; those that bind nobody give no piece.
        seen: layer → how much the viewer sees of it.
    """
    shown = [
        row
        for row in rows
        if row.rank <= Rank.TOUCHED
        and row.area_m2 > 0
        and row.layer in blueprint.layers
        and seen.get(row.layer, Visibility.GEOMETRY) is Visibility.GEOMETRY
    ]
    found = measure(footprint, [blueprint.layers[row.layer] for row in shown])
    made = []
    for row, overlap in zip(shown, found, strict=True):
        cut = [piece(footprint, overlap.source, int(at)) for at in overlap.rows]
        areal = [p for whole in cut for p in shapely.get_parts(whole) if p.area > 0]
        if areal:
            whole = shapely.union_all(areal)
            made.append(LayerPiece(row.layer, row.name, row.rank, row.area_m2, whole))
    return tuple(made)
