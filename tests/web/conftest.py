import re
from uuid import uuid4

import pytest
from django.test import Client

from tests.systems.coordination.conftest import story
from tests.town.fixtures import blob_folder, mail_folder, mail_server, town
from tests.web.site import site, visit

__all__ = (
    "blob_folder",
    "mail_folder",
    "mail_server",
    "site",
    "story",
    "town",
    "visit",
)


@pytest.fixture
def enter(town):
    """Return a client of somebody who is logged in: `enter("forestry", "clerk")`."""

    def begin(unit: str, person: str = "clerk") -> Client:
        client = Client()
        backend = "allauth.account.auth_backends.AuthenticationBackend"
        client.force_login(town.account(unit, person), backend=backend)
        return client

    return begin


@pytest.fixture
def key():
    """A key as a form carries it; the same for all that a test sends."""
    return str(uuid4())


def words_of(response) -> str:
    """What a page says, without its marks."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))
