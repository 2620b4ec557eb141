"""One small city for all tests of this folder; they only look at it."""

import pytest

from lantu.demo.city import found_city
from lantu.demo.ground import EDITIONS
from lantu.demo.publication import drawn_layers

SEED = 1


@pytest.fixture(scope="session")
def city():
    return found_city(EDITIONS["small"], SEED)


@pytest.fixture(scope="session")
def drawn(city):
    return drawn_layers(city, lambda _step: None)


@pytest.fixture(scope="session")
def tables(drawn):
    return drawn[0]
