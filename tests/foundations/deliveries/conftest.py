"""A letter from the lead bureau, and what the mail server kept of it."""

import pytest

from lantu.foundations.acts.actor import SYSTEM
from lantu.foundations.acts.gate import Request
from lantu.foundations.deliveries.actions import send_message
from tests.town import LEAD


@pytest.fixture
def letter(town):
    """Send a letter to a unit."""

    def send(unit="forestry", **facts):
        return send_message(
            Request(SYSTEM),
            unit=town.unit(unit),
            about=town.unit(LEAD),
            sender=town.unit(LEAD),
            **{
                "subject": "空间协同函",
                "text": "空间协同函已送达贵单位收件箱，请登录平台办理。",
                **facts,
            },
        )

    return send


@pytest.fixture
def kept(mail_folder):
    """The mails that the server kept of a message's attempts."""

    def files(message):
        names = {f"{attempt.id}.eml" for attempt in message.attempts.all()}
        return sorted(path for path in mail_folder.iterdir() if path.name in names)

    return files
