"""Enter units, move functions, fill posts, open and close accounts."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import TypedDict
from uuid import UUID

from lantu.foundations.acts.gate import Act, action
from lantu.foundations.acts.policy import may
from lantu.foundations.acts.wording import Code, Refused
from lantu.foundations.people import events
from lantu.foundations.people.models import (
    Account,
    Channel,
    Contact,
    Entitlement,
    Holding,
    OpinionService,
    Post,
    Responsibility,
    Standing,
    Substitution,
    Unit,
)
from lantu.foundations.people.queries import BEYOND_THE_UNIT, seats, signs_without
from lantu.law.edition import Edition

DEFAULT_CHAIN = ["收文分办", "拟稿", "审核", "签发"]
ADMINISTRATORS_POST = "单位管理员"
SUPERVISING_DIVISION = ("functions_transformation", "市政府职能转变推进处")

# A unit with an open duty keeps its last account: duties, which stands higher, says which has one.
HOLDS: list[Callable[[UUID], bool]] = []


class PeopleFault(Code):
    """Why a unit, post or account cannot be changed."""

    KEY_TAKEN = "people.key_taken"
    LOGIN_TAKEN = "people.login_taken"
    LAST_ACCOUNT = "people.last_account"
    ENTITLEMENT_UNKNOWN = "people.entitlement_unknown"
    CHAIN_WRONG = "people.chain_wrong"
    FIELD_FIXED = "people.field_fixed"
    VALUE_UNKNOWN = "people.value_unknown"
    FUNCTION_DAY_TAKEN = "people.function_day_taken"
    ENTITLEMENT_ELSEWHERE = "people.entitlement_elsewhere"
    ENTITLEMENT_NOT_YOURS = "people.entitlement_not_yours"
    OTHER_UNIT = "people.other_unit"
    STILL_OWES = "people.still_owes"


@action("people.unit.seed")
def seed(act: Act, *, edition: Edition) -> int:
    """Enter the units of the notice with their functions; what is there already stays as it is."""
    act.require()
    known = set(Unit.objects.values_list("key", flat=True))
    made = [
        act.create(
            Unit(
                key=row.key,
                name=row.name,
                aliases=list(row.aliases),
                standing=str(row.standing),
                signing_chain=DEFAULT_CHAIN,
            )
        )
        for row in edition.departments
        if row.key not in known
    ]
    key, name = SUPERVISING_DIVISION
    if key not in known:
        made.append(act.create(Unit(key=key, name=name, standing=Standing.SUPERVISOR)))
    units = {unit.key: unit for unit in Unit.objects.all()}
    held = set(Responsibility.objects.values_list("function", "from_on"))
    for row in edition.responsibilities:
        if (row.function, row.from_on) not in held:
            act.create(
                Responsibility(
                    function=row.function, unit=units[row.department], from_on=row.from_on
                )
            )
    act.record(events.UnitsSeeded(edition.digest, len(made)), made)
    return len(made)


class FirstAccount(TypedDict):
    """Who administers a new unit: a name, what they type to log in, and a first password."""

    display_name: str
    login_name: str
    password: str


@action("people.unit.open")
def open_unit(
    act: Act,
    *,
    key: str,
    name: str,
    standing: str,
    channel: str = Channel.PLATFORM,
    signing_chain: Sequence[str] = (),
    credit_code: str = "",
    boundary: bytes | None = None,
    boundary_crs: str = "",
    administrator: FirstAccount | None = None,
) -> Unit:
    """Enter a further unit: a project unit, a county with its boundary, another department.

    The account and the post of the person who administers it are opened with it, or not at all.

    Raises:
        Refused: its key, or the login name, is taken.
    """
    act.require()
    if Unit.objects.filter(key=key).exists():
        raise Refused(PeopleFault.KEY_TAKEN, key=key)
    unit = act.create(
        Unit(
            key=key,
            name=name,
            standing=standing,
            channel=channel,
            signing_chain=list(signing_chain) or DEFAULT_CHAIN,
            credit_code=credit_code,
            boundary=boundary,
            boundary_crs=boundary_crs,
        )
    )
    act.record(events.UnitOpened(unit.id, standing), (unit,))
    if administrator is not None:
        account = create_account(act, unit_id=unit.id, **administrator)
        post = create_post(
            act,
            unit_id=unit.id,
            title=ADMINISTRATORS_POST,
            entitlements=[Entitlement.ADMINISTRATOR],
            from_on=act.today,
        )
        fill_post(act, post_id=post.id, account_id=account.id, from_on=act.today)
    return unit


DESCRIBED = (
    "name", "aliases", "channel", "opinion_service", "boundary", "boundary_crs", "credit_code",
    "closed_on",
)  # fmt: skip
CHOICES = {"channel": Channel.values, "opinion_service": OpinionService.values}


@action("people.unit.describe")
def describe_unit(act: Act, /, *, unit_id: UUID, **fields: object) -> Unit:
    """Change what is said of a unit; its key never changes.

    Raises:
        Refused: it is no such field, no value of it, or would close a unit that owes something.
    """
    unit = act.get(Unit, unit_id)
    act.require(unit)
    if fields.get("closed_on") is not None and any(owes(unit.id) for owes in HOLDS):
        raise Refused(PeopleFault.STILL_OWES, unit=unit.name)
    for name, value in fields.items():
        if name not in DESCRIBED:
            raise Refused(PeopleFault.FIELD_FIXED, field=name)
        if value not in CHOICES.get(name, (value,)):
            title = str(getattr(Unit._meta.get_field(name), "verbose_name", name))
            raise Refused(PeopleFault.VALUE_UNKNOWN, field=title, value=str(value))
        setattr(unit, name, value)
    act.save(unit, *fields)
    act.record(events.UnitDescribed(unit.id, sorted(fields)), (unit,))
    return unit


@action("people.unit.set_chain")
def set_signing_chain(act: Act, *, unit_id: UUID, steps: Sequence[str]) -> Unit:
    """Set the steps of a unit's signature: one to four, in their order, ending with the signature.

    Raises:
        Refused: a step is unknown, out of order, or the signature is missing.
    """
    unit = act.get(Unit, unit_id)
    act.require(unit)
    in_order = [step for step in DEFAULT_CHAIN if step in steps]
    if list(steps) != in_order or not in_order or in_order[-1] != DEFAULT_CHAIN[-1]:
        raise Refused(PeopleFault.CHAIN_WRONG, steps="、".join(steps))
    unit.signing_chain = in_order
    act.save(unit, "signing_chain")
    act.record(events.UnitDescribed(unit.id, ["signing_chain"]), (unit,))
    return unit


@action("people.responsibility.move")
def move_responsibility(act: Act, *, function: str, unit_id: UUID, from_on: date) -> Responsibility:
    """Move a function to another unit from a day on, without a new document (D1-86).

    Raises:
        Refused: somebody else takes it on that very day.
    """
    unit = act.get(Unit, unit_id, lock=False)
    act.require(unit)
    if Responsibility.objects.filter(function=function, from_on=from_on).exists():
        raise Refused(PeopleFault.FUNCTION_DAY_TAKEN, function=function, on=from_on)
    moved = act.create(Responsibility(function=function, unit=unit, from_on=from_on))
    act.record(events.ResponsibilityMoved(function, unit.id, from_on), (moved, unit))
    return moved


@action("people.post.create")
def create_post(
    act: Act, *, unit_id: UUID, title: str, entitlements: Sequence[str], from_on: date
) -> Post:
    """Give a unit a post, with what its holder may do.

    Raises:
        Refused: an entitlement is unknown, belongs to another unit, or is not the actor's to give.
    """
    unit = act.get(Unit, unit_id, lock=False)
    act.require(unit)
    unknown = [name for name in entitlements if name not in Entitlement.values]
    if unknown:
        raise Refused(PeopleFault.ENTITLEMENT_UNKNOWN, name=unknown[0])
    for name in BEYOND_THE_UNIT.intersection(entitlements):
        _require_seat(act, unit, Entitlement(name))
    post = act.create(
        Post(unit=unit, title=title, entitlements=list(entitlements), from_on=from_on)
    )
    act.record(events.PostCreated(post.id), (post, unit))
    return post


def _require_seat(act: Act, unit: Unit, entitlement: Entitlement) -> None:
    """Check that what reaches beyond a unit sits where the notice puts it (D1-49, D1-71, D0-06)."""
    if not may(act.actor, "people.post.reach_beyond", unit):
        raise Refused(PeopleFault.ENTITLEMENT_NOT_YOURS, name=entitlement.label)
    if not seats(unit, entitlement, act.today):
        raise Refused(PeopleFault.ENTITLEMENT_ELSEWHERE, name=entitlement.label, unit=unit.name)


@action("people.account.create")
def create_account(
    act: Act,
    *,
    unit_id: UUID,
    login_name: str,
    display_name: str,
    password: str | None = None,
    hashed_password: str | None = None,
) -> Account:
    """Open an account for a person of a unit; without a password nobody can log in by one.

    Args:
        act: the open act.
        unit_id: the person's unit.
        login_name: what they type to log in.
        display_name: their name.
        password: their first password.
        hashed_password: the same, hashed already, as accounts that are taken over bring it.

    Raises:
        Refused: the login name is taken.
    """
    unit = act.get(Unit, unit_id, lock=False)
    act.require(unit)
    if Account.objects.filter(login_name=login_name).exists():
        raise Refused(PeopleFault.LOGIN_TAKEN, login_name=login_name)
    account = Account(
        unit=unit, login_name=login_name, display_name=display_name, password_set_at=act.at
    )
    if hashed_password is None:
        account.set_password(password)
    else:
        account.password = hashed_password
    act.create(account)
    act.record(events.AccountCreated(account.id), (account, unit))
    return account


@action("people.account.set_password")
def set_password(act: Act, *, account_id: UUID, password: str) -> Account:
    """Set a person's password anew. The journal says that it was done, and nothing more."""
    account = act.get(Account, account_id)
    act.require(account)
    account.set_password(password)
    account.password_set_at = act.at
    account.save(update_fields=["password"])
    act.save(account, "password_set_at")
    act.record(events.PasswordSet(account.id), (account,))
    return account


@action("people.account.close")
def close_account(act: Act, *, account_id: UUID, reason: str) -> Account:
    """Close an account. A unit that owes something keeps its last one that can sign.

    Raises:
        Refused: it is the last account of a unit with an open duty.
    """
    account = act.get(Account, account_id)
    act.require(account)
    unit = act.get(Unit, account.unit_id)
    if not signs_without(unit.id, act.today, account_id=account.id):
        _require_nothing_owed(unit)
    account.is_active = False
    act.save(account, "is_active")
    act.record(events.AccountClosed(account.id, reason), (account, unit))
    return account


def _require_nothing_owed(unit: Unit) -> None:
    if any(owes(unit.id) for owes in HOLDS):
        raise Refused(PeopleFault.LAST_ACCOUNT, unit=unit.name)


@action("people.post.fill")
def fill_post(act: Act, *, post_id: UUID, account_id: UUID, from_on: date) -> Holding:
    """Let a person hold a post from a day on.

    Raises:
        Refused: it is a person of another unit, who could not act for this one.
    """
    post, account = act.get(Post, post_id), act.get(Account, account_id, lock=False)
    act.require(post)
    if account.unit_id != post.unit_id:
        raise Refused(PeopleFault.OTHER_UNIT, name=account.display_name, unit=post.unit.name)
    holding = act.create(Holding(post=post, account=account, from_on=from_on))
    act.record(events.PostFilled(post.id, account.id, from_on), (holding, post, account))
    return holding


@action("people.post.vacate")
def vacate_post(act: Act, *, holding_id: UUID, until_on: date) -> Holding:
    """Let a person hold a post no longer than a day; what belongs to the post stays with it.

    Raises:
        Refused: it is the last signing post that is filled in a unit with an open duty.
    """
    holding = act.get(Holding, holding_id)
    act.require(holding.post)
    unit = act.get(Unit, holding.post.unit_id)
    is_signing = Entitlement.SIGNER in holding.post.entitlements
    day_after = until_on + timedelta(days=1)
    if is_signing and not signs_without(unit.id, day_after, holding_id=holding.id):
        _require_nothing_owed(unit)
    holding.until_on = until_on
    act.save(holding, "until_on")
    news = events.PostVacated(holding.post_id, holding.account_id, until_on)
    act.record(news, (holding, holding.post))
    return holding


@action("people.contact.confirm")
def confirm_contact(
    act: Act, *, unit_id: UUID, letter: str, name: str, email: str, telephone: str
) -> Contact:
    """Say who contact A or B of a unit is, and that this is right today."""
    unit = act.get(Unit, unit_id, lock=False)
    act.require(unit)
    found = Contact.objects.select_for_update().filter(unit=unit, letter=letter).first()
    contact = found or Contact(unit=unit, letter=letter)
    contact.name, contact.email, contact.telephone = name, email, telephone
    contact.confirmed_on = act.today
    if found is None:
        act.create(contact)
    else:
        act.save(contact, "name", "email", "telephone", "confirmed_on")
    act.record(events.ContactConfirmed(contact.id, act.today), (contact, unit))
    return contact


@action("people.leave.record")
def record_leave(
    act: Act, *, absent_id: UUID, deputy_id: UUID, from_on: date, until_on: date, ground: str
) -> Substitution:
    """Record that a person is on leave, and who stands in for them.

    Raises:
        Refused: the deputy is a person of another unit.
    """
    absent = act.get(Account, absent_id, lock=False)
    deputy = act.get(Account, deputy_id, lock=False)
    act.require(absent)
    if deputy.unit_id != absent.unit_id:
        raise Refused(PeopleFault.OTHER_UNIT, name=deputy.display_name, unit=absent.unit.name)
    leave = act.create(
        Substitution(
            absent=absent, deputy=deputy, from_on=from_on, until_on=until_on, ground=ground
        )
    )
    act.record(events.LeaveRecorded(leave.id, from_on, until_on), (leave, absent, deputy))
    return leave
