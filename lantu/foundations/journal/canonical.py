"""Bytes that are the same for the same content: entries, bodies, commitments and the chain.

The formats are those of the one-file verifier, which repeats them with the standard library only.
"""

import json
from collections.abc import Mapping
from typing import Any

from lantu.foundations.journal import verifier

START = verifier.START
chained = verifier.chained
commitment = verifier.commitment


def canonical(content: Mapping[str, Any]) -> bytes:
    """Return sorted JSON in UTF-8 without spaces.

    Raises:
        ValueError: a number is not finite.
        TypeError: a value has no place in JSON.
    """
    return json.dumps(
        content, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    ).encode()
