import pytest

from tests.web.site import DESK, PHONE


@pytest.mark.parametrize("size", [DESK, PHONE])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_door_is_faultless(visit, size, theme):
    visitor = visit(size=size, theme=theme)
    visitor.page.goto("/")
    assert visitor.page.get_by_role("heading", name="登录").is_visible()
    assert visitor.faults() == []
    visitor.picture(f"login-{size[0]}-{theme}")


def test_a_wrong_password_says_what_to_do(visit):
    visitor = visit()
    visitor.page.goto("/login/")
    visitor.page.get_by_label("登录名").fill("nobody")
    visitor.page.get_by_label("口令", exact=True).fill("wrong")
    visitor.page.get_by_role("button", name="登录", exact=True).click()
    assert visitor.page.get_by_text("登录名或口令不对").is_visible()


def test_whoever_logs_in_finds_the_workbench(visit):
    visitor = visit("forestry.clerk")
    assert visitor.page.get_by_role("heading", name="工作台").is_visible()
    assert visitor.faults() == []
    visitor.picture("workbench")
