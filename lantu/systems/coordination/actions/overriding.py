"""The later bar on a silent unit's negative view, and the guarded way around it (D1-37, AMB-06)."""

from uuid import UUID

from lantu.foundations.acts.gate import Act
from lantu.foundations.acts.wording import Refused
from lantu.foundations.people.models import Account
from lantu.law.coordination.flow import Task as TaskStates
from lantu.law.coordination.silence import Override as Ground
from lantu.systems.coordination import events
from lantu.systems.coordination.actions.paper import person
from lantu.systems.coordination.actions.reserve import need
from lantu.systems.coordination.faults import CoordinationFault
from lantu.systems.coordination.models import Override, Task
from lantu.systems.coordination.settled import round_action


@round_action("override.request")
def request_override(
    act: Act, *, task_id: UUID, ground: str, reason: str, legal_basis: str
) -> Override:
    """Ask to object in spite of one's silence.

    Args:
        act: the open act.
        task_id: the task in which the unit was silent.
        ground: a legal prohibition, safety, a red line, or new facts.
        reason: what it is.
        legal_basis: the provision it rests on.

    Raises:
        Refused: the unit was not silent, or ground, reason or basis are missing.
    """
    task = act.get(Task, task_id)
    act.require(task)
    if task.state != TaskStates.DEEMED_NO_OBJECTION:
        raise Refused(CoordinationFault.NOT_DEEMED)
    need(reason, "理由")
    need(legal_basis, "法律依据")
    wish = act.create(
        Override(
            task=task,
            ground=str(Ground(ground)),
            reason=reason,
            legal_basis=legal_basis,
            requested_at=act.at,
            requested_by=act.get(Account, person(act), lock=False),
        )
    )
    act.record(events.OverrideRequested(wish.id, wish.ground), (wish, task, task.round.project))
    return wish


@round_action("override.decide")
def decide_override(act: Act, *, override_id: UUID, signs_off: bool, reason: str = "") -> Override:
    """Sign a request off, or refuse it with the reason; the supervising division alone may.

    Raises:
        Refused: it was decided before.
    """
    wish = act.get(Override, override_id)
    act.require(wish)
    if wish.signed_off_at is not None or wish.refused_at is not None:
        raise Refused(CoordinationFault.DECIDED_BEFORE)
    if signs_off:
        wish.signed_off_at = act.at
        wish.signed_off_by = act.get(Account, person(act), lock=False)
        act.save(wish, "signed_off_at", "signed_off_by")
    else:
        need(reason, "不同意的理由")
        wish.refused_at, wish.refused_for = act.at, reason
        act.save(wish, "refused_at", "refused_for")
    act.record(events.OverrideDecided(wish.id, signs_off), (wish, wish.task))
    return wish
