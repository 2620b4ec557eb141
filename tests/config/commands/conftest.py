"""What the commands on a database share with the tests of the foundations."""

from tests.foundations.conftest import behind_the_back, demonstration
from tests.foundations.jobs.conftest import site
from tests.foundations.lawbook.conftest import keepers

__all__ = ("behind_the_back", "demonstration", "keepers", "site")
