"""From the answers to the overall opinion: matrix, divergences, the three results, a new round."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from lantu.law import parameter
from lantu.law.blueprint.judgement import LayerJudgement
from lantu.law.citation import Citation
from lantu.law.coordination.answers import Result
from lantu.law.edition import Edition
from lantu.law.rule import rule
from lantu.law.verdict import Finding
from lantu.law.wording import Code

THIRD = Citation.parse("D1 三(一)3")


class Overall(StrEnum):
    """The three results there are; any other value is refused (D1-47)."""

    CONFORMS = "round.conforms"
    BASICALLY_CONFORMS = "round.basically_conforms"
    NOT_CONFORMS = "round.not_conforms"


class Column(Code):
    """The columns in which the matrix counts answers (AMB-78)."""

    NO_OBJECTION = "matrix.no_objection"
    CONDITIONAL = "matrix.conditional"
    NOT_CONFORM = "matrix.not_conform"
    DEEMED = "matrix.deemed"
    OPEN = "matrix.open"


class IssueFault(Code):
    """Why an overall opinion may not be issued yet."""

    MATRIX_OPEN = "issue_fault.matrix_open"
    DIVERGENCE_OPEN = "issue_fault.divergence_open"
    ADVICE_MISSING = "issue_fault.advice_missing"
    DEPARTURE_UNEXPLAINED = "issue_fault.departure_unexplained"


@dataclass(frozen=True, slots=True)
class Opinion:
    """One row of the matrix.

    Without a result the department was silent until its limit had run out. `achievable` is the
    lead's judgement of the advice that comes with a negative answer; `by_letter` the conclusion
    of an answer that was given by separate letter.
    """

    department: str
    result: Result | None
    achievable: bool | None = None
    by_letter: Result | None = None

    @property
    def column(self) -> Column:
        """Where the matrix counts the opinion."""
        result = self.by_letter if self.result is Result.BY_LETTER else self.result
        if self.result is None:
            return Column.DEEMED
        return COLUMNS.get(result, Column.OPEN) if result else Column.OPEN


COLUMNS = {
    Result.NO_OBJECTION: Column.NO_OBJECTION,
    Result.NOT_CONCERNED: Column.NO_OBJECTION,
    Result.CONDITIONAL: Column.CONDITIONAL,
    Result.NOT_CONFORM: Column.NOT_CONFORM,
}


@rule("D1 三(一)2", "D1-38", doubts=("AMB-78",))
def matrix(opinions: Sequence[Opinion]) -> Mapping[Column, int]:
    """The lead brings all opinions together.

    Reading: one row a department, counted as no objection or not concerned, conditional, not
    conforming, and deemed; an answer by letter counts by its conclusion and is open without one.
    Doubt: AMB-78.
    """
    counted = Counter(opinion.column for opinion in opinions)
    return {column: counted[column] for column in Column}


@rule("D1 三(一)2", "D1-39")
def divergences(opinions: Sequence[Opinion]) -> tuple[str, ...]:
    """Where opinions differ, the lead leads their reconciliation.

    Reading: opinions differ when some find the project not to conform and others do not; each
    negative one is an item that needs its outcome before the overall opinion is issued.
    """
    against = [o.department for o in opinions if o.column is Column.NOT_CONFORM]
    return tuple(against) if len(against) < len(opinions) else ()


@rule("D1 三(一)3", "D1-47", doubts=("AMB-71",))
def proposed(
    opinions: Sequence[Opinion], bars_met: Sequence[LayerJudgement], *, bars_curable: bool
) -> Overall | None:
    """The overall opinion is one of three: conforms, basically conforms, does not conform.

    Reading: a hard bar that advice cannot cure, or a negative answer whose advice the lead finds
    not achievable, does not conform; curable ones, and conditions, basically conform; all others
    conform. With an answer still open nothing is proposed. Silence clears no measured bar.
    Doubt: AMB-71.
    """
    columns = [opinion.column for opinion in opinions]
    if Column.OPEN in columns:
        return None
    negative = [opinion for opinion in opinions if opinion.column is Column.NOT_CONFORM]
    incurable = bool(bars_met) and not bars_curable
    if incurable or any(not opinion.achievable for opinion in negative):
        return Overall.NOT_CONFORMS
    if bars_met or negative or Column.CONDITIONAL in columns:
        return Overall.BASICALLY_CONFORMS
    return Overall.CONFORMS


@rule("D1 三(一)3", "D1-39", "D1-44", "D1-47", doubts=("AMB-71",))
def issue_faults(
    result: Overall,
    opinions: Sequence[Opinion],
    *,
    settled: frozenset[str],
    advice: Sequence[str],
    proposal: Overall | None,
    reason: str = "",
) -> tuple[Finding, ...]:
    """An overall opinion is issued once all is collated and settled, with advice where needed.

    Reading: every answer counted, every divergence settled, at least one item of advice with a
    project that basically conforms, and reasons where the lead departs from the proposed result.
    Doubt: AMB-71.
    """
    open_items = [name for name in divergences(opinions) if name not in settled]
    held = {
        IssueFault.MATRIX_OPEN: matrix(opinions)[Column.OPEN] > 0,
        IssueFault.DIVERGENCE_OPEN: bool(open_items),
        IssueFault.ADVICE_MISSING: result is Overall.BASICALLY_CONFORMS
        and not any(item.strip() for item in advice),
        IssueFault.DEPARTURE_UNEXPLAINED: result is not proposal and not reason.strip(),
    }
    facts = {"departments": "、".join(open_items)}
    return tuple(Finding(code, THIRD, facts) for code, true in held.items() if true)


@rule("D1 三(一)3", "D1-42", "D1-43")
def may_leave(result: Overall, reason: str) -> bool:
    """What conforms goes on to the initiating unit; what does not goes back with its reason.

    Reading: a return to the reserve needs a reason that says something; a project that conforms
    needs none to go on to initiation; one that basically conforms does neither before adjusting.
    """
    if result is Overall.NOT_CONFORMS:
        return bool(reason.strip())
    return result is Overall.CONFORMS


@rule("D1 三(一)3", "D1-45", "D1-46", doubts=("AMB-07",))
def may_initiate_again(result: Overall, handled: Sequence[bool]) -> bool:
    """After adjusting by the advice the initiating unit may start another round.

    Reading: only for a project that basically conforms, once every item of advice is marked as
    handled; the number of rounds is not limited. What does not conform needs a new intake.
    Doubt: AMB-07.
    """
    return result is Overall.BASICALLY_CONFORMS and bool(handled) and all(handled)


@rule("D1 三(一)3", "D1-46", doubts=("AMB-07",), parameters=("coordination.round_alert",))
def alerts_office(edition: Edition, round_number: int, on: date) -> bool:
    """Rounds may be repeated.

    Reading: from the round of the parameter on the office of the joint meeting is told.
    Doubt: AMB-07.
    """
    return round_number >= parameter.whole(edition, "coordination.round_alert", on)
