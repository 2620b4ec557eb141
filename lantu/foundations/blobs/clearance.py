"""What was said about the secrecy of an upload, and who reviewed it; without it nothing enters.

The platform is for unclassified matters only (AMB-82, practice C14).
"""

from dataclasses import dataclass

from lantu.foundations.acts.actor import ActorKind
from lantu.foundations.acts.gate import Act
from lantu.foundations.acts.wording import Code, Refused
from lantu.foundations.blobs.models import Statement


class ClearanceFault(Code):
    """Why an upload may not come in."""

    MISSING = "clearance.missing"
    REVIEWER_MISSING = "clearance.reviewer_missing"


@dataclass(frozen=True, slots=True)
class Clearance:
    """The statement that goes with an upload: what it says, and the name of who reviewed it."""

    statement: str
    reviewer: str

    @property
    def columns(self) -> dict[str, str]:
        """The statement as the columns of a record."""
        return {"statement": self.statement, "reviewer": self.reviewer.strip()}


NONE = Clearance("", "")


def cleared(act: Act, clearance: Clearance | None) -> Clearance:
    """Return the statement of an upload; what the platform itself made needs none.

    Args:
        act: the act in which something comes in.
        clearance: what was stated, or None.

    Raises:
        Refused: a person uploads without a statement, or it names no reviewer.
    """
    if clearance is None and act.actor.kind is not ActorKind.ACCOUNT:
        return NONE
    if clearance is None or clearance.statement not in Statement.values:
        raise Refused(ClearanceFault.MISSING)
    if not clearance.reviewer.strip():
        raise Refused(ClearanceFault.REVIEWER_MISSING)
    return clearance
