"""Read people: who holds what on a day, and whom a unit is reached through."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

import shapely
from django.db.models import Q, QuerySet
from shapely.geometry.base import BaseGeometry

from lantu.foundations.acts.actor import Actor, ActorKind
from lantu.foundations.acts.clock import now
from lantu.foundations.people.models import (
    Account,
    Contact,
    Entitlement,
    Holding,
    Responsibility,
    Standing,
    Substitution,
    Unit,
)
from lantu.geo.crs import transform
from lantu.law.citation import Citation
from lantu.law.clock import day_of

MOVES = Citation.parse("D1 附件二(二) 末")

SEATS = {
    Entitlement.PLATFORM_ADMINISTRATOR: "big_data",
    Entitlement.CONTENT_ADMINISTRATOR: "natural_resources_planning",
    Entitlement.JOINT_MEETING_OFFICE: "natural_resources_planning",
}
# What a unit's own administrator cannot give: it reaches beyond the unit.
BEYOND_THE_UNIT = frozenset({*SEATS, Entitlement.SUPERVISOR})


def unit_by_key(key: str) -> Unit:
    """Return a unit by its stable key.

    Raises:
        Unit.DoesNotExist: there is none.
    """
    return Unit.objects.get(key=key)


def unit_by_name(name: str) -> Unit | None:
    """Return the unit that a name or an alias means, or None."""
    for unit in Unit.objects.order_by("key"):
        if name == unit.name or name in unit.aliases:
            return unit
    return None


def responsible_unit(function: str, on: date) -> Unit:
    """Return the unit that holds a function on a day (D1-86).

    Raises:
        Responsibility.DoesNotExist: nobody holds it on that day.
    """
    held = Responsibility.objects.filter(function=function, from_on__lte=on)
    return held.select_related("unit").latest("from_on").unit


def is_held(function: str, on: date) -> bool:
    """Return whether some unit holds a function on a day; none does before units are entered."""
    return Responsibility.objects.filter(function=function, from_on__lte=on).exists()


def supervising_units(on: date) -> list[Unit]:
    """Return the units that supervise on a day (D0-06)."""
    live = Q(closed_on__isnull=True) | Q(closed_on__gt=on)
    return list(Unit.objects.filter(live, standing=Standing.SUPERVISOR).order_by("key"))


def functions_held(unit_id: UUID, on: date) -> frozenset[str]:
    """Return the functions that a unit holds on a day (D1-86)."""
    held = Responsibility.objects.filter(from_on__lte=on).order_by("from_on")
    holders = dict(held.values_list("function", "unit_id"))
    return frozenset(function for function, holder in holders.items() if holder == unit_id)


def actor_of(account: Account) -> Actor:
    """Return who acts when a person acts, for their own unit."""
    return Actor(ActorKind.ACCOUNT, account.id, account.unit_id)


def entitlements(account_id: UUID, unit_id: UUID, on: date) -> frozenset[str]:
    """Return what a person may do for a unit on a day: by posts held, and by those deputised."""
    if not Account.objects.filter(id=account_id, is_active=True).exists():
        return frozenset()
    absent = Substitution.objects.filter(deputy_id=account_id, from_on__lte=on, until_on__gte=on)
    persons = [account_id, *absent.values_list("absent_id", flat=True)]
    posts = _held(on).filter(account_id__in=persons, post__unit_id=unit_id)
    return frozenset(name for row in posts.values_list("post__entitlements", flat=True) for name in row)  # noqa: E501 # fmt: skip


def holds(actor: Actor, entitlement: str, unit_id: UUID | None) -> bool:
    """Return whether an actor may do something for a unit today."""
    if actor.account_id is None or unit_id is None:
        return False
    return entitlement in entitlements(actor.account_id, unit_id, day_of(now()))


def holds_anywhere(actor: Actor, entitlement: str) -> bool:
    """Return whether an actor holds an entitlement in its own unit."""
    return holds(actor, entitlement, actor.unit_id)


def entitled_accounts(unit_id: UUID, entitlement: str, on: date) -> QuerySet[Account]:
    """Return the active accounts whose posts let them do something for a unit on a day."""
    held = _held(on).filter(post__unit_id=unit_id)
    named = [row.account_id for row in held.select_related("post") if entitlement in row.post.entitlements]  # noqa: E501 # fmt: skip
    deputies = Substitution.objects.filter(
        absent_id__in=named, from_on__lte=on, until_on__gte=on
    ).values_list("deputy_id", flat=True)
    return Account.objects.filter(
        Q(id__in=named) | Q(id__in=list(deputies)), is_active=True
    ).order_by("login_name")


def signs_without(
    unit_id: UUID, on: date, *, account_id: UUID | None = None, holding_id: UUID | None = None
) -> bool:
    """Return whether a unit could still sign on a day without an account, or without a holding.

    Deputies do not count: they stand in for a while only, and for somebody who has to be there.
    """
    held = _held(on).filter(post__unit_id=unit_id, account__is_active=True)
    return any(
        Entitlement.SIGNER in row.post.entitlements
        for row in held.select_related("post")
        if row.account_id != account_id and row.id != holding_id
    )


def seats(unit: Unit, entitlement: Entitlement, on: date) -> bool:
    """Return whether an entitlement that reaches beyond its unit may sit in a unit on a day.

    The platform's administrator sits in the bureau that builds it, that of its content in the lead
    bureau (D1-49), the office of the joint meeting in the lead bureau (D1-71), the supervisor in
    the supervising division (D0-06).
    """
    if entitlement is Entitlement.SUPERVISOR:
        return unit.standing == Standing.SUPERVISOR
    function = SEATS.get(entitlement)
    return function is None or responsible_unit(function, on).id == unit.id


def can_answer(unit_id: UUID, on: date) -> bool:
    """Return whether a unit has a live account that could open its inbox and sign."""
    return entitled_accounts(unit_id, Entitlement.SIGNER, on).exists()


def contacts_of(unit_id: UUID) -> list[Contact]:
    """Return contact A, then contact B of a unit."""
    return list(Contact.objects.filter(unit_id=unit_id).order_by("letter"))


@dataclass(frozen=True, slots=True)
class Connection:
    """How far a county or zone is connected: what it has of what using the platform takes."""

    unit: Unit
    has_boundary: bool
    can_answer: bool
    can_be_reached: bool

    @property
    def is_connected(self) -> bool:
        """Whether nothing is missing."""
        return self.has_boundary and self.can_answer and self.can_be_reached


def connections(on: date) -> list[Connection]:
    """Return how far each county and zone is connected to the platform on a day (D1-81)."""
    live = Q(closed_on__isnull=True) | Q(closed_on__gt=on)
    counties = Unit.objects.filter(live, standing=Standing.COUNTY).order_by("key")
    return [
        Connection(
            unit=unit,
            has_boundary=unit.boundary is not None,
            can_answer=can_answer(unit.id, on),
            can_be_reached=bool(contacts_of(unit.id)),
        )
        for unit in counties
    ]


def coverage_share(whole: BaseGeometry, crs: str, on: date) -> float:
    """Return how much of a city lies in counties and zones that are connected on a day (D1-81).

    Args:
        whole: the boundary of the city.
        crs: its CRS; the boundaries of the counties may be in another.
        on: the day.

    Returns:
        A share of the plane area, from 0 to 1.
    """
    shapes = [
        transform(shapely.from_wkb(bytes(one.unit.boundary)), one.unit.boundary_crs, crs)
        for one in connections(on)
        if one.is_connected and one.unit.boundary is not None
    ]
    covered = shapely.intersection(whole, shapely.union_all(shapes))
    return float(covered.area / whole.area) if whole.area else 0.0


def within_boundary(unit: Unit, geometry: BaseGeometry, crs: str) -> bool:
    """Return whether a geometry lies inside the boundary of a county or zone (D1-81).

    Args:
        unit: the county or zone; without a boundary nothing lies inside it.
        geometry: what it would write.
        crs: the CRS of that geometry; the boundary may be in another.
    """
    if unit.boundary is None or geometry.is_empty:
        return False
    boundary = shapely.from_wkb(bytes(unit.boundary))
    return bool(shapely.covers(transform(boundary, unit.boundary_crs, crs), geometry))


def _held(on: date) -> QuerySet[Holding]:
    live = Q(until_on__isnull=True) | Q(until_on__gte=on)
    post_live = Q(post__until_on__isnull=True) | Q(post__until_on__gte=on)
    return Holding.objects.filter(live, post_live, from_on__lte=on, post__from_on__lte=on)
