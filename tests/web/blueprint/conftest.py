"""Somebody of the town in front of the pages of the blueprint, with the small city below them."""

import fcntl
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client

from tests.systems.coordination.conftest import mail_folder, mail_server, story, town

__all__ = ("mail_folder", "mail_server", "story", "town")
ROOT = Path(__file__).parent.parent.parent.parent
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
REDLINES = ROOT / "demo" / "redlines"


@pytest.fixture(scope="session")
def assets() -> None:
    """What the pages need in the browser, laid down once for all workers."""
    folder = ROOT / "var"
    folder.mkdir(exist_ok=True)
    with (folder / "assets.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        subprocess.run(["bin/assets"], cwd=ROOT, check=True)


@pytest.fixture
def city(settings, small_city, tmp_path):
    """The small city, and a folder of one's own for drafts, tiles and files."""
    settings.CITY_DIRECTORY = small_city
    settings.VARIABLE_DIRECTORY = tmp_path
    return small_city


@pytest.fixture
def enter(assets, city, town) -> Callable[[str, str], Client]:
    """Return somebody logged in: `enter("parks", "signer")`."""

    def log_in(unit: str, person: str = "signer") -> Client:
        client = Client()
        client.force_login(town.account(unit, person), backend=BACKEND)
        return client

    return log_in


@pytest.fixture
def bring() -> Callable[..., object]:
    """Return a way to bring a red line of the samples to an address."""

    def send(client: Client, address: str, name: str) -> object:
        with (REDLINES / name).open("rb") as file:
            return client.post(address, {"file": file, "text": "", "crs": "", "encoding": ""})

    return send
