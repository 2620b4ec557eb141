"""Who plays in a demonstration: every unit of the notice with its posts and persons."""

from dataclasses import dataclass
from datetime import date, datetime

from django.contrib.auth.hashers import make_password

from lantu.foundations.acts.actions import open_deployment
from lantu.foundations.acts.actor import SYSTEM
from lantu.foundations.acts.gate import Request
from lantu.foundations.blobs.clearance import Clearance
from lantu.foundations.people import actions
from lantu.foundations.people.models import Account, Entitlement, Standing, Unit
from lantu.foundations.people.queries import actor_of
from lantu.law.edition import shipped

LEAD, SENDER, INITIATOR = "natural_resources_planning", "development_reform", "riverside_school"
SUPERVISOR, PLATFORM = "functions_transformation", "big_data"
# The units that bring projects; none of them is real.
PROJECT_UNITS = {
    INITIATOR: "滨河小学筹建处",
    "city_investment": "城市投资建设公司（演示）",
    "industrial_park": "高新产业园开发公司（演示）",
    "culture_tourism": "文化旅游发展公司（演示）",
}
BEGUN_ON = date(2019, 8, 17)
# What everybody states of what they upload here: all of it is invented.
CLEARED = Clearance("unclassified", "演示保密员")
PERSONS: dict[str, tuple[str, tuple[str, ...]]] = {
    "registrar": ("收发", (Entitlement.REGISTRAR,)),
    "second_registrar": ("收发复核", (Entitlement.REGISTRAR,)),
    "clerk": ("经办", (Entitlement.CLERK,)),
    "reviewer": ("审核", (Entitlement.REVIEWER,)),
    "signer": ("签发", (Entitlement.SIGNER, Entitlement.ADMINISTRATOR)),
}
OFFICES: dict[str, tuple[str, str, tuple[str, ...]]] = {
    LEAD: (
        "office",
        "联席会议办公室",
        (Entitlement.JOINT_MEETING_OFFICE, Entitlement.CONTENT_ADMINISTRATOR),
    ),
    PLATFORM: ("platform", "平台管理员", (Entitlement.PLATFORM_ADMINISTRATOR,)),
    SUPERVISOR: ("supervisor", "督办", (Entitlement.SUPERVISOR,)),
}
SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕"
GIVEN = ("建国", "晓敏", "志远", "海燕", "文博", "丽华", "永强", "秀英", "明辉", "雪梅", "思远")


@dataclass(frozen=True, slots=True)
class Cast:
    """The accounts of a demonstration, by unit and part."""

    accounts: dict[tuple[str, str], Account]

    def ask(self, unit: str, part: str, at: datetime | None = None) -> Request:
        """Return a request of the person who plays a part in a unit."""
        return Request(actor_of(self.accounts[unit, part]), at=at)


def open_demonstration(city: str, demo_at: datetime, password: str | None = None) -> Cast:
    """Open a demonstration with all units of the notice, their posts and persons.

    Args:
        city: whose demonstration it is.
        demo_at: where its clock starts.
        password: the password of all accounts; None lets nobody log in by one.
    """
    system = Request(SYSTEM, at=demo_at)
    open_deployment(system, city=city, demo_at=demo_at)
    actions.seed(system, edition=shipped())
    for key, name in PROJECT_UNITS.items():
        actions.open_unit(system, key=key, name=name, standing=Standing.PROJECT_UNIT)
    # One hash for all: to hash takes a quarter of a second, and the password is one anyway.
    hashed = make_password(password)
    accounts: dict[tuple[str, str], Account] = {}
    for place, unit in enumerate(Unit.objects.order_by("key")):
        parts = {**PERSONS}
        if unit.key in OFFICES:
            part, title, entitlements = OFFICES[unit.key]
            parts[part] = (title, entitlements)
        for number, (part, (title, entitlements)) in enumerate(parts.items()):
            name = SURNAMES[place % len(SURNAMES)] + GIVEN[(place + number * 3) % len(GIVEN)]
            accounts[unit.key, part] = _hire(unit, part, title, entitlements, name, hashed)
        _reach(unit, f"{unit.key}@bureau.example")
    return Cast(accounts)


def known_cast() -> Cast:
    """Return the cast of a demonstration that is open already, by login names."""
    named = Account.objects.select_related("unit").order_by("login_name")
    parts = {(one.unit.key, one.login_name.rsplit(".", 1)[-1]): one for one in named}
    return Cast(parts)


def _hire(
    unit: Unit,
    part: str,
    title: str,
    entitlements: tuple[str, ...],
    name: str,
    hashed: str,
) -> Account:
    system = Request(SYSTEM)
    account = actions.create_account(
        system,
        unit_id=unit.id,
        login_name=f"{unit.key}.{part}",
        display_name=name,
        hashed_password=hashed,
    )
    post = actions.create_post(
        system, unit_id=unit.id, title=title, entitlements=entitlements, from_on=BEGUN_ON
    )
    actions.fill_post(system, post_id=post.id, account_id=account.id, from_on=BEGUN_ON)
    return account


def _reach(unit: Unit, email: str) -> None:
    actions.confirm_contact(
        Request(SYSTEM),
        unit_id=unit.id,
        letter="A",
        name="联络人",
        email=email,
        telephone="0371-00000000",
    )
