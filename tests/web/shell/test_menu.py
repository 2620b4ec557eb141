from lantu.foundations.people.models import Entitlement
from lantu.web.shell.menu import places_of


def titles(town, unit, held=()):
    return [place.title for place in places_of(town.unit(unit), set(held))]


def test_every_menu_begins_with_the_workbench(town):
    assert titles(town, "forestry")[0] == "工作台"


def test_only_who_supervises_or_administers_finds_the_board_and_the_administration(town):
    assert "督办看板" not in titles(town, "forestry", [Entitlement.CLERK])
    assert "管理" not in titles(town, "forestry", [Entitlement.CLERK])
    assert "管理" in titles(town, "forestry", [Entitlement.ADMINISTRATOR])
    assert "督办看板" in titles(town, "forestry", [Entitlement.PLATFORM_ADMINISTRATOR])


def test_a_project_unit_finds_the_reserve_and_no_meetings(town):
    found = titles(town, "new_town_company")
    assert "储备库" in found
    assert "会议" not in found
