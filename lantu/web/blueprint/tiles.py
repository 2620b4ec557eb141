"""Tiles of layer versions: a version never changes, so a browser may keep them for ever."""

import gzip
import os
import tempfile
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

from lantu.foundations.acts.clock import now
from lantu.foundations.acts.gate import ActFault, Missing
from lantu.foundations.lawbook.queries import known_on
from lantu.geo.layerstore import OpenLayer
from lantu.geo.tiles import FINEST, FORMAT, tile
from lantu.law.clock import day_of
from lantu.law.rows import Visibility
from lantu.systems.blueprint.city import layer_of_digest
from lantu.systems.blueprint.visibility import seen_by
from lantu.web.shell.asking import unit_of

KEPT_S = 31_536_000
PACKED = 6


def layer_tile(
    request: HttpRequest, digest: str, level: int, column: int, row: int
) -> HttpResponse:
    """Return one tile of a layer version, packed, to whoever may see the layer's shapes."""
    layer = layer_of_digest(digest)
    today = day_of(now())
    seen = seen_by(unit_of(request), known_on(today), today)
    if layer is None or level > FINEST:
        raise Missing(ActFault.MISSING, noun="图层")
    if seen.get(layer.key, Visibility.GEOMETRY) is not Visibility.GEOMETRY:
        raise Missing(ActFault.MISSING, noun="图层")
    packed = _packed(layer, level, column, row)
    plain = "gzip" not in request.headers.get("Accept-Encoding", "")
    answer = HttpResponse(gzip.decompress(packed) if plain else packed, content_type="application/json")  # noqa: E501 # fmt: skip
    if not plain:
        answer["Content-Encoding"] = "gzip"
    answer["Cache-Control"] = f"private, max-age={KEPT_S}, immutable"
    patch_vary_headers(answer, ["Accept-Encoding", "Cookie"])
    return answer


def _packed(layer: OpenLayer, level: int, column: int, row: int) -> bytes:
    """Return a tile out of the folder of tiles; one that is not there yet is made."""
    folder = Path(settings.VARIABLE_DIRECTORY, "derived", FORMAT, layer.digest, str(level))
    path = folder / f"{column}-{row}.json.gz"
    try:
        return path.read_bytes()
    except FileNotFoundError:
        packed = gzip.compress(tile(layer, level, column, row), PACKED, mtime=0)
    folder.mkdir(parents=True, exist_ok=True)
    descriptor, temporary = tempfile.mkstemp(dir=folder)
    with os.fdopen(descriptor, "wb") as file:
        file.write(packed)
    Path(temporary).replace(path)
    return packed
