"""What is done for duties by itself: clocks follow the law, what runs out is settled and told.

How often is a matter of operation: what a limit means does not depend on when it is settled.
"""

from lantu.foundations.acts.actor import CLOCK
from lantu.foundations.acts.gate import Request
from lantu.foundations.duties.reminding import remind_all
from lantu.foundations.duties.settling import move_clocks, settle
from lantu.foundations.jobs.ticks import Tick, register

SETTLE_EVERY_S = 15.0
MOVE_EVERY_S = 60.0
REMIND_EVERY_S = 60.0


def settle_all(_: Tick) -> int:
    """Settle every duty whose limit has run out."""
    return settle()


def follow_the_law(_: Tick) -> list[str]:
    """Move the open clocks to the law as it is known today."""
    return move_clocks(Request(CLOCK))


def remind_everybody(_: Tick) -> int:
    """Remind whoever owes something of each share of the clock that has passed."""
    return remind_all()


register("duties.settle", settle_all, SETTLE_EVERY_S)
register("duties.move_clocks", follow_the_law, MOVE_EVERY_S)
register("duties.remind", remind_everybody, REMIND_EVERY_S)
