"""Where everything lies that is made at run time."""

import os
from pathlib import Path


def variable_directory() -> Path:
    """Return the folder of everything that is made at run time (`LANTU_VAR`, else ./var)."""
    return Path(os.environ.get("LANTU_VAR", "var"))


PROJECT = Path(__file__).resolve().parent.parent.parent


def assets_directory() -> Path:
    """Return where what the browser needs was laid at installation; it belongs to the software."""
    return Path(os.environ.get("LANTU_ASSETS", PROJECT / "var" / "assets"))


def static_directory() -> Path:
    """Return where everything that is served as a file was collected."""
    return assets_directory().parent / "static"
