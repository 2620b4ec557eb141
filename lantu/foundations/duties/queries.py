"""Read duties: their clocks as the law has them, what they amount to at a moment, the inbox."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import F, QuerySet

from lantu.foundations.acts.clock import is_demo, system_now
from lantu.foundations.acts.wording import Code, sentence
from lantu.foundations.duties.kinds import kind_of
from lantu.foundations.duties.models import Duty, Outage
from lantu.foundations.jobs.queries import gaps, last_heartbeat_at
from lantu.foundations.journal.append import recorded_until
from lantu.foundations.lawbook.queries import edition_by_digest, known_on
from lantu.foundations.people.models import Standing, Unit
from lantu.law import clock, parameter
from lantu.law.coordination.deadlines import Lamp, lamp
from lantu.law.coordination.silence import clock_is_off
from lantu.law.duties import flow
from lantu.law.edition import Edition


class Doubt(Code):
    """Why a limit that ran out may not be relied on."""

    SILENCE = "duty_doubt.silence"
    CLOCK = "duty_doubt.clock"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a duty amounts to at a moment, whether or not anybody has written it down yet."""

    state: flow.Duty
    is_late: bool
    lamp: Lamp
    due: clock.Due | None


def due_of(duty: Duty, edition: Edition) -> clock.Due | None:
    """Return the clock of a duty by an edition; None before it began, or without a limit."""
    limit = kind_of(duty.kind).limit
    if limit is None or duty.started_on is None:
        return None
    return limit(edition, duty.started_on, pauses_of(duty))


def pauses_of(duty: Duty) -> list[clock.Pause]:
    """Return the stretches in which the clock of a duty stood still."""
    rows = sorted(duty.pauses.all(), key=lambda pause: pause.from_on)
    return [clock.Pause(row.from_on, row.until_on, row.ground) for row in rows]


def outcome(duty: Duty, at: datetime) -> Outcome:
    """Return what a duty amounts to at a moment: the same before and after it was settled."""
    ended = duty.state in (flow.Duty.DONE, flow.Duty.LAPSED, flow.Duty.CANCELLED)
    # What has ended keeps the law by which it ended.
    edition = edition_by_digest(duty.edition) if ended else known_on(clock.day_of(at))
    due = due_of(duty, edition)
    closed_at = duty.closed_at
    is_late = due is not None and due.lapses_at is not None and (closed_at or at) >= due.lapses_at
    state = flow.Duty(duty.state)
    if state is flow.Duty.OPEN and due is not None and kind_of(duty.kind).lapse is not None:
        state = _settled(edition, due, at)
    return Outcome(state, is_late, _lamp(edition, due, state, clock.day_of(at)), due)


def has_run_out(edition: Edition, due: clock.Due, at: datetime) -> bool:
    """Return whether a limit and the grace after it are over at a moment (AMB-75)."""
    if due.lapses_at is None:
        return False
    grace_s = parameter.number(edition, "coordination.grace", due.started_on)
    return at >= due.lapses_at + timedelta(seconds=grace_s)


def doubt(edition: Edition, due: clock.Due) -> str | None:
    """Return why a limit that ran out may not be relied on, in Chinese, or None (AMB-74)."""
    broken = [one for one in outages(due) if clock.is_broken_by(edition, due, [one[0]])]
    if broken:
        return broken[0][1]
    return sentence(Doubt.CLOCK, {}) if _was_ahead(edition) else None


def outages(due: clock.Due) -> list[tuple[clock.Outage, str]]:
    """Return the outages that touch the last day of a clock, each with its cause.

    A demonstration's clock stands still between its moves, which is no outage: there only what was
    recorded counts. Elsewhere every silence of the heartbeat is one, and so is a last day that the
    machine's own clock has not reached yet, whatever brought the moment of judging beyond it.
    """
    if due.lapses_at is None:
        return []
    opens_at = due.lapses_at - timedelta(days=1)
    touching = Outage.objects.filter(until_at__gt=opens_at, from_at__lt=due.lapses_at)
    found = [(clock.Outage(row.from_at, row.until_at), row.cause) for row in touching]
    if not is_demo():
        silences = gaps(opens_at, due.lapses_at, timedelta())
        cause = sentence(Doubt.SILENCE, {})
        found += [(clock.Outage(gap.from_at, gap.until_at), cause) for gap in silences]
    return found


def _was_ahead(edition: Edition) -> bool:
    """Return whether the journal or the heartbeat is ahead of the machine's clock."""
    if is_demo():
        return False
    present = system_now()
    known = [one for one in (recorded_until(), last_heartbeat_at()) if one is not None]
    return any(one > present and clock_is_off(edition, present, one) for one in known)


def stale(edition: Edition) -> QuerySet[Duty]:
    """Return the running clocks that were computed by another edition than this."""
    running = Duty.objects.filter(
        state__in=(flow.Duty.OPEN, flow.Duty.HELD), started_on__isnull=False
    )
    return running.exclude(edition=edition.digest)


def inbox(unit_id: UUID) -> QuerySet[Duty]:
    """Return what a unit owes, the most urgent first; what has no limit comes last."""
    return Duty.objects.filter(
        unit_id=unit_id, state__in=(flow.Duty.OPEN, flow.Duty.HELD)
    ).order_by(F("lapses_at").asc(nulls_last=True), "id")


def inbox_of(unit: Unit, at: datetime) -> QuerySet[Duty]:
    """Return what a unit finds in its inbox: what it owes.

    The supervising division finds all that is late or held as well (D0-06).
    """
    own = inbox(unit.id)
    if unit.standing != Standing.SUPERVISOR:
        return own
    return (own | overdue(at)).order_by(F("lapses_at").asc(nulls_last=True), "id")


def ended_of(unit_id: UUID) -> QuerySet[Duty]:
    """Return what a unit owed and owes no more, the newest first; without what was cancelled."""
    ended = (flow.Duty.DONE, flow.Duty.LAPSED)
    return Duty.objects.filter(unit_id=unit_id, state__in=ended).order_by(
        F("closed_at").desc(nulls_last=True), "id"
    )


def duties_of(case_id: UUID) -> QuerySet[Duty]:
    """Return the duties of a case in the order in which they fall due."""
    return Duty.objects.filter(case_id=case_id).order_by(F("lapses_at").asc(nulls_last=True), "id")


def open_duty(subject_id: UUID, kind: str) -> Duty | None:
    """Return the open duty of a kind that a record carries, or None."""
    return Duty.objects.filter(
        subject_id=subject_id, kind=kind, state__in=(flow.Duty.OPEN, flow.Duty.HELD)
    ).first()


def is_running(duty: Duty) -> bool:
    """Return whether a clock runs: not before it began, not while it stands still or is held."""
    return duty.state == flow.Duty.OPEN and duty.lapses_at is not None


def overdue(at: datetime) -> QuerySet[Duty]:
    """Return what is late and still owed, and what is held: the supervising division's list."""
    late = Duty.objects.filter(state=flow.Duty.OPEN, lapses_at__lte=at)
    held = Duty.objects.filter(state=flow.Duty.HELD)
    return (late | held).order_by("lapses_at", "id")


def on_time_share(duties: Iterable[Duty]) -> tuple[int, int]:
    """Return how many duties were done in time, and how many ended at all (D1-70).

    What was held charges nobody until it is decided, and what was cancelled never does.
    """
    ended = [duty for duty in duties if duty.state in (flow.Duty.DONE, flow.Duty.LAPSED)]
    in_time = [
        duty
        for duty in ended
        if duty.state == flow.Duty.DONE
        and (duty.lapses_at is None or (duty.closed_at and duty.closed_at < duty.lapses_at))
    ]
    return len(in_time), len(ended)


def open_duties_of(unit_id: UUID) -> bool:
    """Return whether a unit owes anything: its last account cannot go then."""
    return inbox(unit_id).exists()


def _settled(edition: Edition, due: clock.Due, at: datetime) -> flow.Duty:
    if not has_run_out(edition, due, at):
        return flow.Duty.OPEN
    return flow.Duty.HELD if doubt(edition, due) else flow.Duty.LAPSED


def _lamp(edition: Edition, due: clock.Due | None, state: flow.Duty, today: date) -> Lamp:
    if state is flow.Duty.HELD:
        return Lamp.YELLOW
    if due is None or state is not flow.Duty.OPEN:
        return Lamp.GREEN
    return lamp(edition, due, today)


def editions_of(duties: Sequence[Duty]) -> list[str]:
    """Return the digests of the editions by which clocks were last computed, each once."""
    return sorted({duty.edition for duty in duties if duty.edition})
