"""What a page renews without a reload leaves the same page as a reload, wherever it is done."""

import re
from dataclasses import dataclass

import pytest
from playwright.sync_api import expect

from tests.web.pages import LEAD
from tests.web.site import ROOT

SWAPS = re.compile(r"\{% swapped %\}|hx-(?!boost=\"false\")[a-z-]+=")
# A page of a list is drawn by one component; the lists that show it are tried themselves.
COMPONENTS = {"shell/templates/components/pages.html"}


@dataclass(frozen=True, slots=True)
class Swap:
    """A template that swaps: who looks, where, and what is pressed."""

    template: str
    login: str
    address: str
    pressed: str
    typed: str = ""


SWAPPED = (
    Swap("workbench/templates/workbench/messages.html", "forestry.clerk", "/messages/",
         "nav.tabs a:nth-child(2)"),
    Swap("workbench/templates/workbench/tabs.html", "forestry.clerk", "/",
         "nav.tabs a:nth-child(2)"),
    Swap("workbench/templates/workbench/tabs.html", f"{LEAD}.clerk", "/?tab=followed",
         "nav.tabs a:nth-child(1)"),
    Swap("workbench/templates/workbench/workbench.html", "forestry.clerk", "/",
         "form.filters button", "医院"),
    Swap("administration/templates/administration/units.html", "big_data.platform",
         "/administration/", "form.filters button", "林业"),
    Swap("projects/templates/projects/projects.html", f"{LEAD}.clerk", "/projects/",
         "form.filters button", "医院"),
    Swap("projects/templates/projects/search.html", f"{LEAD}.clerk", "/search/?words=学",
         "form.filters button", "路"),
    Swap("supervision/templates/supervision/monthly.html", "functions_transformation.supervisor",
         "/supervision/monthly/", "form.filters button"),
    Swap("supervision/templates/supervision/cases.html", "functions_transformation.supervisor",
         "/supervision/cases/?what=late", "form.filters button"),
    Swap("coordination/templates/coordination/rounds.html", f"{LEAD}.clerk", "/rounds/",
         "nav.tabs a:nth-child(2)"),
    Swap("coordination/templates/coordination/rounds.html", f"{LEAD}.clerk", "/rounds/",
         "form.filters button", "学"),
    Swap("reserve/templates/reserve/projects.html", f"{LEAD}.clerk", "/reserve/",
         "nav.tabs a:nth-child(3)"),
    Swap("reserve/templates/reserve/projects.html", f"{LEAD}.clerk", "/reserve/",
         "form.filters button", "站"),
)  # fmt: skip


def test_every_template_that_swaps_is_tried():
    folder = ROOT / "lantu" / "web"
    found = {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*.html")
        if SWAPS.search(path.read_text("utf-8"))
    }
    assert found == {swap.template for swap in SWAPPED} | COMPONENTS


@pytest.fixture(scope="module")
def logged_in():
    """The cookies of everybody who has logged in, so that each does so once."""
    return {}


@pytest.mark.parametrize("swap", SWAPPED, ids=[f"{one.address} {one.pressed}" for one in SWAPPED])
def test_a_swap_leaves_the_same_page_as_a_reload(swap, visit, logged_in):
    if swap.login not in logged_in:
        logged_in[swap.login] = visit(swap.login).page.context.storage_state()
    visitor = visit(state=logged_in[swap.login])
    page = visitor.page
    page.goto(swap.address)
    page.evaluate("window.isTheSame = true")
    if swap.typed:
        page.locator("form.filters input.form-control").first.fill(swap.typed)
    with page.expect_response(lambda answer: answer.request.headers.get("hx-request") == "true"):
        page.locator(swap.pressed).first.click()
    expect(page.locator(".htmx-request, .htmx-swapping, .htmx-settling")).to_have_count(0)
    assert page.evaluate("window.isTheSame"), "the page was loaded anew, not swapped"
    swapped = whole(page)
    page.reload()
    assert page.evaluate("window.isTheSame") is None
    assert swapped == whole(page)
    assert visitor.complaints == []


def whole(page) -> str:
    """The page as it stands, without what is new in every answer."""
    page.wait_for_timeout(100)
    content = page.content()
    content = re.sub(r'(name="(?:csrfmiddlewaretoken|act_key)" value=")[^"]*', r"\1", content)
    return re.sub(r' class=""|<title>.*?</title>', "", content)
