"""Fixtures for every folder whose tests need the town: its mail server, and its people."""

import pytest
from django.test import override_settings

from lantu.config.mailbox import serve


@pytest.fixture(scope="session")
def mail_folder(tmp_path_factory):
    """Where the mail server keeps what it takes."""
    return tmp_path_factory.mktemp("mails")


@pytest.fixture(scope="session")
def mail_server(mail_folder):
    """A mail server that really answers."""
    server = serve(mail_folder)
    yield server
    server.stop()


@pytest.fixture
def town(db, mail_server):
    """A demonstration at nine o'clock on 2019-09-02, with everybody in their posts."""
    from tests import town as town_of_tests

    with override_settings(SMTP_PORT=mail_server.port):
        yield town_of_tests.build()


@pytest.fixture
def blob_folder(tmp_path, settings):
    """A folder of one's own for the bytes of files."""
    settings.VARIABLE_DIRECTORY = tmp_path
    return tmp_path / "blobs"
