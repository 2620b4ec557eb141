import pytest

from lantu.law.edition import Edition, shipped


@pytest.fixture(scope="session")
def edition() -> Edition:
    return shipped()
