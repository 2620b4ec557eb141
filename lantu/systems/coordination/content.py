"""What an answer says, between the table's JSON and the law's plain data; and what is prefilled."""

from collections.abc import Mapping
from typing import Any

from lantu.foundations.lawbook.queries import edition_by_digest
from lantu.law.coordination.answers import Answer, DistrictOpinion, Result, question
from lantu.law.coordination.routing import may_prefill_not_concerned
from lantu.law.edition import Edition
from lantu.law.rows import FieldKind
from lantu.systems.blueprint.queries import verdict_of
from lantu.systems.coordination.models import Task

LISTS = ("construction_conditions", "required_assessments")


def lawful(row: str, result: str, content: Mapping[str, Any], task: Task | None = None) -> Answer:
    """Return an answer as the law judges it.

    Args:
        row: the row of annex two.
        result: one of the five values.
        content: `fields`, `adjustment_advice`, `construction_conditions`,
            `required_assessments`, `none_needed`, `weighing`.
        task: where it is known, its districts' opinions belong to the answer.

    Raises:
        ValueError: the result is none of the five.
    """
    heard = list(task.consultations.select_related("district")) if task is not None else []
    fields = content.get("fields", {})
    return Answer(
        row=row,
        result=Result(result),
        fields={name: tuple(v) if isinstance(v, list) else v for name, v in fields.items()},
        adjustment_advice=content.get("adjustment_advice", ""),
        construction_conditions=tuple(content.get("construction_conditions", ())),
        required_assessments=tuple(content.get("required_assessments", ())),
        none_needed=bool(content.get("none_needed", False)),
        asked_districts=bool(heard),
        district_opinions=tuple(
            DistrictOpinion(one.district.name, bool(one.is_negative), one.words)
            for one in heard
            if one.answered_on is not None
        ),
        weighing=content.get("weighing", ""),
    )


def measured_areas(task: Task) -> dict[str, float]:
    """Return the measured area of the round's footprint in each layer, in square metres."""
    if task.round.check_record is None:
        return {}
    return {row.layer: row.area_m2 for row in verdict_of(task.round.check_record).rows}


def prefilled(task: Task) -> tuple[str | None, dict[str, Any]]:
    """Return "not concerned" with its fields where the unit's layers are all clear, else None.

    Signing stays with a person; questions that no layer answers are left to them.
    """
    check = task.round.check_record
    if check is None:
        return None, {}
    rows = verdict_of(check).rows
    if not may_prefill_not_concerned(rows, task.unit.key):
        return None, {}
    fields = prefilled_fields(edition_by_digest(check.edition), task)
    return str(Result.NOT_CONCERNED), {"fields": fields, "none_needed": True}


def prefilled_fields(edition: Edition, task: Task) -> dict[str, Any]:
    """Return the parts of an answer that the map can fill in beforehand."""
    areas = measured_areas(task)
    found: dict[str, Any] = {}
    for part in question(edition, task.row).fields:
        if part.prefilled_by is None or part.prefilled_by not in areas:
            continue
        area_m2 = areas[part.prefilled_by]
        if part.kind is FieldKind.AREA:
            found[part.name] = area_m2
        elif part.kind is FieldKind.BOOLEAN:
            found[part.name] = area_m2 > 0 if part.name.endswith(OCCUPIES) else area_m2 == 0
    return found


# Whether a layer that is met makes the statement true or false.
OCCUPIES = ("_occupied", "_site", "_involved", "_done")


M2_PER_HECTARE = 10_000


def stated(edition: Edition, row: str, content: Mapping[str, Any]) -> list[str]:
    """Return the structured parts of an answer in words, in the order of the question.

    Args:
        edition: by which the question was put.
        row: the row of annex two.
        content: of the answer, or what somebody may see of it.
    """
    given = content.get("fields", {})
    parts = question(edition, row).fields
    said = (_stated(part.kind, part.label, given.get(part.name)) for part in parts)
    return [words for words in said if words]


def _stated(kind: FieldKind, label: str, value: Any) -> str:
    """Say one part of an answer; empty where nothing was said."""
    if value in (None, "", [], ()):
        return ""
    if kind is FieldKind.BOOLEAN:
        return f"{label}：{'是' if value else '否'}"
    if kind is FieldKind.AREA:
        return f"{label} {float(value) / M2_PER_HECTARE:.4f} 公顷" if value else ""
    if kind is FieldKind.LIST:
        return f"{label}：{'、'.join(value)}"
    return f"{label}：{value}"
