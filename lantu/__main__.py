"""`python -m lantu` is the `lantu` command."""

import sys

from lantu.config.commands import main

sys.exit(main())
