"""What happens to the deployment itself."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from lantu.foundations.journal.events import Event, event


@event("acts.deployment.opened/1")
@dataclass(frozen=True, slots=True)
class DeploymentOpened(Event):
    """A database began: as a city's live one, or as a demonstration."""

    deployment_id: UUID
    is_demo: bool


@event("journal.bodies.erased/1")
@dataclass(frozen=True, slots=True)
class BodiesErased(Event):
    """The bodies of entries were erased, and why; their commitments stay."""

    sequences: list[int]
    reason: str


@event("acts.clock.advanced/1")
@dataclass(frozen=True, slots=True)
class ClockAdvanced(Event):
    """A demonstration's clock was moved forward."""

    from_at: datetime
    to_at: datetime
