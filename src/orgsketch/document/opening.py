"""Opening a chart file, also one that git left in conflict: that one comes merged, its versions beside it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from orgsketch.errors import ChartFileError

if TYPE_CHECKING:
    from orgsketch.files.chartfile import Loaded
    from orgsketch.model.merge import Versions


class Opened(NamedTuple):
    """What a file holds; `versions`: what its chart was merged from; `is_merged`: by us, just now."""

    loaded: Loaded
    versions: Versions | None = None
    is_merged: bool = False


def opened(path: Path) -> Opened:
    """Open a file. Raises ChartFileError when there is nothing to show."""
    from orgsketch.files import chartfile, marked

    data = chartfile.bytes_of(path)
    if b"<<<<<<< " in data and marked.is_marked(data):
        return _merged(path, data)
    loaded = chartfile.examine(data, path)
    return Opened(loaded, _staged(path) if loaded.chart.conflicts else None)


def _merged(path: Path, data: bytes) -> Opened:
    """The versions between the marks, merged by box and field; the file itself stays as it is."""
    from orgsketch.files import chartfile
    from orgsketch.files.versions import versions
    from orgsketch.model.merge import merge_versions

    found = versions(path, data)
    loaded = chartfile.Loaded(merge_versions(found).chart, chartfile.digest(data))
    return Opened(loaded, found, is_merged=True)


def _staged(path: Path) -> Versions | None:
    """What a file with noted conflicts came from, where git still has it."""
    from orgsketch.files.versions import staged

    try:
        return staged(path)
    except ChartFileError:
        return None
