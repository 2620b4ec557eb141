"""Django's own commands, with our settings: `python -m lantu.config.manage migrate`."""

import os
import sys

from django.core.management import execute_from_command_line


def main() -> None:
    """Run one of Django's commands."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lantu.config.settings")
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
