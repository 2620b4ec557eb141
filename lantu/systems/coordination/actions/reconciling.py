"""Where opinions differ, the lead brings them together: mediation and outcomes (D1-39)."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from lantu.foundations.acts.gate import Act
from lantu.foundations.acts.wording import Refused
from lantu.law.coordination.dispatch import Channel, wants_minutes
from lantu.law.coordination.flow import ROUND
from lantu.law.coordination.flow import Round as States
from lantu.law.coordination.results import divergences
from lantu.law.flow import Capacity, take
from lantu.systems.coordination import events
from lantu.systems.coordination.actions.reserve import need
from lantu.systems.coordination.faults import CoordinationFault
from lantu.systems.coordination.matrix import opinions_of, standing_answer
from lantu.systems.coordination.models import Divergence, Mediation, Round
from lantu.systems.coordination.settled import round_action


@round_action("round.find_divergence")
def find_divergence(act: Act, *, round_id: UUID) -> list[Divergence]:
    """Open an item for every negative answer among differing ones.

    Raises:
        Refused: the opinions do not differ.
    """
    one = act.get(Round, round_id)
    act.require(one)
    against = divergences(opinions_of(one))
    known = set(one.divergences.values_list("task__unit__key", flat=True))
    tasks = one.tasks.filter(unit__key__in=[key for key in against if key not in known])
    if not tasks:
        raise Refused(CoordinationFault.NO_DIVERGENCE)
    act.take(ROUND, "find_divergence", one, capacity=Capacity.LEAD)
    opened = []
    for task in tasks.order_by("row"):
        answer = standing_answer(task)
        demand = answer.content.get("adjustment_advice", "") if answer is not None else ""
        opened.append(act.create(Divergence(round=one, task=task, demand=demand)))
    news = events.DivergenceFound(one.id, [str(item.id) for item in opened])
    act.record(news, (one, *opened))
    return opened


@round_action("round.mediate")
def record_mediation(
    act: Act,
    *,
    round_id: UUID,
    channel: str,
    way: str,
    held_on: date,
    participants: Sequence[str],
    words: str,
    minutes: str = "",
) -> Mediation:
    """Record a telephone call, a visit to the site or a meeting about differing opinions (D1-16).

    Raises:
        Refused: a meeting has no minutes.
    """
    one = act.get(Round, round_id)
    act.require(one)
    need(words, "协调经过与结果")
    if wants_minutes(Channel(channel)) and not minutes:
        raise Refused(CoordinationFault.MINUTES_MISSING)
    mediation = act.create(
        Mediation(
            round=one,
            channel=channel,
            way=way,
            held_on=held_on,
            participants=list(participants),
            words=words,
            minutes=minutes,
        )
    )
    act.record(events.RoundMediated(one.id, mediation.id, channel), (one, mediation))
    return mediation


@round_action("divergence.settle")
def settle_divergence(
    act: Act, *, divergence_id: UUID, mediation_id: UUID, outcome: str, is_achievable: bool
) -> Divergence:
    """Give a divergence its outcome, and say whether what was demanded can be done (AMB-71).

    Raises:
        Refused: the round is not being reconciled, or the mediation was another round's.
    """
    item = act.get(Divergence, divergence_id)
    act.require(item)
    need(outcome, "协调结果")
    one = item.round
    if one.state != States.IN_RECONCILIATION:
        take(ROUND, "settle", States(one.state), Capacity.LEAD)
    mediation = act.get(Mediation, mediation_id, lock=False)
    if mediation.round_id != one.id:
        raise Refused(CoordinationFault.OTHER_ROUND)
    item.mediation = mediation
    item.outcome, item.is_achievable, item.settled_on = outcome, is_achievable, act.today
    act.save(item, "mediation", "outcome", "is_achievable", "settled_on")
    act.record(events.DivergenceSettled(item.id, is_achievable), (item, item.round))
    return item


@round_action("round.settle")
def settle_round(act: Act, *, round_id: UUID) -> Round:
    """Go back to collating once every divergence has its outcome.

    Raises:
        Refused: naming the units whose divergence is open.
    """
    one = act.get(Round, round_id)
    act.require(one)
    waiting = one.divergences.filter(settled_on__isnull=True)
    if waiting:
        units = "、".join(waiting.values_list("task__unit__name", flat=True))
        raise Refused(CoordinationFault.DIVERGENCE_OPEN, units=units)
    act.take(ROUND, "settle", one, capacity=Capacity.LEAD)
    act.record(events.RoundReconciled(one.id), (one,))
    return one
