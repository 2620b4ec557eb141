"""Who may do what to units, posts and accounts; and the predicates that others build on."""

from typing import Any

from lantu.foundations.acts.actor import Actor
from lantu.foundations.acts.policy import Predicate, is_account, is_system, permission, predicate
from lantu.foundations.lawbook.policy import let_keep
from lantu.foundations.people.models import Entitlement, Unit
from lantu.foundations.people.queries import holds, holds_anywhere


@predicate
def is_platform_administrator(actor: Actor) -> bool:
    """The platform administrator, of the unit that builds the platform."""
    return holds_anywhere(actor, Entitlement.PLATFORM_ADMINISTRATOR)


@predicate
def is_content_administrator(actor: Actor) -> bool:
    """The administrator of the content, of the lead bureau: layers and texts."""
    return holds_anywhere(actor, Entitlement.CONTENT_ADMINISTRATOR)


@predicate
def is_supervisor(actor: Actor) -> bool:
    """The supervising division."""
    return holds_anywhere(actor, Entitlement.SUPERVISOR)


@predicate
def is_joint_meeting_office(actor: Actor) -> bool:
    """The office of the joint meeting, in the lead bureau."""
    return holds_anywhere(actor, Entitlement.JOINT_MEETING_OFFICE)


@predicate
def is_unit_administrator(actor: Actor, subject: Any) -> bool:
    """The administrator of the unit that the record belongs to."""
    return holds(actor, Entitlement.ADMINISTRATOR, unit_of(subject))


@predicate
def is_of_unit(actor: Actor, subject: Any) -> bool:
    """A person of the unit that the record belongs to."""
    unit_id = unit_of(subject) or unit_of(getattr(subject, "document", None))
    return unit_id is not None and unit_id == actor.unit_id


def entitled(entitlement: str) -> Predicate:
    """Return the predicate of holding an entitlement in one's own unit."""

    def is_entitled(actor: Actor) -> bool:
        return holds_anywhere(actor, entitlement)

    is_entitled.__name__ = f"is_{entitlement}"
    is_entitled.__doc__ = f"Whoever is entitled as {entitlement} in their own unit."
    return predicate(is_entitled)


def unit_of(subject: Any) -> Any:
    """Return the key of the unit that a record belongs to, or None."""
    if isinstance(subject, Unit):
        return subject.id
    return getattr(subject, "unit_id", None)


_administrators = is_system | is_platform_administrator | is_unit_administrator
for _verb in ("unit.seed", "unit.open", "unit.describe", "responsibility.move", "post.reach_beyond"):  # fmt: skip # noqa: E501
    permission(f"people.{_verb}", is_system | is_platform_administrator)
for _verb in ("post.create", "post.fill", "post.vacate", "account.create", "account.close",
              "account.set_password", "contact.confirm", "leave.record", "unit.set_chain"):  # fmt: skip # noqa: E501
    permission(f"people.{_verb}", _administrators)

permission("people.account.change_password", is_account)

let_keep(is_platform_administrator)
# The texts of the law are content, not infrastructure: the lead bureau keeps them as well.
let_keep(is_content_administrator)
