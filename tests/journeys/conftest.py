"""The whole demonstration at work, and people in front of the browser."""

import shutil
import subprocess
import sys
import time

import pytest

from tests.web.site import ROOT, Site, Visitor, environment_of, free_port

WAITS_S = 60


@pytest.fixture(scope="module")
def running(opened_demonstration, tmp_path_factory):
    """The whole demonstration: site, worker and mail server."""
    folder = tmp_path_factory.mktemp("running") / "var"
    shutil.copytree(opened_demonstration, folder, symlinks=True)
    port = free_port()
    command = [sys.executable, "-m", "lantu", "run", "--port", str(port)]
    log = (folder / "run.log").open("w+")
    process = subprocess.Popen(command, env=environment_of(folder), cwd=ROOT, stdout=log, stderr=log)  # noqa: E501 # fmt: skip
    until = time.monotonic() + WAITS_S
    while "ready " not in (folder / "run.log").read_text("utf-8"):
        assert process.poll() is None, (folder / "run.log").read_text("utf-8")
        assert time.monotonic() < until
        time.sleep(0.2)
    yield Site(f"http://127.0.0.1:{port}", folder, process)
    process.terminate()
    process.wait(30)
    log.close()


@pytest.fixture(scope="module")
def people(running, browser):
    """Return a person in front of the browser; each logs in once."""
    known: dict[tuple[str, tuple[int, int]], Visitor] = {}

    def person(login_name, size=(1440, 900)):
        if (login_name, size) not in known:
            viewport = {"width": size[0], "height": size[1]}
            context = browser.new_context(
                base_url=running.address, viewport=viewport, locale="zh-CN"
            )
            visitor = Visitor(running, context.new_page())
            visitor.log_in(login_name)
            known[login_name, size] = visitor
        return known[login_name, size]

    yield person
    for visitor in known.values():
        visitor.page.context.close()
