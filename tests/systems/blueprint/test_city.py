import pytest

from lantu.geo.finding import Refused
from lantu.systems.blueprint.city import (
    blueprint_of,
    has_city,
    layer_of_digest,
    working_blueprint,
)


@pytest.fixture
def city(settings, small_city):
    settings.CITY_DIRECTORY = small_city


def test_the_newest_blueprint_is_the_working_one(city):
    assert has_city()
    assert working_blueprint() is working_blueprint(working_blueprint().number)


def test_a_version_is_found_by_its_digest(city):
    layer = working_blueprint().layers["wetland"]
    assert layer_of_digest(layer.digest) is layer
    assert layer_of_digest("0" * 64) is None


def test_a_blueprint_of_another_city_is_not_taken_for_ours(city):
    ours = working_blueprint()
    assert blueprint_of(ours.store.name, ours.number) is ours
    assert blueprint_of("别的城市", ours.number) is None
    assert blueprint_of(ours.store.name, ours.number + 1) is None


def test_where_no_city_was_laid_down_there_is_none(settings, tmp_path):
    settings.CITY_DIRECTORY = tmp_path
    assert not has_city()
    with pytest.raises(Refused):
        working_blueprint()
