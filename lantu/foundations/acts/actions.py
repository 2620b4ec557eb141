"""Open a deployment; move the clock of a demonstration, forward only."""

from collections.abc import Sequence
from datetime import datetime

from lantu.foundations.acts.clock import now, system_now
from lantu.foundations.acts.events import BodiesErased, ClockAdvanced, DeploymentOpened
from lantu.foundations.acts.gate import Act, action
from lantu.foundations.acts.models import Deployment
from lantu.foundations.acts.wording import Code, Refused
from lantu.foundations.journal.erase import erase
from lantu.law.clock import ZHENGZHOU


class DeploymentFault(Code):
    """Why a deployment cannot be opened or its clock not moved."""

    ALREADY_OPEN = "deployment.already_open"
    NOT_DEMO = "deployment.not_demo"
    BACKWARDS = "deployment.backwards"
    BEYOND_TODAY = "deployment.beyond_today"
    REASON_MISSING = "deployment.reason_missing"


@action("acts.deployment.open")
def open_deployment(act: Act, *, city: str, demo_at: datetime | None = None) -> Deployment:
    """Say what this database is, once and for all.

    Args:
        act: the open act.
        city: whose database it is.
        demo_at: where the clock of a demonstration starts; None makes a live deployment.

    Raises:
        Refused: it was said already.
    """
    act.require()
    if Deployment.objects.exists():
        raise Refused(DeploymentFault.ALREADY_OPEN)
    deployment = act.create(
        Deployment(city=city, is_demo=demo_at is not None, demo_at=demo_at, opened_at=act.at)
    )
    act.record(DeploymentOpened(deployment.id, deployment.is_demo), (deployment,))
    return deployment


@action("acts.clock.advance")
def advance_clock(act: Act, *, to_at: datetime) -> Deployment:
    """Move the clock of a demonstration forward.

    Raises:
        Refused: this is no demonstration, or the clock would go back or past the present day.
    """
    act.require()
    deployment = Deployment.objects.select_for_update().filter(is_demo=True).first()
    if deployment is None or deployment.demo_at is None:
        raise Refused(DeploymentFault.NOT_DEMO)
    if to_at < now():
        raise Refused(DeploymentFault.BACKWARDS, now=_shown(now()))
    if to_at > system_now():
        raise Refused(DeploymentFault.BEYOND_TODAY)
    from_at, deployment.demo_at = deployment.demo_at, to_at
    act.save(deployment, "demo_at")
    act.record(ClockAdvanced(from_at, to_at), (deployment,))
    return deployment


@action("acts.bodies.erase")
def erase_bodies(act: Act, *, sequences: Sequence[int], reason: str) -> int:
    """Erase what entries hold of persons, or what should never have come in; return how many.

    Raises:
        Refused: no reason is given.
    """
    act.require()
    if not reason.strip():
        raise Refused(DeploymentFault.REASON_MISSING)
    erased = erase(sequences)
    if not erased:
        act.abandon()
        return 0
    act.record(BodiesErased(erased, reason))
    return len(erased)


def _shown(moment: datetime) -> str:
    return f"{moment.astimezone(ZHENGZHOU):%Y-%m-%d %H:%M:%S}"
