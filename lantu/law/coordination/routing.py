"""Who is asked in a round: the fixed departments, those whose layers are met, those added."""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum

from lantu.law.blueprint.catalogue import (
    LEAD,
    OTHER_DEPARTMENTS_ROW,
    Consultation,
    consulted,
    responsible,
)
from lantu.law.blueprint.judgement import LayerJudgement, Rank
from lantu.law.edition import Edition
from lantu.law.rule import rule

OTHER_UTILITIES_ROW = "D1-C15"


class Tag(StrEnum):
    """What an unclassified project may be tagged with; each asks one more unit (AMB-82)."""

    SECRECY = "secrecy"
    MILITARY = "garrison"


@rule("D1 附件二(二)", "D1-33", "D1-C11", "D1-C12", "D1-C13", "D1-C14", doubts=("AMB-65",
      "AMB-77"))  # fmt: skip
def always_asked(edition: Edition, on: date) -> tuple[Consultation, ...]:
    """The departments and utilities that annex two lists by name are asked in every round.

    Reading: rows C02 to C14, the sender included, since sending is no answer; the lead itself
    (C01) gets no task.
    Doubt: AMB-65, AMB-77.
    """
    return tuple(
        Consultation(responsible(edition, question.function, on).key, question.row)
        for question in edition.questions
        if question.always_asked
    )


@rule("D1 附件二(二)", "D1-33", "D1-C15", "D1-C16", "D1-B22", "D1-B23", "D1-B24",
      doubts=("AMB-23", "AMB-77", "AMB-82"))  # fmt: skip
def asked(
    edition: Edition,
    judgements: Sequence[LayerJudgement],
    on: date,
    *,
    by_hand: Sequence[Consultation] = (),
    tags: Sequence[Tag] = (),
) -> tuple[Consultation, ...]:
    """Beside the fixed ones, all are asked whose business a project touches.

    Reading: owners of layers that are met, near or without data; units the lead adds; secrecy and
    garrison for projects so tagged. A unit that already has a task gets no second one.
    Doubt: AMB-23, AMB-77, AMB-82.

    Args:
        edition: the law to judge by.
        judgements: the rows of the check of the footprint.
        on: the day of dispatch, which picks who holds each function.
        by_hand: further units with the row they answer (C15 or C16).
        tags: what the project is tagged with.
    """
    tagged = [
        Consultation(responsible(edition, tag, on).key, OTHER_DEPARTMENTS_ROW) for tag in tags
    ]
    met = [
        consultation
        for row in judgements
        if row.consulted
        for consultation in consulted(edition, row.layer, on)
    ]
    lead = responsible(edition, LEAD, on).key
    found: dict[str, Consultation] = {}
    for consultation in (*always_asked(edition, on), *met, *tagged, *by_hand):
        if consultation.department != lead:
            found.setdefault(consultation.department, consultation)
    return tuple(found.values())


@rule("D1 三(一)1", doubts=("AMB-80",))
def asked_again(
    before: Sequence[LayerJudgement], after: Sequence[LayerJudgement]
) -> tuple[str, ...]:
    """When a red line is moved in mid-round, some departments have a new question to answer.

    Reading: those whose layers are met otherwise than before get a fresh limit; the answers of
    the others carry over, with a right to amend them.
    Doubt: AMB-80.

    Args:
        before: the rows of the check of the former footprint.
        after: the rows of the check of the new one, by the same law.
    """
    former = {row.layer: (row.judgement, row.area_m2, row.consulted) for row in before}
    changed: dict[str, None] = {}
    for row in after:
        was = former.get(row.layer)
        if was != (row.judgement, row.area_m2, row.consulted):
            touched = (*row.consulted, *(was[2] if was else ()))
            changed |= dict.fromkeys(consultation.department for consultation in touched)
    return tuple(changed)


@rule("D1 附件二(二)", doubts=("AMB-78",))
def may_prefill_not_concerned(rows: Sequence[LayerJudgement], department: str) -> bool:
    """A department whose plans a project does not meet has little to say about it.

    Reading: "not concerned" is prefilled where the department has layers, all of them were
    measured over the whole footprint, and none is met or near; signing stays with a person.
    Doubt: AMB-78.
    """
    own = [row for row in rows if row.owner == department]
    return bool(own) and all(row.rank is Rank.CLEAR for row in own)
