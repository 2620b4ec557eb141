"""A process that publishes without end, to be killed: what it reports was published."""

import random
from multiprocessing.connection import Connection
from pathlib import Path

import lantu.geo.layerstore.parts  # noqa: F401  loaded once, in the server that forks
from lantu.geo.edges import derive
from lantu.geo.layerstore import open_store, publish, write_layer
from lantu.geo.layerstore.derived import overlapping_features
from tests.geo.layerstore.squares import description, squares

LAYERS = ("rivers", "roads", "parcels")

overlapping_features(derive(squares(2).geometries), derive(squares(2).geometries).vertices[:2, 0])


def publish_for_ever(root: Path, seed: int, reports: Connection) -> None:
    chance = random.Random(seed)
    store = open_store(root)
    reports.send(None)
    while True:
        publish_one(store, chance, reports)


def publish_some(root: Path, seed: int, reports: Connection, count: int) -> None:
    chance = random.Random(seed)
    for _ in range(count):
        publish_one(open_store(root), chance, reports)


def publish_one(store, chance, reports):
    layer = chance.choice(LAYERS)
    features = squares(chance.randint(1, 50), side=chance.random())
    version = write_layer(store, description(layer), features)
    number = publish(store, [version], note="")
    reports.send((number, layer, version.digest))
