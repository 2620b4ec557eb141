"""Working blueprints: numbered compositions of layer versions, published all at once or not at all.

The register is one small file a number. A number is taken by linking the finished file to its name,
which the file system grants to one writer only.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cached_property
from typing import Any

from numpy.typing import NDArray

from lantu.geo.edges import EdgeArrays
from lantu.geo.finding import Fact, Finding, Place, Refused, Severity
from lantu.geo.layerstore import durable, manifest
from lantu.geo.layerstore.derived import Derived, Integers, Texts
from lantu.geo.layerstore.description import Box, Extent, LayerDescription, LayerVersion
from lantu.geo.layerstore.store import Store, open_derived


@dataclass(frozen=True)
class OpenLayer:
    """A layer of an open blueprint; its arrays are mapped when they are first used."""

    store: Store
    version: LayerVersion

    @property
    def key(self) -> str:
        """The key of the layer."""
        return self.version.layer

    @property
    def digest(self) -> str:
        """The identity of the version."""
        return self.version.digest

    @property
    def description(self) -> LayerDescription:
        """What the version says about itself."""
        return self.version.description

    @property
    def as_of_on(self) -> date:
        """The day that the content describes."""
        return self.version.description.as_of_on

    @property
    def accuracy_m(self) -> float | None:
        """How far a border may be off, where that is known."""
        return self.version.description.accuracy_m

    @property
    def box(self) -> Box | None:
        """The box of all features, known without opening the arrays; None where there is none."""
        return self.version.box

    @property
    def coverage(self) -> Extent | None:
        """Where the layer has data; None is the whole city."""
        return self.version.description.coverage

    @property
    def edges(self) -> EdgeArrays:
        """The oriented pieces with their search tree."""
        return self._derived.edges

    @property
    def ground(self) -> EdgeArrays:
        """The pieces of the ground that the features cover, each place once."""
        return self._derived.ground

    @property
    def overlapping(self) -> bool:
        """Whether features of the layer overlap each other by more than rounding."""
        return bool(self._derived.summary["overlapping"])

    @property
    def feature_keys(self) -> Texts:
        """The key of every feature, in the order of the rows."""
        return self._derived.keys

    def feature_key(self, row: int) -> str:
        """Return the key of one feature."""
        return self._derived.keys[row]

    def attributes(self, row: int) -> dict[str, Fact]:
        """Return the attributes of one feature; a missing value is None."""
        return self._derived.attributes(row)

    def codes(self, name: str) -> tuple[Integers, Texts]:
        """Return a text attribute as codes (missing: -1) and the texts they stand for."""
        return self._derived.codes(name)

    def geometry(self, rows: Integers) -> NDArray[Any]:
        """Return the whole features of the given rows as multipolygons."""
        return self._derived.geometry(rows)

    @cached_property
    def _derived(self) -> Derived:
        return open_derived(self.store, self.version)


@dataclass(frozen=True, slots=True)
class Blueprint:
    """A numbered working blueprint.

    Attributes:
        store: the city's store.
        number: its number; 0 is the empty one before the first publication.
        composed_at: when it was composed, UTC.
        note: why.
        layers: key → layer, in the order of their first publication.
    """

    store: Store
    number: int
    composed_at: datetime | None
    note: str
    layers: Mapping[str, OpenLayer]


def publish(store: Store, versions: Sequence[LayerVersion], *, note: str) -> int:
    """Compose the next working blueprint: the last one with these layers put in or replaced.

    Args:
        store: the city's store.
        versions: what `write_layer` returned; one a layer.
        note: why, in a few words.

    Returns:
        The number of the new blueprint.

    Raises:
        Refused: a version is not in the store, or belongs to another CRS.
    """
    missing = [version for version in versions if not _stored(store, version)]
    if missing:
        raise Refused(*(_absent(store, version.layer, version.digest) for version in missing))
    changed = {version.layer: version.digest for version in versions}
    while True:
        last = last_number(store)
        layers = {**(_entry(store, last)["layers"] if last else {}), **changed}
        content = {
            "number": last + 1,
            "composed_at": datetime.now(UTC).isoformat(),
            "note": note,
            "layers": layers,
        }
        text = json.dumps(content, ensure_ascii=False, indent=1)
        try:
            durable.place_file(store.incoming, store.blueprints / f"{last + 1}.json", text.encode())
        except FileExistsError:
            continue
        return last + 1


def _stored(store: Store, version: LayerVersion) -> bool:
    return version.crs == store.crs and store.layer_folder(version.digest).is_dir()


def _absent(store: Store, layer: str, digest: str) -> Finding:
    facts = {"layer": layer, "digest": digest}
    return Finding("layer_version_absent", Severity.REFUSAL, Place(file=str(store.root)), facts)


def last_number(store: Store) -> int:
    """Return the number of the newest working blueprint; 0 where there is none."""
    return max((int(path.stem) for path in store.blueprints.glob("*.json")), default=0)


def open_blueprint(store: Store, number: int | None = None) -> Blueprint:
    """Open a working blueprint, the newest by default.

    Only the register and the manifests are read; arrays are mapped layer by layer on first use.

    Raises:
        Refused: there is no such number, or a version that it names is gone.
    """
    wanted = last_number(store) if number is None else number
    if number is None and wanted == 0:
        return Blueprint(store, 0, None, "", {})
    entry = _entry(store, wanted)
    layers = {key: _layer(store, key, digest) for key, digest in entry["layers"].items()}
    return Blueprint(
        store, wanted, datetime.fromisoformat(entry["composed_at"]), entry["note"], layers
    )


def _layer(store: Store, key: str, digest: str) -> OpenLayer:
    try:
        return OpenLayer(store, manifest.read_manifest(store.layer_folder(digest)))
    except FileNotFoundError as error:
        raise Refused(_absent(store, key, digest)) from error


def _entry(store: Store, number: int) -> dict[str, Any]:
    try:
        text = (store.blueprints / f"{number}.json").read_text("utf-8")
    except FileNotFoundError as error:
        place = Place(file=str(store.root))
        facts = {"number": number, "last": last_number(store)}
        raise Refused(Finding("blueprint_absent", Severity.REFUSAL, place, facts)) from error
    return dict(json.loads(text))


def remove_unnamed(store: Store) -> list[str]:
    """Remove layer versions that no blueprint names and that are older than a day, and leftovers.

    Returns:
        The digests of the versions that went.
    """
    durable.remove_leftovers(store.incoming)
    numbers = (int(path.stem) for path in store.blueprints.glob("*.json"))
    named = {digest for number in numbers for digest in _entry(store, number)["layers"].values()}
    removed = durable.remove_leftovers(store.root / "layers", frozenset(named))
    kept = frozenset(manifest.read_manifest(store.layer_folder(d)).features_digest for d in named)
    durable.remove_leftovers(store.derived_folder("x").parent, kept)
    return removed
