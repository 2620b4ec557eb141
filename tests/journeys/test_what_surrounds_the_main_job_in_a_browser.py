"""What comes before and after the main job, in a real browser: intake, mediation, the seal."""

import io

import pytest
from PIL import Image, ImageDraw

from tests.web.site import PHONE, ROOT

LEAD = "natural_resources_planning"
SCAN = b"%PDF-1.4 a paper that was signed and sealed"


@pytest.mark.slow
def test_a_red_line_in_a_file_comes_in_is_corrected_and_goes_out(running, people):
    unit = people("city_investment.clerk")
    enter_project(unit, "石佛片区社区服务中心")
    unit.page.get_by_role("link", name="报送意向红线").click()
    line = ROOT / "demo" / "redlines" / "road_red_line.txt"
    unit.page.get_by_label("红线文件").set_input_files(line)
    unit.page.get_by_role("button", name="下一步：核对").click()
    unit.page.locator("td").get_by_text("道路红线").first.wait_for()
    unit.picture("journey-hits")
    keep_line(unit)
    put_into_reserve(unit)
    push(people("development_reform.clerk"), "石佛片区社区服务中心")
    clerk = people(f"{LEAD}.clerk")
    page = clerk.page
    page.goto("/rounds/")
    page.get_by_role("link", name="石佛片区社区服务中心").click()
    address = page.url
    page.get_by_role("link", name="开始核对").click()
    page.get_by_role("button", name="开始核对").click()
    correct(clerk, address)
    signer = people(f"{LEAD}.signer")
    signer.page.goto(address)
    signer.page.get_by_role("link", name="发出空间协同函").click()
    signer.page.get_by_role("button", name="发出空间协同函").click()
    signer.page.wait_for_url(address)
    assert signer.page.get_by_text("已发函征求意见").first.is_visible()
    signer.picture("journey-out")
    assert (unit.faults(), clerk.complaints, signer.complaints) == ([], [], [])


def enter_project(unit, name):
    """Let a project unit enter a project."""
    page = unit.page
    page.goto("/reserve/")
    page.get_by_role("link", name="填报新项目").click()
    page.get_by_label("项目名称").fill(name)
    page.get_by_label("非涉密").check()
    page.get_by_role("button", name="登记项目").click()
    page.get_by_role("heading", name=name).wait_for()


def keep_line(unit):
    """Keep the red line that was read."""
    page = unit.page
    page.get_by_label("非涉密").check()
    page.get_by_label("保密审查人").fill("保密员 周")
    page.get_by_role("button", name="保存红线").click()
    page.get_by_role("heading", name="红线").first.wait_for()


def put_into_reserve(unit):
    """Say what the project is meant for."""
    page = unit.page
    page.goto("/reserve/")
    page.get_by_role("link", name="石佛片区社区服务中心").click()
    page.get_by_role("link", name="入库").click()
    page.get_by_label("拟定用途").fill("社区服务设施用地")
    page.get_by_role("button", name="入库").click()
    page.get_by_text("社区服务设施用地").wait_for()


def push(reform, name):
    """Let the reform commission judge a project mature and push it to the lead."""
    page = reform.page
    page.goto("/reserve/")
    page.get_by_role("link", name=name).click()
    page.get_by_role("link", name="认定成熟").click()
    page.get_by_label("成熟依据").fill("已列入年度计划")
    page.get_by_role("button", name="认定成熟").click()
    page.get_by_role("link", name="推送空间协同").click()
    page.get_by_role("button", name="推送空间协同").click()
    page.get_by_text("第 1 轮").first.wait_for()
    reform.picture("journey-pushed")


def correct(clerk, address):
    """Let the lead move one corner and keep the check."""
    page = clerk.page
    page.goto(address)
    page.get_by_role("link", name="修正红线").first.click()
    north = page.locator("[data-points] input").first
    north.fill(f"{float(north.input_value()) + 5:.3f}")
    north.press("Tab")
    page.get_by_role("button", name="下一步：测算差异并核查").click()
    page.get_by_role("button", name="保存为修正红线").wait_for()
    clerk.picture("journey-correct")
    for plan in ("土地利用总体规划", "城乡规划"):
        page.get_by_role("group", name=plan).get_by_label("符合", exact=True).check()
    page.get_by_role("button", name="保存为修正红线").click()
    page.wait_for_url(address)


@pytest.mark.slow
def test_a_sketch_on_paper_is_laid_on_the_map_and_traced(running, people):
    unit = people("industrial_park.clerk")
    name = "莲花街展示中心"
    enter_project(unit, name)
    page = unit.page
    page.get_by_role("link", name="报送意向红线").click()
    page.get_by_role("link", name="上传扫描件").click()
    drawn = {"name": "示意图.png", "mimeType": "image/png", "buffer": sketch()}
    page.get_by_label("扫描件").set_input_files(drawn)
    page.get_by_role("button", name="上传").click()
    page.locator("#scan-map canvas").first.wait_for()
    lay_on_the_plane(page)
    page.get_by_text("中误差").wait_for()
    trace(page)
    page.get_by_text("描绘面积约").wait_for()
    unit.picture("journey-traced")
    page.get_by_label("非涉密").check()
    page.get_by_label("保密审查人").fill("保密员 周")
    page.get_by_role("button", name="保存为意向示意").click()
    page.get_by_text("已保存意向示意红线").wait_for()
    assert unit.faults() == []
    unit.picture("journey-sketched")


def sketch() -> bytes:
    """A drawing as a scanner gives it: a street grid and a plot."""
    image = Image.new("RGB", (800, 600), "white")
    pen = ImageDraw.Draw(image)
    for at in (100, 700):
        pen.line((at, 0, at, 600), fill="black", width=3)
    for at in (100, 500):
        pen.line((0, at, 800, at), fill="black", width=3)
    pen.polygon(((250, 200), (550, 200), (550, 400), (250, 400)), outline="red")
    kept = io.BytesIO()
    image.save(kept, "PNG")
    return kept.getvalue()


def lay_on_the_plane(page):
    """Give four crossings of the drawing their coordinates."""
    left, low, right, high = (
        float(one)
        for one in page.locator("[data-trace-map]")
        .get_attribute("data-extent")
        .strip("[]")
        .split(",")
    )
    east, north = (left + right) / 2, (low + high) / 2
    corners = ((100, 100), (700, 100), (700, 500), (100, 500))
    for number, (across, down) in enumerate(corners, 1):
        page.get_by_role("button", name="加一个控制点").click()
        for label, value in (
            ("图上横", across),
            ("图上纵", down),
            ("X 北", north - down),
            ("Y 东", east + across),
        ):
            box = page.get_by_label(f"控制点 {number} {label}")
            box.fill(str(value))
            box.press("Tab")


def trace(page):
    """Draw the boundary of the plot on the scan."""
    page.get_by_role("button", name="描绘边界").click()
    box = page.locator("#scan-map").bounding_box()
    middle = (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    for across, down in ((-80, -50), (80, -50), (80, 50)):
        page.mouse.click(middle[0] + across, middle[1] + down)
        page.wait_for_timeout(400)
    page.mouse.dblclick(middle[0] - 80, middle[1] + 50)


@pytest.mark.slow
def test_what_differs_is_mediated_and_settled(running, people):
    clerk = people(f"{LEAD}.clerk")
    page = clerk.page
    page.goto("/rounds/")
    page.get_by_role("link", name="象湖湿地科普馆").click()
    address = page.url
    page.get_by_role("link", name="登记一次协调").click()
    page.get_by_label("方式").select_option("现场")
    page.get_by_label("日期").fill("2019-09-02")
    page.get_by_label("参加单位").fill("市林业局、市资源规划局")
    page.get_by_label("经过与结果").fill("现场踏勘，退让湿地 20 米后林业局同意。")
    page.get_by_role("button", name="登记一次协调").click()
    page.wait_for_url(address)
    while page.get_by_role("link", name="填写结果").count():
        page.get_by_role("link", name="填写结果").first.click()
        page.get_by_label("依据的协调记录").select_option(index=1)
        page.get_by_label("协调结果").fill("退让 20 米后同意")
        page.get_by_label("是", exact=True).check()
        page.get_by_role("button", name="分歧结果").click()
        page.wait_for_url(address)
    clerk.picture("journey-settled")
    page.get_by_role("link", name="分歧已全部办结").click()
    page.get_by_role("button", name="分歧已全部办结").click()
    page.wait_for_url(address)
    assert page.get_by_text("汇总").first.is_visible()
    assert clerk.faults() == []


@pytest.mark.slow
def test_the_sealed_paper_is_registered_by_one_and_confirmed_by_another(running, people):
    first, second = people(f"{LEAD}.registrar"), people(f"{LEAD}.second_registrar", PHONE)
    page = first.page
    page.goto("/rounds/?group=results")
    page.locator("tbody a").first.click()
    page.get_by_role("link", name="文书与用印").click()
    address = page.url
    page.get_by_role("link", name="登记用印件").click()
    page.get_by_label("发文号").fill("郑资规函〔2019〕77号")
    page.get_by_label("签发人").fill("局长 李")
    page.get_by_label("用印日").fill("2019-09-02")
    scan = {"name": "用印件.pdf", "mimeType": "application/pdf", "buffer": SCAN}
    page.get_by_label("用印件扫描件").set_input_files(scan)
    page.get_by_label("非涉密").check()
    page.get_by_label("保密审查人").fill("保密员 王")
    page.get_by_role("button", name="登记").click()
    page.wait_for_url(address)
    first.picture("journey-seal")
    second.page.goto(address)
    second.page.get_by_role("button", name="复核").click()
    assert second.page.get_by_text("郑资规函〔2019〕77号").is_visible()
    second.picture("journey-sealed")
    assert (first.faults(), second.faults()) == ([], [])


@pytest.mark.slow
def test_an_area_is_drawn_on_the_map_and_found_again(running, people):
    page = people("forestry.clerk").page
    page.goto("/")
    page.goto(page.locator(".desk a[href^='/tasks/']").first.get_attribute("href"))
    page.wait_for_selector("[data-map][data-loaded]")
    page.get_by_role("button", name="画出异议范围").click()
    canvas = page.locator("[data-map]").bounding_box()
    for right, down in ((0.4, 0.4), (0.6, 0.4), (0.6, 0.6)):
        page.mouse.click(canvas["x"] + canvas["width"] * right, canvas["y"] + canvas["height"] * down)  # noqa: E501 # fmt: skip
        page.wait_for_timeout(350)
    page.mouse.dblclick(canvas["x"] + canvas["width"] * 0.4, canvas["y"] + canvas["height"] * 0.6)
    page.get_by_text("公顷（").first.wait_for()
    page.locator("input[value='answer.not_conform']").check()
    page.get_by_label("调整建议").fill("避让")
    page.get_by_role("button", name="保存草稿").click()
    page.get_by_text("已存").wait_for()
    assert page.get_by_label("异议范围坐标").input_value().count("\n") >= 2
