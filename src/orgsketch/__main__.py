"""`python -m orgsketch`."""

from __future__ import annotations

import sys

from orgsketch.cli import main

if __name__ == "__main__":
    if getattr(sys, "frozen", False):
        # A fenced import starts this program once more, as its child.
        from multiprocessing import freeze_support

        freeze_support()
    sys.exit(main())
