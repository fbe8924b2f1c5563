"""`python -m orgsketch.rules.compile`: check the built-in packs and write them as one file, read at start."""

from __future__ import annotations

import json
from pathlib import Path

from orgsketch.resources import resource
from orgsketch.rules.pack import book_of
from orgsketch.vocabulary.folders import COMPILED, read_built_in, sizes


def compiled() -> bytes:
    """The built-in packs as JSON. Raises PackError when one of them is not sound."""
    packs = read_built_in()
    book_of([(tables, True) for tables in packs.values()])
    content = {"sizes": sizes(), "packs": packs}
    return (json.dumps(content, ensure_ascii=False, indent=0) + "\n").encode()


def main() -> Path:
    """Write the compiled packs beside their folders."""
    path = resource("packs") / COMPILED
    path.write_bytes(compiled())
    return path


if __name__ == "__main__":
    print(main())
