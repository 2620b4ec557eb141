"""Is what lies in a store still what its names say? Digests recomputed, arrays compared."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

from lantu.geo.finding import Fact, Finding, Place, Severity
from lantu.geo.layerstore import manifest
from lantu.geo.layerstore.blueprint import Blueprint
from lantu.geo.layerstore.canonical import features_digest
from lantu.geo.layerstore.derived import write_derived
from lantu.geo.layerstore.description import LayerVersion
from lantu.geo.layerstore.store import Store, read_features


def verify_blueprint(blueprint: Blueprint) -> Iterator[tuple[str, list[Finding]]]:
    """Verify every layer of a blueprint; yield its key and what is wrong with it."""
    for key, layer in blueprint.layers.items():
        yield key, verify_version(blueprint.store, layer.digest)


def verify_version(store: Store, digest: str) -> list[Finding]:
    """Compare a layer version with its name, its features with its manifest, its arrays with both.

    Derived arrays that are absent are no fault: they are made again when they are needed.

    Args:
        store: the city's store.
        digest: the name of the version.
    """
    folder = store.layer_folder(digest)
    if not folder.is_dir():
        return [_finding("layer_version_absent", folder)]
    version = manifest.read_manifest(folder)
    computed = manifest.recomputed_digest(folder)
    if {version.digest, computed} != {digest}:
        return [_finding("layer_manifest_changed", folder, expected=digest, found=computed)]
    return _verify_features(store, version)


def _verify_features(store: Store, version: LayerVersion) -> list[Finding]:
    folder = store.layer_folder(version.digest)
    try:
        table = read_features(store, version.digest)
        found = features_digest(table)
    except Exception as error:
        return [_finding("layer_parts_unreadable", folder, reason=str(error))]
    if found != version.features_digest:
        facts = {"expected": version.features_digest, "found": found}
        return [_finding("layer_parts_changed", folder, **facts)]
    derived = store.derived_folder(version.features_digest)
    if not derived.is_dir():
        return []
    with tempfile.TemporaryDirectory(dir=store.incoming) as fresh:
        write_derived(Path(fresh), table)
        return list(_differences(Path(fresh), derived))


def _differences(fresh: Path, stored: Path) -> Iterator[Finding]:
    for path in sorted(path for path in fresh.rglob("*") if path.is_file()):
        name = path.relative_to(fresh)
        other = stored / name
        if not other.is_file() or other.read_bytes() != path.read_bytes():
            yield _finding("layer_derived_changed", stored, array=str(name))


def _finding(code: str, folder: Path, **facts: Fact) -> Finding:
    return Finding(code, Severity.REFUSAL, Place(file=str(folder)), facts)
