"""What a parent asks its child to read, as JSON. Imports little: the parent is in a hurry."""

import json
from dataclasses import asdict, dataclass

from lantu.geo.formats.confinement import Confinement
from lantu.geo.formats.reading import Limits


@dataclass(frozen=True, slots=True)
class Request:
    """One file to read.

    Attributes:
        path: where it lies.
        file: what the applicant called it, for the findings.
        limits: how large it may be.
        encoding: of its texts, where the applicant says it.
        confinement: what the child may use.
    """

    path: str
    file: str
    limits: Limits
    encoding: str | None
    confinement: Confinement


def encode_request(request: Request) -> bytes:
    """Write a request down."""
    return json.dumps(asdict(request)).encode()


def decode_request(data: bytes) -> Request:
    """Read a request."""
    content = json.loads(data)
    limits = Limits(**content.pop("limits"))
    confinement = Confinement(**content.pop("confinement"))
    return Request(limits=limits, confinement=confinement, **content)
