"""Inside the process that reads a layer: bind it, read by GDAL, write columns into its folder.

The request comes on standard input as JSON; the answer on standard output says only how it went.
"""

import json
import sys
import warnings
from pathlib import Path
from typing import Any

from lantu.geo.formats.confinement import Confinement, FilterUnavailable, confine
from lantu.geo.formats.text import printable

LONGEST_REASON = 300


def main() -> None:
    """Answer one request: `{}` when the columns are written, else a code and its facts."""
    request = json.loads(sys.stdin.buffer.read())
    sys.stdout.buffer.write(json.dumps(_answer(request)).encode())


def _answer(request: dict[str, Any]) -> dict[str, Any]:
    try:
        confine(Confinement(**request.pop("confinement")))
        return read(folder=Path.cwd(), **request)
    except FilterUnavailable:
        return {"code": "reader_not_confined"}
    except MemoryError:
        return {"code": "layer_out_of_memory"}


def read(
    path: str, *, folder: Path, layer: str | None, encoding: str | None, features: int
) -> dict[str, Any]:
    """Read a layer's columns into a folder.

    Args:
        path: of the file.
        folder: where the columns go.
        layer: in a file of several.
        encoding: of its texts, where the file does not tell.
        features: how many there may be.

    Returns:
        Nothing, or the code and facts of a refusal.
    """
    import pyogrio
    import pyogrio.errors

    from lantu.geo.formats.layer_exchange import write_columns

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            meta, rows, shapes, columns = pyogrio.raw.read(
                path, layer=layer, encoding=encoding, return_fids=True, max_features=features + 1
            )
    except (
        pyogrio.errors.DataSourceError,
        pyogrio.errors.DataLayerError,
        pyogrio.errors.FeatureError,
        UnboundLocalError,  # so pyogrio ends when GDAL cannot write down the CRS that it read
        ValueError,
        RuntimeError,
    ) as error:
        reason = printable(str(error).replace(path, Path(path).name))[:LONGEST_REASON]
        return {"code": "source_unreadable", "facts": {"reason": reason}}
    if shapes is None:
        return {"code": "source_without_geometry"}
    if len(rows) > features:
        return {"code": "layer_too_many_features", "facts": {"limit": features}}
    attributes = dict(zip(meta["fields"].tolist(), columns, strict=True))
    try:
        write_columns(folder, meta["crs"], rows, shapes, attributes)
    except OSError:  # NumPy tells a full disk and a reached limit without their numbers
        return {"code": "layer_out_of_space"}
    return {}
