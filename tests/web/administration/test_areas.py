import pytest

from lantu.foundations.people.models import Entitlement
from lantu.foundations.people.queries import within_boundary
from lantu.foundations.projects.models import Zone
from tests.town import LEAD, MEADOW, hire
from tests.web.administration.test_boundary_forms import BORDER, a_file, city
from tests.web.conftest import words_of

__all__ = ("city",)
PAGE = "/administration/areas/"


@pytest.fixture
def content(town, enter, city):
    """The lead bureau's administrator of the content, logged in."""
    hire(town, town.unit(LEAD), "content", (Entitlement.CONTENT_ADMINISTRATOR,))
    return enter(LEAD, "content")


@pytest.mark.requirement("AMB-86")
def test_an_area_of_the_notice_is_drawn_once_and_shown_with_its_day(content, key):
    assert "未录入" in words_of(content.get(PAGE))
    for _ in range(2):
        given = {"file": a_file(BORDER), "act_key": key}
        assert content.post(f"{PAGE}central/", given).status_code == 302
    zone = Zone.objects.get()
    assert (zone.area, zone.number, zone.crs) == ("blueprint.central_area", 1, "EPSG:4547")
    assert "第 1 版" in words_of(content.get(PAGE))
    assert content.post(f"{PAGE}central/", {"file": a_file(BORDER)}).status_code == 302
    page = words_of(content.get(PAGE))
    assert "第 2 版" in page
    assert "2019年9月2日" in page


@pytest.mark.requirement("D1-81")
def test_a_county_gets_its_boundary_and_the_page_says_since_when(town, address, enter, city, key):
    platform = enter("big_data", "platform")
    assert "未录入，不能录入红线" in words_of(platform.get(PAGE))
    for _ in range(2):
        given = {"file": a_file(BORDER), "act_key": key}
        page = address("zhongmou", "do", "boundary")
        assert platform.post(page, given).status_code == 302
    county = town.unit("zhongmou")
    assert within_boundary(county, MEADOW, "EPSG:4547")
    shown = words_of(platform.get(PAGE)).split("中牟县")[1]
    assert "EPSG:4547" in shown
    assert "2019年9月2日" in shown


def test_who_administers_reads_the_boundaries_and_changes_none(
    town, administrator, address, enter, content
):
    assert f"{PAGE}central/" in content.get(PAGE).content.decode()
    assert f"{PAGE}central/" not in administrator.get(PAGE).content.decode()
    platform = enter("big_data", "platform")
    for client in (administrator, platform):
        assert client.get(f"{PAGE}central/").status_code == 404
        assert client.post(f"{PAGE}central/", {"file": a_file(BORDER)}).status_code == 404
    assert content.get(f"{PAGE}nowhere/").status_code == 404
    assert platform.get(address("forestry", "do", "boundary")).status_code == 404
    assert enter("forestry").get(PAGE).status_code == 404
    assert not Zone.objects.exists()
