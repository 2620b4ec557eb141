"""Who acts: a person through an account, the system itself, or the clock. A plain value."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from uuid import UUID


class ActorKind(StrEnum):
    """What kind of actor it is."""

    ACCOUNT = "account"
    SYSTEM = "system"
    CLOCK = "clock"
    ANYONE = "anyone"


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts, and for which unit."""

    kind: ActorKind
    account_id: UUID | None = None
    unit_id: UUID | None = None

    def __post_init__(self) -> None:
        if (self.kind is ActorKind.ACCOUNT) != (self.account_id is not None):
            raise ValueError("以账号行事的须有账号，其余不得有")

    def plain(self) -> dict[str, Any]:
        """The actor as an entry of the journal names it."""
        return {
            "account": str(self.account_id) if self.account_id else None,
            "kind": str(self.kind),
            "unit": str(self.unit_id) if self.unit_id else None,
        }


SYSTEM = Actor(ActorKind.SYSTEM)
CLOCK = Actor(ActorKind.CLOCK)
ANYONE = Actor(ActorKind.ANYONE)
