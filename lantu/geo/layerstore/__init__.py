"""A city's plan layers on disk: versions by digest, derived arrays, numbered working blueprints."""

from lantu.geo.layerstore.blueprint import (
    Blueprint,
    OpenLayer,
    last_number,
    open_blueprint,
    publish,
    remove_unnamed,
)
from lantu.geo.layerstore.description import LayerDescription, LayerVersion, Repair
from lantu.geo.layerstore.store import Store, create, open_store, read_features, write_layer

__all__ = [
    "Blueprint",
    "LayerDescription",
    "LayerVersion",
    "OpenLayer",
    "Repair",
    "Store",
    "create",
    "last_number",
    "open_blueprint",
    "open_store",
    "publish",
    "read_features",
    "remove_unnamed",
    "write_layer",
]
