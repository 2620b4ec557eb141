import base64
import hashlib
import hmac
import shutil
import struct
import subprocess
import sys
import time

import pytest

from tests.web.site import ROOT, Visitor, free_port, serving

PERSON = "forestry.clerk"


def code_of(secret: str) -> str:
    """The six figures that an authenticator shows now (RFC 6238)."""
    key = base64.b32decode(secret + "=" * (-len(secret) % 8))
    digest = hmac.digest(key, struct.pack(">Q", int(time.time()) // 30), hashlib.sha1)
    at = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[at : at + 4])[0] & 0x7FFFFFFF) % 10**6:06d}"


def test_with_a_second_factor_the_password_alone_opens_no_door(visit):
    visitor = visit(PERSON)
    page = visitor.page
    page.goto("/account/second-factor/totp/activate/")
    if page.get_by_role("heading", name="再次验证身份").is_visible():
        page.get_by_label("口令").fill(visitor.site.password(PERSON))
        page.get_by_role("button", name="验证").click()
    secret = page.locator("code").inner_text()
    assert visitor.faults() == []
    page.get_by_label("6 位数字").fill(code_of(secret))
    page.get_by_role("button", name="启用", exact=True).click()
    page.goto("/account/")
    assert page.get_by_text("已启用").is_visible()
    other = visit()
    other.page.goto("/login/")
    other.page.get_by_label("登录名").fill(PERSON)
    other.page.get_by_label("口令", exact=True).fill(visitor.site.password(PERSON))
    other.page.get_by_role("button", name="登录", exact=True).click()
    assert other.page.get_by_role("heading", name="输入动态口令").is_visible()
    other.page.goto("/rounds/")
    assert other.page.get_by_role("heading", name="输入动态口令").is_visible()
    other.page.goto("/account/second-factor/authenticate/")
    other.page.get_by_label("动态口令或备用码").fill("000000")
    other.page.get_by_role("button", name="继续").click()
    assert other.page.get_by_text("动态口令不对").is_visible()


@pytest.fixture(scope="module")
def city_identity(tmp_path_factory):
    """A provider in a process of its own: its address, and where it sends people back to."""
    folder, port, own = tmp_path_factory.mktemp("provider"), free_port(), free_port()
    callback = f"http://127.0.0.1:{own}/account/city/oidc/city/login/callback/"
    command = [sys.executable, "-m", "tests.web.account.provider", str(folder), str(port), callback, PERSON]  # noqa: E501 # fmt: skip
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(command, cwd=ROOT, stdout=log, stderr=log)
    until = time.monotonic() + 60
    while not (folder / "ready").exists() and time.monotonic() < until:
        assert process.poll() is None, (folder / "log").read_text()
        time.sleep(0.2)
    yield f"http://127.0.0.1:{port}", own
    process.terminate()
    process.wait(20)


def test_the_citys_identity_opens_the_door_of_the_account_that_it_names(
    city_identity, opened_demonstration, tmp_path, browser
):
    server, port = city_identity
    shutil.copytree(opened_demonstration, tmp_path / "var", symlinks=True)
    known = {
        "LANTU_OIDC_SERVER": server,
        "LANTU_OIDC_CLIENT": "lantu",
        "LANTU_OIDC_SECRET": "secret of the tests",
    }
    with serving(tmp_path / "var", port, **known) as site:
        context = browser.new_context(base_url=site.address)
        page = Visitor(site, context.new_page()).page
        page.goto("/login/")
        page.get_by_role("button", name="用政务移动办公登录").click()
        page.wait_for_url(f"{server}/**")
        page.locator("input[name=login]").fill(PERSON)
        page.locator("input[name=password]").fill("政务口令-2019")
        page.locator("button[type=submit]").first.click()
        page.wait_for_url(f"{site.address}/**")
        print(page.locator("body").inner_text()[:800])
        print((tmp_path / "var" / "serve.log").read_text()[-3000:])
        assert page.get_by_role("heading", name="工作台").is_visible()
        context.close()
