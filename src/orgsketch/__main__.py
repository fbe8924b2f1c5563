"""`python -m orgsketch`."""

from __future__ import annotations

import sys

from orgsketch.cli import main

if __name__ == "__main__":
    sys.exit(main())
