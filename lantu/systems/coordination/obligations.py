"""The names of what units owe in coordination. What their ends mean is registered in `kinds`."""

from datetime import date
from uuid import UUID

from lantu.foundations.people.queries import responsible_unit

DISPATCH = "coordination.round.dispatch"
DELIVER = "coordination.task.deliver"
ANSWER = "coordination.task.answer"
DISTRICT = "coordination.district.answer"
ISSUE = "coordination.round.issue"
ADJUST = "coordination.round.adjust"
RETURN = "coordination.round.return"
CARRY_OUT = "coordination.decision.carry_out"


def sender_id(on: date) -> UUID:
    """Return the unit that pushes projects: who holds 发展改革 on a day."""
    return responsible_unit("development_reform", on).id
