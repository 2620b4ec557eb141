"""One form for the same features, whoever wrote them, and the digest of that form.

The digest does not depend on the order of the features, on where a ring starts or which way it
runs, on the order of parts, or on the Parquet writer: features are sorted by key, geometries are
two-dimensional multipolygons normalised by GEOS, columns are sorted by name. It does depend on
every digit of every coordinate.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from lantu.geo.feature import FeatureTable


def canonical_table(features: FeatureTable) -> FeatureTable:
    """Bring valid features into the one form: sorted, normalised, attributes in three types."""
    keys = np.array([str(key) for key in features.keys], dtype=object)
    order = np.argsort(keys, kind="stable")
    return FeatureTable(
        keys[order],
        _multipolygons(features.geometries[order]),
        {name: _column(features.attributes[name])[order] for name in sorted(features.attributes)},
    )


def _multipolygons(geometries: NDArray[Any]) -> NDArray[Any]:
    parts, rows = shapely.get_parts(shapely.force_2d(geometries), return_index=True)
    collected = np.empty(len(geometries), dtype=object)
    shapely.multipolygons(parts, indices=rows, out=collected)
    normalised: NDArray[Any] = shapely.normalize(collected)
    return normalised


def _column(column: NDArray[Any]) -> NDArray[Any]:
    """Return a column as int64, float64 (missing: NaN) or text (missing: None)."""
    if column.dtype.kind in "biu":
        return column.astype(np.int64)
    if column.dtype.kind == "f":
        return column.astype(np.float64) + 0.0
    missing = np.array([value is None or value != value for value in column], dtype=bool)
    text = np.array([str(value) for value in column], dtype=object)
    text[missing] = None
    return text


def features_digest(table: FeatureTable) -> str:
    """Return the SHA-256 of a canonical table as hexadecimal digits."""
    digest = hashlib.sha256(b"lantu features 1\n")
    for block in _blocks(table):
        digest.update(len(block).to_bytes(8, "little"))
        digest.update(block)
    return digest.hexdigest()


def _blocks(table: FeatureTable) -> Iterator[bytes]:
    yield from _texts(table.keys)
    yield from _bytes(shapely.to_wkb(table.geometries, byte_order=1))
    for name, column in table.attributes.items():
        yield name.encode()
        yield column.dtype.kind.encode()
        if column.dtype.kind == "O":
            yield from _texts(column)
        else:
            yield np.ascontiguousarray(column, dtype=column.dtype.newbyteorder("<")).tobytes()


def _texts(texts: NDArray[Any]) -> Iterator[bytes]:
    yield np.array([text is None for text in texts], dtype=np.uint8).tobytes()
    yield from _bytes([(text or "").encode() for text in texts])


def _bytes(blocks: Any) -> Iterator[bytes]:
    yield np.array([len(block) for block in blocks], dtype="<i8").tobytes()
    yield b"".join(blocks)


def mapping_digest(content: Mapping[str, Any]) -> str:
    """Return the SHA-256 of plain data written as JSON with sorted keys and no spaces."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
