"""Everything Orgsketch raises on purpose, with text a user can act on.

OrgsketchError
├── EditError            an edit that would break the chart (a reporting loop, an unknown box)
├── ChartFileError       a chart file that cannot be read or written
│   └── NewerFileError   written by a newer Orgsketch: may be looked at, not overwritten
├── ShorthandError       a mistake in the one-line notation, with line and column
├── PackError            a rule pack in the wrong shape, with file, entry and key
├── ImporterError        a table that cannot become a chart
├── ExporterError        a picture or document that cannot be written
└── ResourceError        a packaged file that is missing: a broken installation
"""

from __future__ import annotations


class OrgsketchError(Exception):
    """The root of the tree; its text is one sentence for the user."""


class EditError(OrgsketchError):
    """The edit would break the chart."""


class ChartFileError(OrgsketchError):
    """A chart file that cannot be read or written.

    `problems` lists every fault found, each naming its place; the text names the first.
    """

    def __init__(self, message: str, problems: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.problems = problems or (message,)


class NewerFileError(ChartFileError):
    """The file was written by a newer version of Orgsketch."""


class ShorthandError(OrgsketchError):
    """A mistake in the shorthand; `line` and `column` count from 1."""

    def __init__(self, message: str, line: int, column: int) -> None:
        super().__init__(message)
        self.line = line
        self.column = column


class PackError(OrgsketchError):
    """A pack in the wrong shape."""


class ImporterError(OrgsketchError):
    """A table that cannot become a chart."""


class ExporterError(OrgsketchError):
    """A picture or document that cannot be written."""


class ResourceError(OrgsketchError):
    """A packaged file is missing."""
