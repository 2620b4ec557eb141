"""A town whose projects are checked."""

import pytest

from tests import town as town_of_tests
from tests.town import Town


@pytest.fixture
def town(db) -> Town:
    return town_of_tests.build()
