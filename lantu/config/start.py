"""Start Django for a subcommand, with a sentence where the database is not there yet."""

import os
import sys


def start() -> None:
    """Load the apps; end with 2 and a sentence on a wrong setting or a database without tables."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lantu.config.settings")
    import django
    from django.core.exceptions import ImproperlyConfigured

    try:
        django.setup()
    except ImproperlyConfigured as error:
        print(error, file=sys.stderr)
        raise SystemExit(2) from error
    from django.db import DatabaseError, connection

    try:
        tables = connection.introspection.table_names()
    except DatabaseError as error:
        print(f"连不上数据库：{error}".strip(), file=sys.stderr)
        raise SystemExit(2) from error
    if "journal_entry" not in tables:
        print("数据库尚未建表，请先运行 python -m lantu.config.manage migrate。", file=sys.stderr)
        raise SystemExit(2)
