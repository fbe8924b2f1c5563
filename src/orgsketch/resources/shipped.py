"""Packaged files, found the same way in a checkout, an editable install, a wheel and a frozen bundle.

A wheel and a bundle carry `resources/` and `samples/` inside the package (`_resources`, `_samples`);
a checkout has them beside `src/`.
"""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path

from orgsketch.errors import ResourceError

_PACKAGE = Path(__file__).resolve().parent.parent


def resource(*parts: str) -> Path:
    """The packaged file or folder `resources/<parts>`.

    Raises ResourceError when it is missing.
    """
    path = _home("resources").joinpath(*parts)
    if not path.exists():
        raise ResourceError(f"{path} is missing. Please install Orgsketch again.")
    return path


def samples() -> list[Path]:
    """The sample charts, by file name."""
    return sorted(_home("samples").glob("*.orgsketch"))


@cache
def _home(name: str) -> Path:
    bundle = getattr(sys, "_MEIPASS", None)
    package = Path(bundle, "orgsketch") if bundle else _PACKAGE
    places = [package / f"_{name}", package.parent.parent / name]
    for place in places:
        if place.is_dir():
            return place
    raise ResourceError(f"The folder {places[0]} is missing. Please install Orgsketch again.")
