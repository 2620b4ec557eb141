"""The overall opinion is fed back: in the act of its issue, or with its sealed copy (AMB-79)."""

from uuid import UUID

from lantu.foundations.acts.gate import Act
from lantu.foundations.acts.wording import Refused
from lantu.foundations.deliveries.actions import send_message
from lantu.foundations.documents.models import SealedCopy
from lantu.foundations.duties import actions as duties
from lantu.foundations.duties.queries import open_duty
from lantu.foundations.duties.settling import run_out
from lantu.law.coordination.results import Overall
from lantu.systems.coordination import events, obligations
from lantu.systems.coordination.faults import CoordinationFault
from lantu.systems.coordination.models import OverallOpinion, Round
from lantu.systems.coordination.settled import round_action

# The kind under which the overall opinion is a document.
OPINION = "coordination.overall_opinion"
# What the initiating unit owes after the opinion.
FOLLOWS = {
    Overall.NOT_CONFORMS: obligations.RETURN,
    Overall.BASICALLY_CONFORMS: obligations.ADJUST,
}


@round_action("round.serve")
def serve(act: Act, *, round_id: UUID) -> OverallOpinion:
    """Feed the opinion back to initiating unit and sender; this stops the third clock (AMB-70).

    An opinion that was fed back stays as it is.
    """
    one = act.get(Round, round_id)
    act.require(one)
    opinion = OverallOpinion.objects.select_for_update().get(round=one)
    if opinion.served_at is not None:
        act.abandon()
        return opinion
    _tell(act, one, opinion)
    opinion.served_at = act.at
    act.save(opinion, "served_at")
    act.record(events.OpinionServed(one.id, opinion.id), (one, opinion, opinion.document))
    _end_third_clock(act, one)
    _owe_what_follows(act, one, opinion)
    return opinion


def serve_when_sealed(act: Act, sealed: SealedCopy) -> None:
    """Feed the opinion back whose sealed copy was confirmed, where it waits for it."""
    opinion = OverallOpinion.objects.filter(document_id=sealed.document_id).first()
    if opinion is not None and opinion.served_at is None:
        serve(act, round_id=opinion.round_id)


def require_served(one: Round) -> None:
    """Refuse what follows from an opinion before it was fed back.

    Raises:
        Refused: its sealed copy is not confirmed yet.
    """
    if not OverallOpinion.objects.filter(round=one, served_at__isnull=False).exists():
        raise Refused(CoordinationFault.NOT_SERVED)


def _tell(act: Act, one: Round, opinion: OverallOpinion) -> None:
    receivers = {unit.id: unit for unit in (one.project.initiating_unit, one.sender) if unit}
    for unit in receivers.values():
        send_message(
            act,
            unit=unit,
            subject="空间协同综合意见",
            text=f"“{one.project.name}”空间协同综合意见已出具，请登录平台查收。",
            about=opinion,
            sender=one.lead,
        )


def _end_third_clock(act: Act, one: Round) -> None:
    """Discharge the lead's duty; where its limit ran out unnoticed, its lateness is told first."""
    owed = open_duty(one.id, obligations.ISSUE)
    if owed is None:
        return
    run_out(act, duty_id=owed.id)
    duty = open_duty(one.id, obligations.ISSUE)
    if duty is not None:
        duties.discharge(act, duty=duty)


def _owe_what_follows(act: Act, one: Round, opinion: OverallOpinion) -> None:
    follows = FOLLOWS.get(Overall(opinion.result))
    if follows is not None and one.project.initiating_unit is not None:
        duties.owe(
            act,
            kind=follows,
            unit=one.project.initiating_unit,
            case_id=one.id,
            subject=one,
            project=one.project,
        )
