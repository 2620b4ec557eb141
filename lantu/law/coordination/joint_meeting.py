"""The joint meeting: seats by organisation and post, and who is invited to a session."""

from collections.abc import Sequence

from lantu.law.edition import Edition
from lantu.law.rows import Seat, SeatKind
from lantu.law.rule import rule


@rule("D1 附件一", "D1-79", "D1-M30", doubts=("AMB-56",))
def invitees(edition: Edition, by_topic: Sequence[str] = ()) -> tuple[str, ...]:
    """The meeting has conveners, standing members, and others by the topic of a session.

    Reading: each seat is invited once, two seats of one organisation twice; those chosen by topic
    are added for that session only.
    Doubt: AMB-56.

    Args:
        edition: the roster.
        by_topic: departments chosen for this session.

    Returns:
        The department of each invitation, conveners first.
    """
    seats = [*seats_of(edition, SeatKind.CONVENER), *seats_of(edition, SeatKind.STANDING)]
    standing = [seat.department for seat in seats]
    return (*standing, *(name for name in by_topic if name not in standing))


def seats_of(edition: Edition, kind: SeatKind) -> tuple[Seat, ...]:
    """Return the seats of one kind, in the order of the roster."""
    return tuple(seat for seat in edition.seats if seat.seat is kind)


@rule("D1 附件一", "D1-80")
def office(edition: Edition) -> tuple[Seat, ...]:
    """The office's director and executive deputy director hold posts of the lead bureau.

    Reading: office posts are bound to the seats, so that a new holder of the post follows.
    """
    return tuple(seat for seat in edition.seats if seat.office is not None)
