"""What a parent asks its child to read, as JSON. Imports little: the parent is in a hurry."""

import json
from dataclasses import asdict

from lantu.geo.formats.reading import Limits


def encode_request(path: str, file: str, limits: Limits, encoding: str | None) -> bytes:
    """Say what is to be read."""
    request = {"path": path, "file": file, "limits": asdict(limits), "encoding": encoding}
    return json.dumps(request).encode()


def decode_request(data: bytes) -> tuple[str, str, Limits, str | None]:
    """Return path, name, limits and encoding of a request."""
    request = json.loads(data)
    return request["path"], request["file"], Limits(**request["limits"]), request["encoding"]
