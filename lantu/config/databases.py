"""Which database a deployment works on, out of one address; and SQLite's library made safe.

SQLite 3.7.0 to 3.51.2 can lose committed writes in WAL mode when two connections are open, and a
site with its worker has two. The package `pysqlite3` carries a newer library; it has to be put in
place before Django loads its back end.
"""

import sys
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

TIMEOUT_S = 20


def put_safe_sqlite_in_place() -> None:
    """Let `import sqlite3` mean the library that is free of the WAL fault."""
    import pysqlite3
    import pysqlite3.dbapi2

    sys.modules["sqlite3"] = pysqlite3
    sys.modules["sqlite3.dbapi2"] = pysqlite3.dbapi2


def database(address: str) -> dict[str, Any]:
    """Return Django's settings of the database at an address.

    Args:
        address: `sqlite:///folder/file` (a fourth slash makes the path absolute) or `postgresql://user:password@host:port/name`.

    Raises:
        ValueError: the address names neither.
    """
    parts = urlsplit(address)
    if parts.scheme == "sqlite":
        return _sqlite(Path(unquote(parts.path)[1:]))
    if parts.scheme in ("postgresql", "postgres"):
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path.lstrip("/")),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": parts.hostname or "",
            "PORT": str(parts.port or ""),
            "ATOMIC_REQUESTS": False,
        }
    raise ValueError(f"数据库地址“{address}”应以 sqlite:/// 或 postgresql:// 开头")


def _sqlite(path: Path) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        "ATOMIC_REQUESTS": False,
        "OPTIONS": {
            "timeout": TIMEOUT_S,
            "transaction_mode": "IMMEDIATE",
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
        },
    }
