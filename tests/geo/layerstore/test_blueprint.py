import multiprocessing
import os
import random
import signal
import time

import numpy as np
import pytest
import shapely

from lantu.geo.finding import Refused
from lantu.geo.layerstore import (
    last_number,
    open_blueprint,
    open_store,
    publish,
    remove_unnamed,
    write_layer,
)
from lantu.geo.layerstore.durable import LEFTOVER_SECONDS
from lantu.geo.layerstore.verification import verify_version
from tests.geo.layerstore.publisher import publish_for_ever, publish_some
from tests.geo.layerstore.squares import city, description, squares


def test_a_new_city_has_an_empty_blueprint(tmp_path):
    blueprint = open_blueprint(city(tmp_path))
    assert (blueprint.number, dict(blueprint.layers)) == (0, {})


def test_publication_replaces_one_layer_and_keeps_the_others(tmp_path):
    store = city(tmp_path)
    first = [write_layer(store, description(key), squares()) for key in ("rivers", "roads")]
    assert publish(store, first, note="首次") == 1
    second = write_layer(store, description("roads"), squares(5))
    assert publish(store, [second], note="道路更新") == 2
    newest, oldest = open_blueprint(open_store(store.root)), open_blueprint(store, 1)
    assert list(newest.layers) == ["rivers", "roads"]
    assert newest.layers["rivers"].digest == oldest.layers["rivers"].digest == first[0].digest
    assert len(newest.layers["roads"].feature_keys) == 5
    assert len(oldest.layers["roads"].feature_keys) == 4
    assert newest.note == "道路更新"


def test_an_open_layer_gives_keys_attributes_and_shapes_without_its_parts(tmp_path):
    store = city(tmp_path)
    version = write_layer(store, description(), squares())
    publish(store, [version], note="")
    for part in store.layer_folder(version.digest).glob("parts/*"):
        part.unlink()
    layer = open_blueprint(store).layers["land_use_plan"]
    assert layer.feature_keys[:] == ["地块000", "地块001", "地块002", "地块003"]
    assert layer.attributes(0) == {"地类": None, "面积": 0.0, "编号": 0}
    assert layer.attributes(1) == {"地类": "耕地", "面积": None, "编号": 1}
    assert shapely.area(layer.geometry(np.array([2, 3]))).tolist() == [100.0, 100.0]
    assert layer.geometry(np.array([3]))[0].bounds == (30, 0, 40, 10)
    assert not layer.overlapping


def test_derived_arrays_that_were_deleted_are_made_again(tmp_path):
    store = city(tmp_path)
    version = write_layer(store, description(), squares())
    publish(store, [version], note="")
    folder = store.derived_folder(version.features_digest)
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    for path in folder.iterdir():
        path.unlink()
    folder.rmdir()
    assert len(open_blueprint(store).layers["land_use_plan"].edges) == 4
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_a_number_that_was_never_given_is_refused(tmp_path):
    with pytest.raises(Refused) as refused:
        open_blueprint(city(tmp_path), 7)
    assert refused.value.findings[0].facts == {"number": 7, "last": 0}


def test_a_version_of_another_store_is_not_published(tmp_path):
    (tmp_path / "other").mkdir()
    version = write_layer(city(tmp_path / "other"), description(), squares())
    store = city(tmp_path)
    with pytest.raises(Refused):
        publish(store, [version], note="")
    assert last_number(store) == 0


def test_garbage_is_what_no_blueprint_names_and_is_older_than_a_day(tmp_path):
    store = city(tmp_path)
    named, old, young = (write_layer(store, description(), squares(n)) for n in (2, 3, 4))
    publish(store, [named], note="")
    for version in (named, old):
        _age(store.layer_folder(version.digest))
        _age(store.derived_folder(version.features_digest))
    assert remove_unnamed(store) == [old.digest]
    assert not store.derived_folder(old.features_digest).exists()
    assert store.layer_folder(young.digest).is_dir()
    assert len(open_blueprint(store).layers["land_use_plan"].edges) == 2


def _age(path):
    moment = path.stat().st_mtime - LEFTOVER_SECONDS - 60
    os.utime(path, (moment, moment))


@pytest.fixture
def forks():
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.geo.layerstore.publisher"])
    return context


@pytest.mark.slow
def test_killing_the_publication_200_times_loses_nothing_and_leaves_nothing_half(tmp_path, forks):
    store = city(tmp_path)
    chance = random.Random(50)
    reported, verified = dict[int, tuple[str, str]](), set[str]()
    for seed in range(200):
        reported |= _killed_publisher(forks, store, seed, after_s=chance.uniform(0, 0.1))
        assert _register_is_whole(store, reported)
        named = {layer.digest for layer in open_blueprint(store).layers.values()}
        assert [verify_version(store, digest) for digest in named - verified] == [[]] * len(
            named - verified
        )
        verified |= named
    assert reported, "no process lived long enough to publish"
    assert any(store.incoming.iterdir()), "no process was killed in the middle of its work"
    _visible_layers_are_whole(store)


def _killed_publisher(forks, store, seed, after_s):
    """Let a process publish, kill it, and return what it had reported by then."""
    reports, sender = forks.Pipe(duplex=False)
    child = forks.Process(target=publish_for_ever, args=(store.root, seed, sender))
    child.start()
    sender.close()
    assert reports.recv() is None
    time.sleep(after_s)
    child.kill()
    child.join()
    assert child.exitcode == -signal.SIGKILL
    return _received(reports)


def _received(reports):
    received = {}
    while True:
        try:
            number, *what = reports.recv()
        except (EOFError, OSError):
            return received
        received[number] = tuple(what)


def _register_is_whole(store, reported):
    """Numbers run without a gap, and everything reported is there."""
    numbers = range(1, last_number(store) + 1)
    entries = {number: open_blueprint(store, number) for number in numbers}
    return all(
        entries[number].layers[layer].digest == digest
        for number, (layer, digest) in reported.items()
    )


def _visible_layers_are_whole(store):
    digests = {path.name for path in (store.root / "layers").iterdir()}
    assert {path.parent.name for path in (store.root / "layers").glob("*/manifest.json")} == digests


@pytest.mark.slow
def test_two_publishers_at_once_never_take_the_same_number(tmp_path, forks):
    store = city(tmp_path)
    reports = []
    children = []
    for seed in range(2):
        receiver, sender = forks.Pipe(duplex=False)
        child = forks.Process(target=publish_some, args=(store.root, seed, sender, 40))
        child.start()
        sender.close()
        reports.append(receiver)
        children.append(child)
    received = [_received(receiver) for receiver in reports]
    assert [child.join() or child.exitcode for child in children] == [0, 0]
    assert sorted([*received[0], *received[1]]) == list(range(1, 81))
    assert _register_is_whole(store, received[0] | received[1])
