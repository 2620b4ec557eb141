import pytest

from lantu.foundations.people.models import Entitlement
from tests.town import hire


@pytest.fixture
def administrator(town, enter):
    """Forestry's own administrator, logged in."""
    hire(town, town.unit("forestry"), "administrator", (Entitlement.ADMINISTRATOR,))
    return enter("forestry", "administrator")


@pytest.fixture
def address(town):
    """The address of an act on a unit: `address("forestry", "do", "leave")`."""

    def of(unit: str, *more: str) -> str:
        return "/".join(["", "administration", "units", str(town.unit(unit).id), *more, ""])

    return of
