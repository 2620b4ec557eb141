"""What systems owe: each registers its kinds of duty, their limits, and what their end means.

Duties imports no system; a system registers functions under a name when it is loaded.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from lantu.law.citation import Citation
from lantu.law.clock import Due, Pause
from lantu.law.edition import Edition

if TYPE_CHECKING:
    from lantu.foundations.acts.gate import Act
    from lantu.foundations.duties.models import Duty

Limit = Callable[[Edition, date, Sequence[Pause]], Due]
Consequence = Callable[["Act", "Duty"], None]
Resumption = Callable[["Act", "Duty", str], None]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of duty.

    `lapse` says what silence means, for the kinds where it means something; `hold` what it means
    that it stays in doubt, `anew` how the case itself begins once more what was in doubt, with a
    duty of its own in the stead of this one. `overdue` is told once where the limit passes without
    a legal result. `lock` locks the case, which every act on it locks before anything of it: two
    acts at once never wait for each other in a circle.
    """

    name: str
    title: str
    basis: Citation
    limit: Limit | None = None
    lapse: Consequence | None = None
    hold: Consequence | None = None
    anew: Resumption | None = None
    overdue: Consequence | None = None
    lock: Callable[[UUID], None] | None = None


_KINDS: dict[str, Kind] = {}


def register(kind: Kind) -> Kind:
    """Register a kind of duty under its name.

    Raises:
        ValueError: the name is taken.
    """
    if _KINDS.get(kind.name, kind) != kind:
        raise ValueError(f"应办事项 {kind.name} 已经登记")
    _KINDS[kind.name] = kind
    return kind


def kinds() -> Mapping[str, Kind]:
    """Return every kind by name."""
    return dict(sorted(_KINDS.items()))


def kind_of(name: str) -> Kind:
    """Return a kind by its name.

    Raises:
        KeyError: no system registered it.
    """
    return _KINDS[name]
