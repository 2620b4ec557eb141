"""Run the clocks of duties by the law as it is known on the day of an act."""

from collections.abc import Iterable
from uuid import UUID

from lantu.foundations.acts.gate import Act
from lantu.foundations.duties import events
from lantu.foundations.duties.kinds import kind_of
from lantu.foundations.duties.models import Duty
from lantu.foundations.duties.queries import due_of, editions_of
from lantu.foundations.lawbook.queries import known_on

CLOCK_FIELDS = ("edition", "last_day_on", "lapses_at", "is_provisional")


def get_duty(act: Act, duty_id: UUID) -> Duty:
    """Load a duty for an act that begins with it, its case locked first."""
    found = Duty.objects.filter(id=duty_id).values_list("kind", "case_id").first()
    lock = kind_of(found[0]).lock if found else None
    if found and lock:
        lock(found[1])
    return act.get(Duty, duty_id)


def run(act: Act, duty: Duty) -> None:
    """Compute the clock of a duty; the caller writes it."""
    edition = known_on(act.today)
    due = due_of(duty, edition)
    duty.edition = edition.digest
    duty.last_day_on = due.last_day_on if due else None
    duty.lapses_at = due.lapses_at if due else None
    duty.is_provisional = bool(due and due.provisional)


def bring_up_to_date(act: Act, duties: Iterable[Duty]) -> list[list[str]]:
    """Compute clocks anew where the law has changed since, and say so with both editions.

    Returns:
        What moved: the duty, its last day before, and its last day after.
    """
    edition = known_on(act.today)
    stale = [duty for duty in duties if duty.started_on and duty.edition != edition.digest]
    if not stale:
        return []
    formerly, before = editions_of(stale), {duty.id: duty.last_day_on for duty in stale}
    for duty in stale:
        run(act, duty)
        act.save(duty, *CLOCK_FIELDS)
    moved = [
        [str(duty.id), str(before[duty.id]), str(duty.last_day_on)]
        for duty in stale
        if before[duty.id] != duty.last_day_on
    ]
    act.record(events.ClocksMoved(formerly, edition.digest, moved), stale)
    return moved
