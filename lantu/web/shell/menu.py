"""Where a person may go: the menu is made of what the posts held allow."""

from collections.abc import Set
from dataclasses import dataclass

from lantu.foundations.people.models import Entitlement, Standing, Unit


@dataclass(frozen=True, slots=True)
class Place:
    """A part of the site, and who finds it in the menu: by standing, or by entitlement."""

    title: str
    address: str
    icon: str
    standings: tuple[Standing, ...] = ()
    entitlements: tuple[Entitlement, ...] = ()


OFFICES = (Standing.GOVERNMENT, Standing.MUNICIPAL_DEPARTMENT, Standing.COUNTY, Standing.OTHER_UNIT,
           Standing.SUPERVISOR)  # fmt: skip
PLACES = (
    Place("工作台", "/", "inbox"),
    Place("项目", "/projects/", "building"),
    Place("储备库", "/reserve/", "files", (*OFFICES, Standing.PROJECT_UNIT)),
    Place("一张蓝图", "/blueprint/", "map-2"),
    Place("空间协同", "/rounds/", "route"),
    Place("会议", "/meetings/", "users", OFFICES),
    Place("督办看板", "/supervision/", "report-analytics",
          (Standing.GOVERNMENT, Standing.SUPERVISOR), (Entitlement.PLATFORM_ADMINISTRATOR,
          Entitlement.JOINT_MEETING_OFFICE)),
    Place("管理", "/administration/", "settings", (),
          (Entitlement.ADMINISTRATOR, Entitlement.PLATFORM_ADMINISTRATOR)),
    Place("法规日历", "/administration/law/", "settings", (), (Entitlement.CONTENT_ADMINISTRATOR,)),
)  # fmt: skip


def places_of(unit: Unit, held: Set[str]) -> list[Place]:
    """Return the places that a person of a unit finds in the menu.

    Args:
        unit: the person's unit.
        held: what the person's posts entitle to.
    """
    return [place for place in PLACES if _is_for(place, unit, held)]


def _is_for(place: Place, unit: Unit, held: Set[str]) -> bool:
    if not place.standings and not place.entitlements:
        return True
    return unit.standing in place.standings or any(name in held for name in place.entitlements)
