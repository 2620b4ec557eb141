import json
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.geo.formats.drawings import RING, drawing, line
from tests.town import INITIATOR, LEAD
from tests.web.shell.test_sheets import rows_of

PAGE = "/blueprint/checks/"


def test_a_red_line_is_checked_at_once_and_nothing_is_recorded(enter, bring):
    client = enter(LEAD)
    words = client.get(bring(client, PAGE, "green_line.txt").url).content.decode()
    assert "未压占刚性管控范围" in words
    assert (
        words.index("绿化绿线") < words.index("土地利用总体规划 ")
        if "土地利用总体规划 " in words
        else True
    )
    assert "4,942.88 平方米" in words
    assert "D1 二(一)" in words
    assert "须征求" in words


def test_hard_bars_come_first(enter, bring):
    client = enter(LEAD)
    words = client.get(bring(client, PAGE, "basic_farmland.txt").url).content.decode()
    assert "压占刚性管控范围" in words
    table = words[words.index("<tbody>") :]
    assert table.index("永久基本农田") < table.index("约束")


def test_pasted_coordinates_are_checked_as_a_file_is(enter):
    text = "3846545 465661\n3846545 465861\n3846345 465861\n3846345 465661"
    client = enter(LEAD)
    sent = client.post(PAGE, {"text": text, "crs": "EPSG:4547", "encoding": ""})
    assert "4.0000 公顷" in client.get(sent.url).content.decode()


def test_faults_are_named_and_repairs_accepted_one_by_one(enter, bring):
    client = enter(LEAD)
    address = bring(client, PAGE, "broken/self_crossing.txt").url
    assert "接受这一处修复" in client.get(address).content.decode()
    shapes = client.get(address.rstrip("/") + ".geojson").json()["features"]
    assert {one["properties"]["kind"] for one in shapes} == {"fault", "original"}
    client.post(address, {"repair": ["0"]})
    words = client.get(address).content.decode()
    assert "面积以勘测定界为准" in words
    client.post(address, {})
    assert "面积以勘测定界为准" not in client.get(address).content.decode()


def test_a_drawing_is_checked_by_the_layer_of_its_red_line(enter, bring):
    client = enter(LEAD)
    words = client.get(bring(client, PAGE, "drawn_in_cad.dxf").url).content.decode()
    assert "56,137.60 平方米" in words
    assert "红线取自这个图层（闭合线 2 个）；另有“图框”1 个也有闭合线" in words


def test_between_two_layers_of_a_drawing_the_person_is_asked(enter, bring):
    client = enter(LEAD)
    words = client.get(bring(client, PAGE, "broken/two_layers.dxf").url).content.decode()
    assert "“一期”1 个、“二期”1 个" in words
    assert "改名为“红线”" in words


def test_the_sides_of_a_drawing_are_joined_once_that_is_accepted(enter):
    ends = zip(RING, [*RING[1:], RING[0]], strict=True)
    sides = drawing(*(line(*pair, handle=f"A{at}") for at, pair in enumerate(ends)))
    client = enter(LEAD)
    file = SimpleUploadedFile("红线.DXF", sides.encode("gb18030"))
    address = client.post(PAGE, {"file": file, "text": "", "crs": "EPSG:4547", "encoding": ""}).url
    words = client.get(address).content.decode()
    assert "图层“红线” 实体 A0：由 4 条首尾相接的线（实体 A0、A1、A2、A3）围成" in words
    assert "面积以勘测定界为准" not in words
    numbers = re.findall(r'name="repair" value="(\d+)"', words)
    client.post(address, {"repair": numbers})
    assert "2.0000 公顷" in client.get(address).content.decode()


def test_a_dwg_is_met_with_exact_help(enter):
    client = enter(LEAD)
    file = SimpleUploadedFile("红线.dwg", b"AC1032" + bytes(100))
    address = client.post(PAGE, {"file": file, "text": "", "crs": "", "encoding": ""}).url
    assert "AutoCAD 2010 DXF" in client.get(address).content.decode()


def test_an_empty_form_comes_back_with_what_to_do(enter):
    answer = enter(LEAD).post(PAGE, {"text": "", "crs": "", "encoding": ""})
    assert answer.status_code == 422
    assert "请选择一个文件" in answer.content.decode()


def test_the_check_of_another_is_not_there(enter, bring):
    address = bring(enter(LEAD), PAGE, "green_line.txt").url
    for path in (address, address.rstrip("/") + ".geojson", f"{address}export.txt"):
        assert enter("parks").get(path).status_code == 404
    assert enter("parks").post(address, {"crs": "EPSG:4547"}).status_code == 404


def test_a_project_unit_sees_no_area_of_pipes_and_no_trace_of_security(enter, bring):
    pages = {}
    for unit in (LEAD, INITIATOR):
        client = enter(unit)
        address = bring(client, PAGE, "road_red_line.txt").url
        pages[unit] = client.get(address).content.decode()
        shapes = client.get(address.rstrip("/") + ".geojson").json()["features"]
        assert "gas_supply" not in {one["properties"].get("row") for one in shapes}
        export = json.loads(client.get(f"{address}export.geojson").content)
        assert "gas_supply" not in {one["properties"].get("layer") for one in export["features"]}
    assert "812.54" in pages[LEAD]
    assert "812.54" not in pages[INITIATOR]
    assert "国家安全控制" not in pages[INITIATOR]


def test_a_red_line_too_small_is_not_checked_for_a_project_unit(enter):
    text = "3846545 465661\n3846545 465671\n3846535 465671\n3846535 465661"
    client = enter(INITIATOR)
    sent = client.post(PAGE, {"text": text, "crs": "EPSG:4547", "encoding": ""})
    words = client.get(sent.url).content.decode()
    assert "不作核对" in words
    assert "面积以勘测定界为准" not in words


def test_an_account_checks_so_many_red_lines_an_hour(enter, bring, settings):
    settings.CHECKS_AN_HOUR = {"project_unit": 1}
    client = enter(INITIATOR)
    assert bring(client, PAGE, "clean_site.txt").status_code == 302
    second = bring(client, PAGE, "clean_site.txt")
    assert second.status_code == 422
    assert "一小时内最多核对 1 次" in second.content.decode()


@pytest.mark.parametrize("form", ["txt", "geojson"])
def test_the_red_line_is_handed_out(enter, bring, form):
    client = enter(LEAD)
    address = bring(client, PAGE, "green_line.txt").url
    answer = client.get(f"{address}export.{form}")
    assert "attachment" in answer["Content-Disposition"]
    said = answer.content.decode("gb18030" if form == "txt" else "utf-8")
    assert ("[地块坐标]" if form == "txt" else "FeatureCollection") in said


@pytest.mark.parametrize("form", ["txt", "dxf", "shp", "geojson", "xlsx"])
def test_a_file_of_any_name_is_handed_out_in_every_form(enter, form):
    content = b"3846545 465661\n3846545 465861\n3846345 465861\n3846345 465661"
    client, name = enter(LEAD), "=地块{0};\"@,J1'[x]%2F?.txt"
    given = {"file": SimpleUploadedFile(name, content), "text": "", "crs": "EPSG:4547"}
    address = client.post(PAGE, given | {"encoding": ""}).url
    answer = client.get(f"{address}export.{form}")
    assert answer.status_code == 200
    assert answer["Content-Disposition"].startswith("attachment; filename*=")


def test_what_it_meets_is_handed_out_as_a_list_as_far_as_the_viewer_sees_it(enter, bring):
    lists = {}
    for unit in (LEAD, INITIATOR):
        client = enter(unit)
        answer = client.get(f"{bring(client, PAGE, 'road_red_line.txt').url}export.xlsx")
        assert "road_red_line-%E5%8D%A0%E5%8E%8B-" in answer["Content-Disposition"]
        head, *rows = rows_of(answer.content)
        assert head[:5] == ["判断", "约束", "图层", "主管", "占压(平方米)"]
        lists[unit] = {row[2]: row[4] for row in rows}
    assert lists[LEAD]["供气设施"] == pytest.approx(812.54, abs=0.005)
    assert lists[INITIATOR]["供气设施"] in (None, "")
    assert "国家安全控制" not in lists[INITIATOR]


def test_a_line_drawn_on_the_map_stands_in_the_table_and_is_checked(visit):
    visitor = visit("forestry.clerk")
    page = visitor.page
    page.goto("/blueprint/point/?x=3846000&y=465000")
    canvas = page.locator("[data-atlas]").bounding_box()
    page.get_by_role("button", name="画红线").click()
    for right, down in ((0.35, 0.4), (0.6, 0.42), (0.62, 0.7)):
        page.mouse.click(canvas["x"] + canvas["width"] * right, canvas["y"] + canvas["height"] * down)  # noqa: E501 # fmt: skip
        page.wait_for_timeout(350)
    page.mouse.dblclick(canvas["x"] + canvas["width"] * 0.36, canvas["y"] + canvas["height"] * 0.68)
    page.get_by_label("1-J1 X 北").fill("3846300")
    page.get_by_label("1-J1 X 北").press("Tab")
    assert page.locator("#id_text").input_value().startswith("3846300.000, 38")
    page.get_by_role("button", name="核对红线").click()
    page.get_by_text("面积以勘测定界为准").wait_for()
    page.locator("[data-map-choose]").first.click()
    assert page.locator("tr.row-chosen").count() == 1
    assert visitor.faults() == []
    visitor.picture("check")
