import pytest
from shapely import Point

from lantu.systems.blueprint.city import working_blueprint
from lantu.web.blueprint.pages import point_of
from tests.town import INITIATOR
from tests.web.site import DESK, PHONE

DEGREES = "113.625, 34.7466"


def test_the_map_names_the_layers_by_force_and_locks_what_is_not_shown(enter):
    words = enter(INITIATOR).get("/blueprint/").content.decode()
    assert "刚性管控" in words
    assert 'data-tiles="road_red_line"' in words
    assert 'data-tiles="gas_supply"' not in words
    assert "供气设施" in words
    assert "国家安全控制区域" not in words


@pytest.mark.parametrize(
    "words",
    [DEGREES, "34.7466 113.625", "3846545.194, 465661.650", "38465661.650 3846545.194"],
)
def test_a_point_is_meant_however_it_is_written(city, words):
    found = point_of(words, working_blueprint())
    assert found.distance(Point(465661.65, 3846545.194)) < 0.05


def test_words_that_are_no_point_are_searched_for(enter):
    client = enter("parks")
    assert point_of("贾鲁河 2 号", working_blueprint()) is None
    assert "水利专业规划" in client.get("/blueprint/", {"q": "贾鲁河"}).content.decode()
    assert "没有找到" in client.get("/blueprint/", {"q": "没有这个地方"}).content.decode()
    assert client.get("/blueprint/", {"q": DEGREES}).url.startswith("/blueprint/point/?x=3846545.1")


def test_a_point_tells_its_layers_with_source_force_and_version(enter):
    client = enter("parks")
    words = client.get("/blueprint/point/", {"x": "3846000", "y": "38465000"}).content.decode()
    for said in ("土地利用现状", "第三次国土调查", "约束", "版本", "中原区"):
        assert said in words
    outside = client.get("/blueprint/point/", {"x": "3700000", "y": "465000"}).content.decode()
    assert "市域之外" in outside
    assert client.get("/blueprint/point/", {"x": "nan", "y": "1"}).status_code == 302


def test_before_a_city_was_laid_down_the_page_says_so(enter, settings, tmp_path):
    settings.CITY_DIRECTORY = tmp_path
    assert "还没有蓝图数据" in enter("parks").get("/blueprint/").content.decode()


@pytest.mark.parametrize("size", [DESK, PHONE])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_map_is_faultless_and_draws_its_tiles(visit, size, theme):
    visitor = visit("forestry.clerk", size=size, theme=theme)
    with visitor.page.expect_response(lambda answer: "/tiles/" in answer.url) as tile:
        visitor.page.goto("/blueprint/")
    assert tile.value.status == 200
    visitor.page.wait_for_load_state("networkidle")
    assert visitor.faults() == []
    visitor.picture(f"atlas-{size[0]}-{theme}", whole=False)


def test_a_click_on_the_map_tells_what_lies_there(visit):
    visitor = visit("forestry.clerk")
    visitor.page.goto("/blueprint/point/?x=3846000&y=465000")
    canvas = visitor.page.locator("[data-atlas]").bounding_box()
    with visitor.page.expect_response(lambda answer: "/blueprint/point/" in answer.url):
        visitor.page.mouse.click(
            canvas["x"] + canvas["width"] / 3, canvas["y"] + canvas["height"] / 2
        )
    visitor.page.get_by_role("heading", name="该处图层").wait_for()
    visitor.page.get_by_role("heading", name="土地利用现状").wait_for()


def test_the_map_is_used_from_the_keyboard(visit):
    visitor = visit("forestry.clerk")
    visitor.page.goto("/blueprint/point/?x=3846000&y=465000")
    visitor.page.locator("[data-atlas]").focus()
    before = visitor.page.url
    with visitor.page.expect_response(lambda answer: "/blueprint/point/" in answer.url):
        for key in ("ArrowRight", "ArrowRight", "+", "Enter"):
            visitor.page.keyboard.press(key)
            visitor.page.wait_for_timeout(300)
    visitor.page.wait_for_url(lambda address: address != before)
