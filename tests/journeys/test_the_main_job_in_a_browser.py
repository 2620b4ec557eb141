"""The main job as people do it, in a real browser, with the worker and the mail server running."""

import re
import subprocess
import time

import pytest

from tests.web.site import PHONE

LEAD, PROJECT = "natural_resources_planning", "郑州高新智能传感产业园"
WAITS_S = 60
SCAN = b"%PDF-1.4 a receipt that was signed"


@pytest.mark.slow
def test_a_round_goes_from_the_letters_to_the_verified_opinion(running, people):
    lead, address = send_the_letters(people)
    serve_on_paper(people, address)
    answer_by_keyboard(people)
    review_and_sign_on_the_phone(people, "forestry")
    for unit in ("water_resources", "meteorology"):
        answer_as_prefilled(people, unit)
        review_and_sign_on_the_phone(people, unit)
    let_the_others_lapse(lead, address)
    number, code = issue_and_print(people, address)
    anybody = people("forestry.clerk")
    anybody.page.goto(f"/v/{code}/")
    assert anybody.page.get_by_text(number).is_visible()
    anybody.picture("journey-verified")
    verified = running.lantu("journal", "verify")
    assert verified.returncode == 0, verified.stdout
    for visitor in (lead, anybody):
        assert visitor.complaints == []


def send_the_letters(people):
    """Let the lead send the letters and see them arrive."""
    signer = people(f"{LEAD}.signer")
    page = signer.page
    page.goto("/rounds/")
    page.get_by_role("link", name=PROJECT).click()
    address = page.url
    page.get_by_role("link", name="发出空间协同函").click()
    page.get_by_role("button", name="发出空间协同函").click()
    page.wait_for_url(address)
    until = time.monotonic() + WAITS_S
    while page.get_by_text("剩 5 个工作日").count() < 5:
        assert time.monotonic() < until, "the letters were not delivered"
        time.sleep(1)
        page.reload()
    signer.picture("journey-sent")
    return signer, address


def serve_on_paper(people, address):
    """Let the registrar register that the letters to units off the network were signed for."""
    registrar = people(f"{LEAD}.registrar")
    page = registrar.page
    page.goto(address)
    waiting = page.get_by_role("link", name="登记送达")
    until = time.monotonic() + WAITS_S
    while waiting.count() > 2:
        assert time.monotonic() < until, "the other letters were not delivered"
        time.sleep(1)
        page.reload()
    while waiting.count():
        waiting.first.click()
        page.get_by_role("link", name="登记纸质送达").click()
        page.get_by_label("签收人").fill("机要室 李")
        scan = {"name": "签收回执.pdf", "mimeType": "application/pdf", "buffer": SCAN}
        page.get_by_label("签收回执扫描件").set_input_files(scan)
        page.get_by_label("非涉密").check()
        page.get_by_label("保密审查人").fill("保密员 王")
        registrar.picture("journey-serve")
        page.get_by_role("button", name="登记纸质送达").click()
        page.get_by_text("机要室 李").wait_for()
        assert page.get_by_role("link", name="登记纸质送达").count() == 0
        page.goto(address)


def answer_by_keyboard(people):
    """Let a clerk answer with the keyboard alone."""
    clerk = people("forestry.clerk")
    page = clerk.page
    page.goto("/")
    page.keyboard.press("/")
    page.keyboard.type(PROJECT)
    page.keyboard.press("Enter")
    page.wait_for_url("**/projects/*/")
    page.goto("/")
    link = page.locator("tr", has_text=PROJECT).get_by_role("link", name=re.compile("答复")).first
    link.focus()
    page.keyboard.press("Enter")
    page.get_by_role("heading", name=re.compile("请市林业局答复")).wait_for()
    page.get_by_label("有条件").focus()
    page.keyboard.press("Space")
    for label in ("占用林地", "占用湿地"):
        page.get_by_role("group", name=label).get_by_label("否").focus()
        page.keyboard.press("Space")
    page.get_by_label("建设条件").first.focus()
    page.keyboard.type("开工前办理使用林地审核")
    clerk.picture("journey-answer")
    page.get_by_role("button", name="提交审核").focus()
    page.keyboard.press("Enter")
    page.get_by_text("已提交下一环节").wait_for()


def answer_as_prefilled(people, unit):
    """Let a clerk hand on what the map has already said, on a phone."""
    clerk = people(f"{unit}.clerk", PHONE)
    page = clerk.page
    page.goto("/")
    page.locator("tr", has_text=PROJECT).get_by_role("link", name=re.compile("答复")).first.click()
    page.get_by_label("不涉及").check()
    page.get_by_role("button", name="提交审核").click()
    page.get_by_text("已提交下一环节").wait_for()
    clerk.picture(f"journey-{unit}")


def review_and_sign_on_the_phone(people, unit):
    """Let reviewer and signer do their steps on a phone."""
    for part, button, said in (
        ("reviewer", "审核通过", "待签发"),
        ("signer", "签发", "答复生效"),
    ):
        visitor = people(f"{unit}.{part}", PHONE)
        page = visitor.page
        page.goto("/")
        page.locator("tr", has_text=PROJECT).get_by_role(
            "link", name=re.compile("答复")
        ).first.click()
        page.get_by_role("button", name=button, exact=True).click()
        page.get_by_text(said).first.wait_for()
        assert visitor.faults() == []
        visitor.picture(f"journey-{unit}-{part}")


def let_the_others_lapse(lead, address):
    """Move the clock until silence has taken its meaning."""
    page = lead.page
    for _ in range(8):
        page.goto(address)
        if (
            page.get_by_text("汇总", exact=True).count()
            and page.get_by_text("视为无异议").count() > 3
        ):
            break
        page.get_by_role("button", name="下一工作日 9:00").click()
        page.get_by_text("演示时钟已到").wait_for(timeout=60_000)
    lead.picture("journey-lapsed")
    assert page.get_by_role("link", name="出具综合意见").is_visible()


def issue_and_print(people, address):
    """Issue the overall opinion and take the paper; return its number and code."""
    signer = people(f"{LEAD}.signer")
    page = signer.page
    page.goto(address)
    page.get_by_role("link", name="出具综合意见").click()
    page.get_by_label("基本符合").check()
    page.get_by_label("融合建议").fill("避让道路红线\n开工前办理使用林地审核")
    page.get_by_label("与系统建议不同的理由").fill("道路红线可以按建议避让")
    signer.picture("journey-issue")
    page.get_by_role("button", name="出具综合意见").click()
    page.wait_for_url(address)
    signer.picture("journey-issued")
    link = page.get_by_role("link", name="综合意见 PDF")
    paper = page.request.get(link.get_attribute("href"))
    assert paper.body()[:5] == b"%PDF-"
    run = subprocess.run(["pdftotext", "-layout", "-", "-"], input=paper.body(), capture_output=True, check=True)  # noqa: E501 # fmt: skip
    words = run.stdout.decode()
    assert "基本符合" in words
    code = re.search(r"核验码\s*([0-9A-Z]{20})", words)
    number = re.search(r"空间协同综合意见〔2019〕\d+号", words)
    assert code is not None
    assert number is not None
    return number[0], code[1]
