"""A city's store of layer versions on disk: create it, open it, write versions into it.

city.json · boundary.hex       the city, its measuring CRS and its extent
layers/<digest>/                manifest.json · parts/<cell>.parquet: the truth
derived/edges-2/<digest>/       arrays under the digest of the features; deletable, made again
blueprints/<number>.json        the register of working blueprints
incoming/                       what is under way
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from lantu.geo.feature import FeatureTable
from lantu.geo.finding import Finding, Place, Refused, Severity
from lantu.geo.layerstore import durable, manifest
from lantu.geo.layerstore.acceptance import accept
from lantu.geo.layerstore.canonical import canonical_table
from lantu.geo.layerstore.derived import FORMAT, Derived, write_derived
from lantu.geo.layerstore.description import (
    Extent,
    LayerDescription,
    LayerVersion,
    extent_from_hex,
    extent_to_hex,
)

NAME = "city.json"
STORE_FORMAT = 1

Progress = Callable[[str], None]


@dataclass(frozen=True)
class Store:
    """The store of one city.

    Attributes:
        root: its folder.
        name: the city.
        crs: the measuring CRS, such as "EPSG:4547".
        demo: whether the city is a demonstration.
    """

    root: Path
    name: str
    crs: str
    demo: bool

    @cached_property
    def boundary(self) -> Extent:
        """The city's extent in the measuring CRS."""
        return extent_from_hex((self.root / "boundary.hex").read_text("ascii"))

    @property
    def incoming(self) -> Path:
        """The folder of what is under way."""
        return self.root / "incoming"

    @property
    def blueprints(self) -> Path:
        """The register of working blueprints."""
        return self.root / "blueprints"

    def layer_folder(self, digest: str) -> Path:
        """Return where the features of a version lie."""
        return self.root / "layers" / digest

    def derived_folder(self, features_digest: str) -> Path:
        """Return where the derived arrays of features lie."""
        return self.root / "derived" / FORMAT / features_digest


def create(root: Path, *, name: str, crs: str, boundary: Extent, demo: bool = False) -> Store:
    """Make an empty store.

    Args:
        root: its folder; made where it is absent.
        name: the city.
        crs: the measuring CRS, such as "EPSG:4547".
        boundary: the city's extent in that CRS.
        demo: whether the city is a demonstration.

    Raises:
        Refused: a store is there already.
    """
    store = Store(Path(root), name, crs, demo)
    for folder in (
        store.incoming,
        store.blueprints,
        store.layer_folder("x").parent,
        store.derived_folder("x").parent,
    ):
        folder.mkdir(parents=True, exist_ok=True)
    content = {"format": STORE_FORMAT, "name": name, "crs": crs, "demo": demo}
    try:
        durable.place_file(
            store.incoming, store.root / "boundary.hex", extent_to_hex(boundary).encode()
        )
        durable.place_file(
            store.incoming, store.root / NAME, json.dumps(content, ensure_ascii=False).encode()
        )
    except FileExistsError as error:
        raise _refused("store_exists", store.root) from error
    return store


def open_store(root: Path) -> Store:
    """Open a store.

    Raises:
        Refused: there is none in that folder.
    """
    try:
        content = json.loads((Path(root) / NAME).read_text("utf-8"))
    except FileNotFoundError as error:
        raise _refused("store_absent", Path(root)) from error
    return Store(Path(root), content["name"], content["crs"], content["demo"])


def _refused(code: str, root: Path) -> Refused:
    return Refused(Finding(code, Severity.REFUSAL, Place(file=str(root))))


def write_layer(
    store: Store,
    description: LayerDescription,
    features: FeatureTable,
    *,
    repair: bool = False,
    progress: Progress | None = None,
) -> LayerVersion:
    """Store a layer version: its features, and the arrays derived from them.

    Writing the same twice gives the same version. Nothing is visible in a blueprint before
    `publish` names it.

    Args:
        store: the city's store.
        description: what the version says about itself.
        features: polygons in the store's CRS.
        repair: make invalid polygons valid, recorded in the manifest, instead of refusing them.
        progress: told each step as it begins: accept, digest, derive, write.

    Raises:
        Refused: features that cannot be stored, each with its key and the reason.
    """
    tell = progress or _untold
    durable.remove_leftovers(store.incoming)
    tell("accept")
    accepted, repairs = accept(features, repair=repair)
    tell("digest")
    table = canonical_table(accepted)
    version = manifest.describe(table, description, repairs, store.crs)
    tell("derive")
    _place_derived(store, version, table)
    tell("write")
    _place_features(store, version, table)
    return version


def _untold(_step: str) -> None:
    """Tell nobody."""


def _place_features(store: Store, version: LayerVersion, table: FeatureTable) -> None:
    from lantu.geo.layerstore.parts import write_parts

    target = store.layer_folder(version.digest)
    if target.is_dir():
        target.touch()
        return
    with durable.placed_folder(store.incoming, target) as folder:
        manifest.write_manifest(folder, version, write_parts(folder, table, store.crs))


def _place_derived(store: Store, version: LayerVersion, table: FeatureTable) -> None:
    target = store.derived_folder(version.features_digest)
    if target.is_dir():
        target.touch()
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    with durable.placed_folder(store.incoming, target) as folder:
        write_derived(folder, table)


def read_features(store: Store, digest: str) -> FeatureTable:
    """Read the features of a version back from its parts, sorted by key."""
    from lantu.geo.layerstore.parts import read_parts

    folder = store.layer_folder(digest)
    return read_parts(folder, manifest.read_part_names(folder))


def open_derived(store: Store, version: LayerVersion) -> Derived:
    """Open the derived arrays of a version; where they were deleted they are made again."""
    folder = store.derived_folder(version.features_digest)
    if not folder.is_dir():
        _place_derived(store, version, read_features(store, version.digest))
    return Derived(folder)
