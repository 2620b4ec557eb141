"""What silence means, and what it does not: site and land space only, never a measured bar."""

from datetime import datetime, timedelta

from lantu.law import parameter
from lantu.law.clock import Due, day_of
from lantu.law.edition import Edition
from lantu.law.rule import rule
from lantu.law.wording import Code

UTILITIES = ("D1-C11", "D1-C12", "D1-C13", "D1-C14", "D1-C15")


class Silence(Code):
    """What an unanswered part of a task counts as."""

    NO_OBJECTION = "silence.no_objection"
    FACT_UNANSWERED = "silence.fact_unanswered"
    SERVICE_UNOFFERED = "silence.service_unoffered"
    HELD = "silence.held"


class Override(Code):
    """The grounds on which a department may object in spite of its silence."""

    LEGAL_PROHIBITION = "override.legal_prohibition"
    SAFETY = "override.safety"
    RED_LINE = "override.red_line"
    NEW_FACTS = "override.new_facts"


@rule("D1 三(一)1", "D1-36", doubts=("AMB-75",))
def is_in_time(due: Due, entered_at: datetime) -> bool:
    """An answer counts until the limit has run out.

    Reading: it counts when it entered before 24:00 of the last day; that instant is late. A clock
    that stands still is never late.
    Doubt: AMB-75.
    """
    return due.lapses_at is None or entered_at < due.lapses_at


@rule("D1 三(一)1", "D1-36", doubts=("AMB-75",), parameters=("coordination.grace",))
def lapses(edition: Edition, due: Due, now: datetime, *, answered: bool, broken: bool) -> bool:
    """Whoever does not answer in time is taken to have no objection.

    Reading: the system records it once the limit and a short grace for answers on their way have
    passed; an answer in time, or a broken last day, keeps it from lapsing.
    Doubt: AMB-75.

    Args:
        edition: the law to judge by.
        due: the task's clock.
        now: the moment of asking.
        answered: whether an answer entered in time.
        broken: whether the last day was broken (`clock.is_broken_by`) or delivery proved lost.
    """
    if answered or broken or due.lapses_at is None:
        return False
    grace = timedelta(seconds=parameter.number(edition, "coordination.grace", due.started_on))
    return now >= due.lapses_at + grace


@rule("D1 三(一)1", "D1-36", doubts=("AMB-42",))
def meaning(row: str, *, is_fact: bool, broken: bool = False) -> Silence:
    """Silence is agreement to site and land space.

    Reading: a question of fact stays unanswered and a utility's service stays unoffered; both are
    listed in the overall opinion. A late answer is kept for information and changes nothing.
    Doubt: AMB-42.

    Args:
        row: the row of the question in annex two.
        is_fact: whether it asks what is the case, not whether there is an objection.
        broken: whether the silence is held for the supervising division.
    """
    if broken:
        return Silence.HELD
    if row in UTILITIES:
        return Silence.SERVICE_UNOFFERED
    return Silence.FACT_UNANSWERED if is_fact else Silence.NO_OBJECTION


@rule("D1 三(一)1", "D1-37", doubts=("AMB-06",))
def may_object_later(
    *, deemed: bool, spatial: bool, ground: Override | None, reason: str, signed_off: bool
) -> bool:
    """Whoever kept silent should as a rule not object to the same project later on.

    Reading: only on the same spatial matter; an override needs a legal, safety or red-line ground
    or new facts, a reason, and the sign-off of the supervising division.
    Doubt: AMB-06.
    """
    if not (deemed and spatial):
        return True
    return ground is not None and bool(reason.strip()) and signed_off


@rule("D1 三(一)1", "D1-36", doubts=("AMB-74",), parameters=("coordination.clock_difference",))
def clock_is_off(edition: Edition, system_at: datetime, journal_at: datetime) -> bool:
    """A deadline is only as good as the clock that found it passed.

    Reading: a system clock that differs from the journal by more than the parameter holds the
    task, in either direction.
    Doubt: AMB-74.
    """
    most = parameter.number(edition, "coordination.clock_difference", day_of(journal_at))
    return abs(system_at - journal_at) > timedelta(minutes=most)
