"""Who may do what: one question for button, action, interface and export; denied by default."""

from collections.abc import Callable, Mapping
from typing import Any

from rules.predicates import Predicate as Predicate
from rules.predicates import predicate as _predicate

from lantu.foundations.acts.actor import Actor, ActorKind
from lantu.foundations.acts.wording import Code, Refused

_PERMISSIONS: dict[str, Predicate] = {}
_MEANINGS: dict[str, str] = {}


def predicate(function: Callable[..., bool]) -> Predicate:
    """Make a condition of a permission, to be joined with `&`, `|` and `~`.

    Args:
        function: takes the actor and the record; its docstring says whom it means.
    """
    made: Predicate = _predicate(function)  # type: ignore[no-untyped-call]
    made.__doc__ = function.__doc__
    _MEANINGS[str(made.name)] = (function.__doc__ or "").strip().splitlines()[0]
    return made


def meanings() -> Mapping[str, str]:
    """Return whom every plain condition means, by its name."""
    return dict(sorted(_MEANINGS.items()))


class PolicyFault(Code):
    """Why an act is refused before it begins."""

    DENIED = "policy.denied"


class Denied(Refused):
    """The actor may not do this to this record."""

    def __init__(self, actor: Actor, verb: str) -> None:
        super().__init__(PolicyFault.DENIED, verb=verb)
        self.actor = actor
        self.verb = verb


def permission(verb: str, allowed: Predicate) -> None:
    """Say who may do a verb: a predicate over the actor and the record it is done to.

    Raises:
        ValueError: the verb has its permission already.
    """
    if verb in _PERMISSIONS and _PERMISSIONS[verb] is not allowed:
        raise ValueError(f"{verb} 的权限已在别处规定")
    _PERMISSIONS[verb] = allowed


def permissions() -> Mapping[str, Predicate]:
    """Return the predicate of every verb, by name."""
    return dict(sorted(_PERMISSIONS.items()))


def may(actor: Actor, verb: str, subject: Any = None) -> bool:
    """Return whether an actor may do a verb to a record. What nobody allowed is denied."""
    allowed = _PERMISSIONS.get(verb)
    return allowed is not None and bool(allowed.test(actor, subject))


@predicate
def is_system(actor: Actor) -> bool:
    """The platform itself, at installation or in its jobs."""
    return actor.kind is ActorKind.SYSTEM


@predicate
def is_clock(actor: Actor) -> bool:
    """The clock, when a limit has run out."""
    return actor.kind is ActorKind.CLOCK


@predicate
def is_account(actor: Actor) -> bool:
    """Anyone who has logged in."""
    return actor.kind is ActorKind.ACCOUNT


permission("acts.deployment.open", is_system)
permission("acts.bodies.erase", is_system)
permission("acts.clock.advance", is_system | is_account)
