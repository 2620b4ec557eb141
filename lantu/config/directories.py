"""Where everything lies that is made at run time."""

import os
from pathlib import Path


def variable_directory() -> Path:
    """Return the folder of everything that is made at run time (`LANTU_VAR`, else ./var)."""
    return Path(os.environ.get("LANTU_VAR", "var"))
