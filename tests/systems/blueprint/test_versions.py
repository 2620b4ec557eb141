import os
import shutil
from dataclasses import replace
from datetime import date

import pytest

from lantu.geo.layerstore import (
    open_blueprint,
    open_store,
    publish,
    read_features,
    write_layer,
)
from lantu.systems.blueprint.versions import versions_of


@pytest.fixture
def published_again(settings, small_city, tmp_path):
    """The small city, with a later version of its wetlands."""
    folder = tmp_path / "city"
    shutil.copytree(small_city, folder, copy_function=os.link)
    store = open_store(folder)
    layer = open_blueprint(store).layers["wetland"]
    later = replace(layer.description, as_of_on=date(2019, 8, 31))
    publish(store, [write_layer(store, later, read_features(store, layer.digest))], note="更新")
    settings.CITY_DIRECTORY = folder
    return folder


def test_the_newest_version_comes_first_and_what_stayed_counts_once(published_again):
    newest, first = versions_of("wetland")
    assert (newest.blueprint, newest.as_of_on, newest.note) == (2, date(2019, 8, 31), "更新")
    assert first.blueprint == 1
    assert len(versions_of("railway")) == 1
    assert versions_of("no_such_layer") == ()
