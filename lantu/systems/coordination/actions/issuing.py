"""The overall opinion: issued, fed back, and its three consequences (D1-41 to D1-47)."""

from collections.abc import Sequence
from uuid import UUID

from lantu.foundations.acts.gate import Act
from lantu.foundations.acts.wording import Refused
from lantu.foundations.documents.actions import issue_document
from lantu.foundations.duties import actions as duties
from lantu.foundations.duties.queries import open_duty
from lantu.foundations.lawbook.queries import known_on
from lantu.foundations.people.models import OpinionService
from lantu.law.coordination.flow import RESERVE, ROUND
from lantu.law.coordination.flow import Round as RoundStates
from lantu.law.coordination.results import Overall, issue_faults
from lantu.law.edition import Edition
from lantu.law.flow import Capacity, take
from lantu.law.wording import sentence
from lantu.systems.coordination import events, obligations
from lantu.systems.coordination.actions.reserve import bring_back, need
from lantu.systems.coordination.actions.serving import OPINION, require_served, serve
from lantu.systems.coordination.faults import CoordinationFault
from lantu.systems.coordination.matrix import (
    bars_of,
    counts_of,
    follow_up_of,
    opinions_of,
    proposal_of,
    rows_of,
)
from lantu.systems.coordination.models import Advice, OverallOpinion, ReserveEntry, Round
from lantu.systems.coordination.settled import round_action


@round_action("round.issue")
def issue(
    act: Act,
    *,
    round_id: UUID,
    result: str,
    advice: Sequence[str] = (),
    bars_curable: bool = True,
    reason: str = "",
) -> OverallOpinion:
    """Issue the overall opinion: it gets its result and number.

    It is fed back in the same act, or once its sealed copy is confirmed, as the lead has set it.

    Args:
        act: the open act.
        round_id: the round, collated.
        result: one of the three results.
        advice: fusion advice, item by item.
        bars_curable: whether the measured hard bars can be cured by the advice.
        reason: why the lead departs from the proposed result, where it does.

    Raises:
        Refused: a fourth value, an open answer or divergence, no advice with "basically
            conforms", or a departure without reason; each fault is named.
    """
    one = act.get(Round, round_id)
    act.require(one)
    found = _result(result)
    take(ROUND, "issue", RoundStates(one.state), Capacity.LEAD, RoundStates(str(found)))
    edition = known_on(act.today)
    act.judged_by(edition)
    proposal = proposal_of(one, bars_curable=bars_curable)
    settled = one.divergences.filter(settled_on__isnull=False)
    faults = issue_faults(
        found,
        opinions_of(one),
        settled=frozenset(settled.values_list("task__unit__key", flat=True)),
        advice=advice,
        proposal=proposal,
        reason=reason,
    )
    if faults:
        said = "；".join(sentence(fault.code, fault.facts) for fault in faults)
        raise Refused(CoordinationFault.ISSUE_FAULTS, faults=said)
    content = _content(one, found, advice, reason, edition)
    opinion = _write(act, one, found, proposal, content)
    _advise(act, one, advice)
    act.take(ROUND, "issue", one, capacity=Capacity.LEAD, target=RoundStates(str(found)))
    act.record(events.OpinionIssued(one.id, opinion.id, str(found)), (one, opinion, opinion.document))  # noqa: E501 # fmt: skip
    if opinion.service == OpinionService.DOCUMENT:
        serve(act, round_id=one.id)
        opinion.refresh_from_db()
    return opinion


def _content(
    one: Round, found: Overall, advice: Sequence[str], reason: str, edition: Edition
) -> dict[str, object]:
    """Return what is frozen into the opinion."""
    return {
        "project": one.project.name,
        "round": one.number,
        "result": str(found),
        "advice": list(advice),
        "matrix": rows_of(one),
        "counts": counts_of(one),
        "bars": [bar.name for bar in bars_of(one)],
        "follow_up": follow_up_of(one, edition),
        "reason": reason,
        "edition": edition.digest,
    }


def _result(result: str) -> Overall:
    try:
        return Overall(result)
    except ValueError:
        raise Refused(CoordinationFault.UNKNOWN_RESULT, result=result) from None


def _write(
    act: Act, one: Round, found: Overall, proposal: Overall | None, content: dict[str, object]
) -> OverallOpinion:
    document = issue_document(
        act,
        kind=OPINION,
        series="空间协同综合意见",
        title=f"{one.project.name}空间协同综合意见",
        content=content,
        unit=one.lead,
    )
    return act.create(
        OverallOpinion(
            round=one,
            result=str(found),
            proposal=str(proposal) if proposal else "",
            reason=str(content["reason"]),
            matrix=content["matrix"],
            follow_up=content["follow_up"],
            document=document,
            issued_at=act.at,
            service=one.lead.opinion_service,
        )
    )


def _advise(act: Act, one: Round, advice: Sequence[str]) -> None:
    for number, words in enumerate((item for item in advice if item.strip()), 1):
        act.create(Advice(round=one, number=number, words=words))


@round_action("round.push")
def push(act: Act, *, round_id: UUID) -> Round:
    """Push a project that conforms on to its initiating unit: it may go to initiation (D1-42)."""
    one = act.get(Round, round_id)
    act.require(one)
    act.take(ROUND, "push", one, capacity=Capacity.LEAD)
    require_served(one)
    entry = ReserveEntry.objects.select_for_update().get(project=one.project)
    act.take(RESERVE, "generate", entry, capacity=Capacity.SYSTEM)
    act.record(events.RoundClosed(one.id), (one,))
    act.record(events.ProjectGenerated(one.project_id, one.id), (entry, one.project))
    return one


@round_action("round.return_to_reserve")
def return_to_reserve(act: Act, *, round_id: UUID, reason: str) -> Round:
    """Note why a project does not conform and return it to the reserve (D1-43)."""
    one = act.get(Round, round_id)
    act.require(one)
    need(reason, "退回原因")
    one.closing_reason = reason
    act.save(one, "closing_reason")
    act.take(ROUND, "return_to_reserve", one, capacity=Capacity.INITIATING_UNIT)
    require_served(one)
    _end(act, one, obligations.RETURN)
    bring_back(act, one.project, reason)
    return one


def _end(act: Act, one: Round, kind: str) -> None:
    duty = open_duty(one.id, kind)
    if duty is not None:
        duties.discharge(act, duty=duty)
