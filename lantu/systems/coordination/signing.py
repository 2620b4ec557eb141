"""Which steps an answer takes inside its unit: one to four, as the unit set them (practice)."""

from enum import StrEnum

from lantu.law.coordination.flow import Answer as AnswerStates
from lantu.systems.coordination.models import Answer


class Step(StrEnum):
    """The steps that a unit may have, in their order."""

    REGISTER = "收文分办"
    DRAFT = "拟稿"
    REVIEW = "审核"
    SIGN = "签发"


def next_steps(answer: Answer) -> tuple[Step, ...]:
    """Return what may be done with an answer next, by the chain of its unit.

    A unit without review goes from draft to signature; one with a single step signs at once.
    """
    chain = [Step(step) for step in answer.task.unit.signing_chain]
    if answer.state == AnswerStates.IN_REVIEW:
        return (Step.REVIEW,)
    if answer.state == AnswerStates.TO_SIGN:
        return (Step.SIGN,)
    if answer.state != AnswerStates.DRAFTING:
        return ()
    if Step.REVIEW in chain:
        return (Step.REVIEW,)
    return (Step.SIGN,)
