"""A small town for tests: units, persons and a project, all entered through the real actions."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

import shapely
from shapely import box

from lantu.foundations.acts.actions import advance_clock, open_deployment
from lantu.foundations.acts.actor import SYSTEM, Actor
from lantu.foundations.acts.clock import now
from lantu.foundations.acts.gate import Request
from lantu.foundations.blobs.clearance import Clearance
from lantu.foundations.deliveries.queries import pending
from lantu.foundations.deliveries.tasks import carry
from lantu.foundations.people import actions as people
from lantu.foundations.people.models import Account, Channel, Entitlement, Standing, Unit
from lantu.foundations.people.queries import actor_of, unit_by_key
from lantu.foundations.projects.actions import enter_footprint, register_project
from lantu.foundations.projects.models import Footprint, Project
from lantu.law.blueprint.judgement import LayerMeasurement
from lantu.law.edition import shipped
from lantu.systems.blueprint.actions import record_check
from lantu.systems.blueprint.models import FormalCheck

MORNING = datetime(2019, 9, 2, 1, tzinfo=UTC)
BEGUN_ON = date(2019, 8, 17)
LEAD, SENDER, INITIATOR = "natural_resources_planning", "development_reform", "new_town_company"
PERSONS = {
    "registrar": (Entitlement.REGISTRAR,),
    "second_registrar": (Entitlement.REGISTRAR,),
    "clerk": (Entitlement.CLERK,),
    "reviewer": (Entitlement.REVIEWER,),
    "signer": (Entitlement.SIGNER,),
}
OFFICES = {
    LEAD: ("office", Entitlement.JOINT_MEETING_OFFICE),
    "big_data": ("platform", Entitlement.PLATFORM_ADMINISTRATOR),
    "functions_transformation": ("supervisor", Entitlement.SUPERVISOR),
}
CLEARED = Clearance("unclassified", "保密员")
MEADOW = box(465000, 3845000, 465200, 3845100)


@dataclass
class Town:
    """Who lives here, and short ways to let them act."""

    accounts: dict[tuple[str, str], Account] = field(default_factory=dict)

    def account(self, unit: str, person: str) -> Account:
        """Return a person's account; who was not asked before is hired."""
        if (unit, person) not in self.accounts:
            hire(self, unit_by_key(unit), person, part_of(unit, person))
        return self.accounts[unit, person]

    def actor(self, unit: str, person: str) -> Actor:
        return actor_of(self.account(unit, person))

    def ask(self, unit: str, person: str, *, at=None, key=None) -> Request:
        return Request(self.actor(unit, person), at=at, key=key)

    def unit(self, key: str) -> Unit:
        return unit_by_key(key)


def build(*, is_live: bool = False) -> Town:
    """Open a demonstration at nine o'clock on 2019-09-02, with every unit able to answer.

    A live one goes by the machine's clock, which a test has moved there.
    """
    system = Request(SYSTEM, at=MORNING)
    open_deployment(system, city="郑州市", demo_at=None if is_live else MORNING)
    people.seed(system, edition=shipped())
    people.open_unit(system, key=INITIATOR, name="新城建设公司", standing=Standing.PROJECT_UNIT)
    people.open_unit(
        system, key="stranger_company", name="他乡置业公司", standing=Standing.PROJECT_UNIT
    )
    people.open_unit(system, key="zhongmou", name="中牟县", standing=Standing.COUNTY)
    town = Town()
    for unit in Unit.objects.order_by("key"):
        # Whoever signs is there from the first; the others come when they are first asked.
        hire(town, unit, "signer", PERSONS["signer"])
        contact(unit, f"{unit.key}@bureau.example")
    return town


def part_of(unit: str, person: str) -> tuple[str, ...]:
    """What a person is entitled to in a unit."""
    name, entitlement = OFFICES.get(unit, ("", ""))
    return (entitlement,) if person == name else PERSONS[person]


def hire(town: Town, unit: Unit, person: str, entitlements: tuple[str, ...]) -> Account:
    """Give a unit a post and a person who holds it."""
    system = Request(SYSTEM)
    login = f"{unit.key}.{person}"
    account = people.create_account(system, unit_id=unit.id, login_name=login, display_name=login)
    post = people.create_post(
        system, unit_id=unit.id, title=person, entitlements=entitlements, from_on=BEGUN_ON
    )
    people.fill_post(system, post_id=post.id, account_id=account.id, from_on=BEGUN_ON)
    town.accounts[unit.key, person] = account
    return account


def contact(unit: Unit, email: str) -> None:
    people.confirm_contact(
        Request(SYSTEM), unit_id=unit.id, letter="A", name="联络人", email=email, telephone="0371"
    )


def on_paper(unit: Unit) -> None:
    people.describe_unit(Request(SYSTEM), unit_id=unit.id, channel=Channel.PAPER)


def a_project(town: Town, name: str = "滨河学校") -> Project:
    return register_project(
        town.ask(INITIATOR, "clerk"),
        name=name,
        statement="unclassified",
        initiating_unit_id=town.unit(INITIATOR).id,
    )


def a_footprint(
    town: Town, project: Project, *, rank: str = "sketch", move_m: float = 0.0
) -> Footprint:
    return enter_footprint(
        town.ask(INITIATOR, "clerk"),
        project_id=project.id,
        rank=rank,
        geometry=shapely.affinity.translate(MEADOW, move_m) if move_m else MEADOW,
        crs="EPSG:4547",
        source="0" * 64,
        source_name="红线.txt",
        clearance=CLEARED,
    )


def a_check(town: Town, footprint: Footprint, **areas_m2: float) -> FormalCheck:
    """Check a footprint against all layers: clear, but for the areas that are named."""
    measured = [
        LayerMeasurement(
            layer=layer.key,
            area_m2=areas_m2.get(layer.key, 0.0),
            share=areas_m2.get(layer.key, 0.0) / 20000,
            largest_hit_m2=areas_m2.get(layer.key),
            as_of_on=date(2019, 8, 1),
            version="0" * 64,
        )
        for layer in shipped().layers
    ]
    return record_check(
        town.ask(LEAD, "clerk"),
        footprint=footprint,
        city="郑州市",
        blueprint_number=1,
        measurements=measured,
    )


def post_all() -> int:
    """Carry every mail that waits, over the real server."""
    waiting = list(pending())
    for attempt in waiting:
        carry(attempt.id)
    return len(waiting)


def go_to(moment: datetime) -> None:
    advance_clock(Request(SYSTEM), to_at=moment)


def later(**by: int) -> datetime:
    moment = now() + timedelta(**by)
    go_to(moment)
    return moment
