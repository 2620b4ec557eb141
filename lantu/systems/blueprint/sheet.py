"""The rows of a check as a viewer may read them: nothing of a layer beyond what is shown of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from lantu.law.blueprint.judgement import Judgement, LayerJudgement, Rank
from lantu.law.edition import Edition
from lantu.law.rows import Force, Visibility
from lantu.law.wording import sentence
from lantu.systems.blueprint.check import Check, composition

CLASSES_SHOWN = 4


@dataclass(frozen=True, slots=True)
class SeenRow:
    """One layer of a check. Areas are None where the viewer sees none."""

    layer: str
    name: str
    owner: str
    force: Force
    judgement: Judgement
    rank: Rank
    visibility: Visibility
    area_m2: float | None
    share: float | None
    classes: tuple[tuple[str, float], ...]
    citation: str
    version: str
    as_of_on: date | None
    remarks: tuple[str, ...]
    consulted: tuple[str, ...]

    @property
    def shows_shape(self) -> bool:
        """Whether the map has a piece for this row."""
        has_piece = self.rank <= Rank.TOUCHED and bool(self.area_m2)
        return has_piece and self.visibility is Visibility.GEOMETRY


def seen_rows(made: Check, seen: Mapping[str, Visibility], edition: Edition) -> tuple[SeenRow, ...]:
    """Return the rows of a check, hard bars first, as far as a viewer may see them.

    Args:
        made: the check.
        seen: layer → how much the viewer sees of it.
        edition: the law it was judged by.
    """
    if made.verdict is None:
        return ()
    names = {department.key: department.name for department in edition.departments}
    return tuple(
        _row(row, made, seen[row.layer], names)
        for row in made.verdict.rows
        if seen[row.layer] is not Visibility.HIDDEN
    )


def _row(
    row: LayerJudgement, made: Check, visibility: Visibility, names: Mapping[str, str]
) -> SeenRow:
    measured = row.judgement in (Judgement.OCCUPIED, Judgement.TOUCHED)
    shows_area = measured and visibility in (Visibility.GEOMETRY, Visibility.AREA_ONLY)
    classes = (
        composition(made, row.layer)[:CLASSES_SHOWN]
        if measured and visibility is Visibility.GEOMETRY
        else ()
    )
    return SeenRow(
        layer=row.layer,
        name=row.name,
        owner=row.owner_name,
        force=row.force,
        judgement=row.judgement,
        rank=row.rank,
        visibility=visibility,
        area_m2=row.area_m2 if shows_area else None,
        share=row.share if shows_area else None,
        classes=classes,
        citation=str(row.citation),
        version=(row.version or "")[:8],
        as_of_on=row.as_of_on,
        remarks=tuple(sentence(remark.code, remark.facts) for remark in row.remarks),
        consulted=tuple(names[one.department] for one in row.consulted),
    )
