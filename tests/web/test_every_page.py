"""Every page, at a desk and on a phone, in light and in dark: nobody is shut out."""

import pytest

from tests.web.pages import PAGES
from tests.web.site import DESK, PHONE


@pytest.fixture(scope="module")
def logged_in(site, browser):
    """The cookies of everybody who has logged in, so that each does so once."""
    return {}


@pytest.mark.parametrize("shown", PAGES, ids=[one.name for one in PAGES])
def test_a_page_is_faultless_at_both_sizes_and_in_both_themes(shown, site, visit, logged_in):
    if shown.login is not None and shown.login not in logged_in:
        logged_in[shown.login] = visit(shown.login).page.context.storage_state()
    said = []
    for size in (DESK, PHONE):
        visitor = visit(size=size, state=logged_in.get(shown.login or ""))
        page = visitor.page
        response = page.goto(shown.at(site.folder))
        assert response is not None
        assert response.status in (200, 404), response.status
        for theme in ("light", "dark"):
            page.emulate_media(color_scheme=theme)
            said += [f"{size[0]} {theme}: {fault}" for fault in visitor.faults()]
            visitor.picture(f"{shown.name}-{size[0]}-{theme}")
        title = page.locator("h1").first
        box = title.bounding_box()
        assert box is not None
        assert box["y"] < size[1], "the title is not on the first screen"
    assert said == []
