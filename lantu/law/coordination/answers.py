"""What a department's answer has to contain before it may be signed."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from lantu.law.citation import Citation
from lantu.law.edition import Edition
from lantu.law.rows import AnswerField, FieldKind, Question
from lantu.law.rule import rule
from lantu.law.verdict import Finding
from lantu.law.wording import Code, Fact, Refused

# Which statement about the ground contradicts which measured layer (D1-C05, C06, C08).
DENIALS = {
    "forest_land_occupied": "forest_land",
    "wetland_occupied": "wetland",
    "green_land_occupied": "greening_green_line",
}


KINDS: Mapping[FieldKind, tuple[type, ...]] = {
    FieldKind.BOOLEAN: (bool,),
    FieldKind.TEXT: (str,),
    FieldKind.CHOICE: (str,),
    FieldKind.AREA: (int, float),
    FieldKind.LIST: (tuple,),
}


class Result(Code):
    """The five values of an answer (AMB-78)."""

    NO_OBJECTION = "answer.no_objection"
    NOT_CONCERNED = "answer.not_concerned"
    CONDITIONAL = "answer.conditional"
    NOT_CONFORM = "answer.not_conform"
    BY_LETTER = "answer.by_letter"


class AnswerFault(Code):
    """Why an answer may not be signed yet."""

    FIELD_MISSING = "answer_fault.field_missing"
    FIELD_UNKNOWN = "answer_fault.field_unknown"
    FIELD_KIND = "answer_fault.field_kind"
    ADVICE_MISSING = "answer_fault.advice_missing"
    CONDITIONS_MISSING = "answer_fault.conditions_missing"
    LISTS_UNTOUCHED = "answer_fault.lists_untouched"
    DISTRICT_MISSING = "answer_fault.district_missing"
    WEIGHING_MISSING = "answer_fault.weighing_missing"
    DENIAL_UNEXPLAINED = "answer_fault.denial_unexplained"
    UNKNOWN_ROW = "answer_fault.unknown_row"


@dataclass(frozen=True, slots=True)
class DistrictOpinion:
    """What a county or zone said when the department asked it."""

    district: str
    negative: bool
    words: str


@dataclass(frozen=True, slots=True)
class Answer:
    """A department's answer to its question. `none_needed` ticks that both lists are empty."""

    row: str
    result: Result
    fields: Mapping[str, Fact | tuple[str, ...]] = field(default_factory=dict)
    adjustment_advice: str = ""
    construction_conditions: tuple[str, ...] = ()
    required_assessments: tuple[str, ...] = ()
    none_needed: bool = False
    asked_districts: bool = False
    district_opinions: tuple[DistrictOpinion, ...] = ()
    weighing: str = ""


def faults(edition: Edition, answer: Answer, areas_m2: Mapping[str, float]) -> tuple[Finding, ...]:
    """Find everything that keeps an answer from being signed.

    Args:
        edition: the questions.
        answer: the answer.
        areas_m2: the measured area of the footprint in each layer.

    Raises:
        Refused: no question stands in that row.
    """
    found = question(edition, answer.row)
    return (
        *field_faults(found, answer),
        *advice_faults(answer),
        *content_faults(answer),
        *district_faults(answer),
        *denial_faults(answer, areas_m2),
    )


def question(edition: Edition, row: str) -> Question:
    """Return the question of a row of annex two.

    Raises:
        Refused: no question stands in that row.
    """
    for entry in edition.questions:
        if entry.row == row:
            return entry
    raise Refused(AnswerFault.UNKNOWN_ROW, row=row)


@rule("D1 附件二(二)", "D1-C02", "D1-C03", "D1-C04", "D1-C05", "D1-C06", "D1-C07", "D1-C08",
      "D1-C09", "D1-C10", "D1-C11", "D1-C12", "D1-C13", "D1-C14", doubts=("AMB-78",))  # fmt: skip
def field_faults(asked: Question, answer: Answer) -> tuple[Finding, ...]:
    """Each department answers exactly what annex two asks of it.

    Reading: every part of the question needs its answer, some only where another answer calls for
    them; an answer by separate letter, or that the matter is not concerned, enters its conclusion
    alone.
    Doubt: AMB-78.
    """
    if answer.result in (Result.BY_LETTER, Result.NOT_CONCERNED):
        return ()
    known = {part.name for part in asked.fields}
    strangers = [
        Finding(AnswerFault.FIELD_UNKNOWN, asked.citation, {"name": name})
        for name in answer.fields
        if name not in known
    ]
    missing = [
        Finding(AnswerFault.FIELD_MISSING, asked.citation, {"name": p.name, "label": p.label})
        for p in asked.fields
        if is_wanted(p, answer.fields) and _is_blank(answer.fields.get(p.name))
    ]
    wrong = [
        Finding(AnswerFault.FIELD_KIND, asked.citation, {"name": p.name, "label": p.label})
        for p in asked.fields
        if not _is_blank(answer.fields.get(p.name))
        and type(answer.fields[p.name]) not in KINDS[p.kind]
    ]
    return (*strangers, *missing, *wrong)


@rule("D1 三(一)1", "D1-35")
def advice_faults(answer: Answer) -> tuple[Finding, ...]:
    """Whoever finds a project not to conform says how it could be adjusted.

    Reading: the advice is text that says something; without it the answer is not taken.
    """
    if answer.result is Result.NOT_CONFORM and not answer.adjustment_advice.strip():
        return (Finding(AnswerFault.ADVICE_MISSING, Citation.parse("D1 三(一)1")),)
    return ()


@rule("D1 三(一)", "D1-26", doubts=("AMB-78",))
def content_faults(answer: Answer) -> tuple[Finding, ...]:
    """For every project the building conditions and the assessments it needs are made plain.

    Reading: an answer names some or ticks that there are none; a conditional one names its
    conditions. An answer by letter, or that is not concerned, does neither.
    Doubt: AMB-78.
    """
    citation = Citation.parse("D1 三(一)")
    if answer.result in (Result.BY_LETTER, Result.NOT_CONCERNED):
        return ()
    if answer.result is Result.CONDITIONAL and not answer.construction_conditions:
        return (Finding(AnswerFault.CONDITIONS_MISSING, citation),)
    if answer.construction_conditions or answer.required_assessments or answer.none_needed:
        return ()
    return (Finding(AnswerFault.LISTS_UNTOUCHED, citation),)


@rule("D1 附件二(二) 末", "D1-84", "D1-85")
def district_faults(answer: Answer) -> tuple[Finding, ...]:
    """Views of counties and zones stand in a section of their own and are weighed into one result.

    Reading: the section is needed where a county was asked; a positive result against a negative
    county view needs the reasons of the weighing.
    """
    citation = Citation.parse("D1 附件二(二) 末")
    if answer.asked_districts and not answer.district_opinions:
        return (Finding(AnswerFault.DISTRICT_MISSING, citation),)
    against = any(opinion.negative for opinion in answer.district_opinions)
    if against and answer.result is not Result.NOT_CONFORM and not answer.weighing.strip():
        return (Finding(AnswerFault.WEIGHING_MISSING, citation),)
    return ()


@rule("D1 附件二(二)", "D1-C06", "D1-C08")
def denial_faults(answer: Answer, areas_m2: Mapping[str, float]) -> tuple[Finding, ...]:
    """Whether forest, wetland or green land is occupied is a question the map can answer too.

    Reading: a no against a measured overlap of any size needs an explanation; who is right is for
    the department to say.
    """
    explained = not _is_blank(answer.fields.get("explanation")) or bool(answer.weighing.strip())
    return tuple(
        Finding(
            AnswerFault.DENIAL_UNEXPLAINED,
            Citation.parse("D1 附件二(二)"),
            {"name": name, "area_m2": areas_m2[layer]},
        )
        for name, layer in DENIALS.items()
        if answer.fields.get(name) is False and areas_m2.get(layer, 0.0) > 0 and not explained
    )


def is_wanted(part: AnswerField, given: Mapping[str, object]) -> bool:
    """Return whether a part of a question must be answered, after what was answered of the rest."""
    if part.required:
        return True
    if part.required_when is None:
        return False
    name, _, value = part.required_when.partition("=")
    return given.get(name) is (value == "true")


def _is_blank(value: object) -> bool:
    return value is None or value == () or (isinstance(value, str) and not value.strip())
