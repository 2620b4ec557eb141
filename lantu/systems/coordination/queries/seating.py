"""Who sits in a session of the joint meeting: all seats of annex one, and others by its topic."""

from dataclasses import dataclass
from datetime import date

from lantu.foundations.lawbook.queries import known_on
from lantu.foundations.people.queries import unit_by_key
from lantu.law.coordination.joint_meeting import seats_of
from lantu.law.rows import Seat, SeatKind
from lantu.systems.coordination.models import Attendance, Session


@dataclass(frozen=True, slots=True)
class Place:
    """One seat: its row in annex one, its post, whose unit it is, and whether that unit came.

    `row` and `kind` are None for a unit that was invited by the topic alone.
    """

    row: str | None
    kind: SeatKind | None
    post: str | None
    unit_key: str
    unit: str
    has_signed_in: bool
    has_countersigned: bool


def standing_seats(on: date) -> tuple[Seat, ...]:
    """Return the seats of annex one as they are known on a day: conveners first (D1-79)."""
    edition = known_on(on)
    return (*seats_of(edition, SeatKind.CONVENER), *seats_of(edition, SeatKind.STANDING))


def seating(session: Session) -> list[Place]:
    """Return the places of a session: two of one organisation are two, others by topic come last.

    A special meeting has no standing seats.
    """
    came = {one.unit.key: one for one in session.attendances.select_related("unit")}
    seats = standing_seats(day_of_session(session)) if session.is_joint_meeting else ()
    places = [_place(seat.row, seat, came.get(seat.department)) for seat in seats]
    seated = {seat.department for seat in seats}
    return [*places, *(_place(None, None, one) for key, one in came.items() if key not in seated)]


def day_of_session(session: Session) -> date:
    """Return the day whose roster a session goes by: when it was held, else when it is planned."""
    return session.held_on or session.planned_on


def _place(row: str | None, seat: Seat | None, came: Attendance | None) -> Place:
    assert seat is not None or came is not None
    unit = came.unit if came is not None else unit_by_key(seat.department if seat else "")
    return Place(
        row=row,
        kind=seat.seat if seat else None,
        post=seat.post if seat else None,
        unit_key=unit.key,
        unit=unit.name,
        has_signed_in=came is not None and came.signed_in_at is not None,
        has_countersigned=came is not None and came.countersigned_at is not None,
    )
