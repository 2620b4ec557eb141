"""The site as people meet it: a served copy of the demonstration, a real browser, and axe.

The demonstration is opened once and copied for every module, so that what a journey changes stays
its own. The server is a process of its own; nothing of Django runs in the test's.
"""

import fcntl
import hashlib
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

ROOT = Path(__file__).parent.parent.parent
AXE = ROOT / "var" / "npm" / "node_modules" / "axe-core" / "axe.min.js"
PICTURES = ROOT / "var" / "pictures"
CHROMIUM = ("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
DESK, PHONE = (1440, 900), (390, 844)
WAITS_S = 60
# The states of the demonstration follow from these; when they change it is opened anew.
SOURCES = ("lantu/foundations", "lantu/systems", "lantu/law", "lantu/demo", "lantu/config")


@dataclass
class Site:
    """A served demonstration: where it answers, where its files lie."""

    address: str
    folder: Path
    process: subprocess.Popen[bytes] = field(repr=False)

    def password(self, login_name: str) -> str:
        """Return the password of an account of the demonstration."""
        listed = self.folder / "accounts.json"
        if listed.exists():
            return str(json.loads(listed.read_text("utf-8"))[login_name])
        return (self.folder / "demo_password").read_text("utf-8").strip()

    def lantu(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Run the lantu command on this demonstration."""
        command = [sys.executable, "-m", "lantu", *words]
        return subprocess.run(command, env=environment_of(self.folder), cwd=ROOT, capture_output=True, text=True)  # noqa: E501 # fmt: skip


@pytest.fixture(scope="session")
def opened_demonstration() -> Path:
    """The demonstration, opened once for all workers and kept for the next run."""
    kept = ROOT / "var" / "stage" / _digest()
    kept.parent.mkdir(parents=True, exist_ok=True)
    with (kept.parent / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (kept / ".opened").exists():
            shutil.rmtree(kept, ignore_errors=True)
            subprocess.run(["bin/assets"], cwd=ROOT, check=True)
            _run(kept, "demo", "city", "--edition", "small")
            _run(kept, "demo", "open")
            (kept / ".opened").touch()
    return kept


@pytest.fixture(scope="module")
def site(opened_demonstration, tmp_path_factory) -> Iterator[Site]:
    """A copy of the demonstration, served for this module alone."""
    folder = tmp_path_factory.mktemp("site") / "var"
    shutil.copytree(opened_demonstration, folder, symlinks=True)
    with serving(folder) as found:
        yield found


@contextmanager
def serving(folder: Path, port: int | None = None, **variables: str) -> Iterator[Site]:
    """Serve a demonstration.

    Args:
        folder: where its files lie.
        port: where it answers; a free one, when None.
        variables: further settings of the environment.
    """
    port = port or free_port()
    command = [sys.executable, "-m", "lantu", "serve", "--port", str(port), "--workers", "1"]
    environment = environment_of(folder) | variables
    with (folder / "serve.log").open("wb") as log:
        process = subprocess.Popen(command, env=environment, cwd=ROOT, stdout=log, stderr=log)
    found = Site(f"http://127.0.0.1:{port}", folder, process)
    try:
        _wait(found)
        yield found
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(20)


def free_port() -> int:
    """Return a port on which nobody listens."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium."""
    path = next((one for one in CHROMIUM if Path(one).exists()), None)
    assert path is not None, "Chromium is missing: apt-get install chromium"
    with sync_playwright() as playwright:
        flags = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        chinese = os.environ | {"LANG": "zh_CN.UTF-8", "LANGUAGE": "zh_CN"}
        made = playwright.chromium.launch(executable_path=path, args=flags, env=chinese)
        yield made
        made.close()


@pytest.fixture
def visit(site, browser) -> Iterator[Callable[..., "Visitor"]]:
    """Return somebody who looks: `visit("forestry.clerk", size=PHONE, theme="dark")`."""
    contexts: list[BrowserContext] = []

    def begin(
        login_name: str | None = None, *, size=DESK, theme: str = "light", state=None
    ) -> Visitor:
        context = browser.new_context(
            storage_state=state,
            viewport={"width": size[0], "height": size[1]},
            color_scheme=theme,
            # A colour on its way from one theme to the other is no colour of a page.
            reduced_motion="reduce",
            locale="zh-CN",
            base_url=site.address,
        )
        contexts.append(context)
        visitor = Visitor(site, context.new_page())
        if login_name is not None:
            visitor.log_in(login_name)
        return visitor

    yield begin
    for context in contexts:
        context.close()


class Visitor:
    """Somebody in front of the browser, who notices what goes wrong."""

    def __init__(self, site: Site, page: Page) -> None:
        self.site, self.page = site, page
        self.complaints: list[str] = []
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.complaints.append(f"error: {error}"))
        page.on("request", self._watch)

    def log_in(self, login_name: str) -> None:
        """Log in through the door."""
        self.page.goto("/login/")
        self.page.get_by_label("登录名").fill(login_name)
        self.page.get_by_label("口令", exact=True).fill(self.site.password(login_name))
        self.page.get_by_role("button", name="登录", exact=True).click()
        self.page.wait_for_url(lambda address: "/login" not in address)

    def picture(self, name: str, *, whole: bool = True) -> Path:
        """Keep a picture of the page as it is, once its map has all its layers."""
        if self.page.locator("[data-map]").count():
            self.page.wait_for_load_state("networkidle")
            expect(self.page.locator("[data-map][aria-busy]")).to_have_count(0, timeout=30_000)
        PICTURES.mkdir(parents=True, exist_ok=True)
        path = PICTURES / f"{name}.png"
        self.page.screenshot(path=path, full_page=whole)
        return path

    def faults(self) -> list[str]:
        """Return what axe, the console or a sideways scroll complain of on this page."""
        self.page.evaluate(AXE.read_text("utf-8"))
        tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
        found = self.page.evaluate(
            "tags => axe.run(document, {runOnly: {type: 'tag', values: tags}})", tags
        )
        said = [
            f"{one['id']}: {node['target']} {node.get('failureSummary', '')[:160]}"
            for one in found["violations"]
            for node in one["nodes"][:3]
        ]
        wide = self.page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        if wide > 0:
            said.append(f"scrolls sideways by {wide} pixels")
        return [*said, *self.complaints]

    def _hear(self, message) -> None:
        # A page that is not there, or an act refused, is told to the console too.
        if message.type == "error" and "Failed to load resource" not in message.text:
            self.complaints.append(f"console: {message.text}")

    def _watch(self, request) -> None:
        if not request.url.startswith((self.site.address, "data:", "blob:")):
            self.complaints.append(f"off the host: {request.url}")


def environment_of(folder: Path) -> dict[str, str]:
    """Return the environment of a demonstration's own processes."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("LANTU_")}
    return {**kept, "LANTU_VAR": str(folder), "PYTHONPATH": str(ROOT),
            "NUMBA_CACHE_DIR": str(ROOT / "var" / "compiled")}  # fmt: skip


def _run(folder: Path, *words: str) -> None:
    subprocess.run([sys.executable, "-m", "lantu", *words], env=environment_of(folder), cwd=ROOT, check=True)  # noqa: E501 # fmt: skip


def _wait(site: Site) -> None:
    until = time.monotonic() + WAITS_S
    while time.monotonic() < until:
        if site.process.poll() is not None:
            break
        try:
            with urllib.request.urlopen(f"{site.address}/health/", timeout=5):
                return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError((site.folder / "serve.log").read_text("utf-8"))


def _digest() -> str:
    seen = hashlib.sha256()
    for folder in SOURCES:
        for path in sorted((ROOT / folder).rglob("*")):
            if path.suffix in (".py", ".yaml"):
                seen.update(path.relative_to(ROOT).as_posix().encode() + path.read_bytes())
    return seen.hexdigest()[:16]
