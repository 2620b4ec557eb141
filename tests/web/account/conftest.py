import pytest
from allauth.mfa.models import Authenticator

from lantu.config.security import PROFILES


@pytest.fixture
def strict(settings):
    """The rules of a public deployment."""
    settings.SECURITY = PROFILES["dengbao3"]


@pytest.fixture
def second_factor(town):
    """Give somebody a second factor: `second_factor("forestry", "signer")`."""

    def give(unit: str, person: str) -> None:
        account = town.account(unit, person)
        Authenticator.objects.create(user=account, type=Authenticator.Type.TOTP, data={})

    return give
